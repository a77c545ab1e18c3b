import CEL
import Testing

/// A small object model: entries with flags, a definition that may be missing and a cyclic `next`.
struct TestModel: ObjectResolver {
  static let schema = Schema(objectTypes: [
    "entry": [
      "name": Schema.Field(type: .string),
      "flags": Schema.Field(type: .list(.string)),
      "definition": Schema.Field(type: .object("definition"), mayBeAbsent: true),
      "sleeps": Schema.Field(type: .bool, mayBeUnknown: true),
      "next": Schema.Field(type: .object("entry"), mayBeAbsent: true),
      "parameters": Schema.Field(type: .list(.object("definition"))),
    ],
    "definition": [
      "line": Schema.Field(type: .int),
      "comment": Schema.Field(type: .string, mayBeAbsent: true),
    ],
  ])

  static let environment = Environment(
    schema: schema,
    variables: [
      "entry": .object("entry"), "other": .object("entry"), "entries": .list(.object("entry")), "anything": .dyn,
      "u": .bool, "v": .bool, "names": .list(.string), "n": .int,
    ],
    functions: [
      FunctionDeclaration(
        name: "missing", isMember: true, parameters: [.object("entry"), .list(.string)], result: .list(.string)
      ) { (arguments, resolver) throws(EvaluationError) in
        guard case .object(let entry) = arguments[0], case .list(let wanted) = arguments[1],
          case .value(.list(let flags)) = resolver.select("flags", of: entry)
        else { throw EvaluationError("cannot read the flags") }
        return .list(wanted.filter { !flags.contains($0) })
      }
    ])

  static let first = Value.object(ObjectReference(type: "entry", row: 0))
  static let second = Value.object(ObjectReference(type: "entry", row: 1))

  /// Row 0 has everything, row 1 neither definition nor next, and nobody knows whether it sleeps.
  func select(_ field: String, of object: ObjectReference) -> Selection {
    switch (object.type, field, object.row) {
    case ("entry", "name", let row): .value(.string("kfunc_\(row)"))
    case ("entry", "flags", 0): .value(.list([.string("KF_ACQUIRE"), .string("KF_RET_NULL")]))
    case ("entry", "flags", _): .value(.incompleteList([.string("KF_RELEASE")], UnknownSet("file skipped")))
    case ("entry", "definition", 0): .value(.object(ObjectReference(type: "definition", row: 0)))
    case ("entry", "next", 0): .value(TestModel.first)
    case ("entry", "sleeps", 0): .value(.bool(true))
    case ("entry", "sleeps", _): .unknown("no body")
    case ("entry", "parameters", _): .value(.list([.object(ObjectReference(type: "definition", row: 0))]))
    case ("definition", "line", _): .value(.int(42))
    default: .absent
    }
  }

  static let variables: [String: Value] = [
    "entry": first, "other": second, "entries": .list([first, second]), "anything": .int(7),
    "u": .unknown(UnknownSet("u")), "v": .unknown(UnknownSet("v")), "n": .int(3),
    "names": .incompleteList([.string("a"), .string("b")], UnknownSet("gap")),
  ]

  /// Compiles in the model's environment; records an issue and returns nil if that fails.
  static func compile(_ expression: String, checksTypes: Bool = true) -> Program? {
    var environment = environment
    environment.checksTypes = checksTypes
    switch Program.compile(expression, in: environment) {
    case .success(let program): return program
    case .failure(let errors):
      Issue.record("'\(expression)' does not compile: \(errors.errors.map(\.description))")
      return nil
    }
  }

  /// Evaluates with the model's variables and describes the outcome: a value, `<reasons>` or `error: message`.
  static func outcome(_ expression: String, checksTypes: Bool = true) -> String {
    switch compile(expression, checksTypes: checksTypes)?.evaluate(variables: variables, resolver: TestModel()) {
    case .value(let value): "\(value)"
    case .unknown(let reasons): "<\(reasons.reasons.joined(separator: ", "))>"
    case .error(let error): "error: \(error.message)"
    case nil: "does not compile"
    }
  }
}
