import CEL

/// One test of the conformance suite, translated to this library's types.
struct ConformanceTest {
  enum Expectation {
    case value(Value)
    case error
    case type(CELType, Value?)
  }

  struct Unsupported: Error {
    let reason: String
  }

  let environment: Environment
  let expression: String
  let bindings: [String: Value]
  let expectation: Expectation

  init(_ test: TextProto) throws {
    expression = test.string("expr") ?? ""
    var environment = Environment(container: test.string("container") ?? "")
    environment.checksTypes = test.word("disable_check") != "true"
    for declaration in test.messages("type_env") {
      let name = declaration.string("name") ?? ""
      if let type = declaration.message("ident")?.message("type") {
        environment.variables[name] = try CELType(type)
      }
      for overload in declaration.message("function")?.messages("overloads") ?? [] {
        environment.functions.append(
          FunctionDeclaration(
            name: name, parameters: try overload.messages("params").map { try CELType($0) },
            result: try overload.message("result_type").map { try CELType($0) } ?? .dyn
          ) { (_, _) throws(EvaluationError) in .null })
      }
    }
    self.environment = environment
    var bindings: [String: Value] = [:]
    for binding in test.messages("bindings") {
      if let value = binding.message("value")?.message("value") {
        bindings[binding.string("key") ?? ""] = try Value(value)
      }
    }
    self.bindings = bindings
    if let typed = test.message("typed_result"), let type = typed.message("deduced_type") {
      let value = test.word("check_only") == "true" ? nil : try typed.message("result").map { try Value($0) }
      expectation = .type(try CELType(type), value)
    } else if let value = test.message("value") {
      expectation = .value(try Value(value))
    } else if test.message("eval_error") != nil {
      expectation = .error
    } else {
      expectation = .value(.bool(true))
    }
  }

  /// Runs the test; returns what is wrong, nil if nothing is.
  func failure() -> String? {
    switch Program.compile(expression, in: environment) {
    case .failure(let errors):
      return "does not compile: \(errors.errors.map(\.description))"
    case .success(let program):
      switch expectation {
      case .type(let type, let value):
        if program.resultType != type { return "is \(program.resultType), not \(type)" }
        return value.flatMap { compare(program.evaluate(variables: bindings), $0) }
      case .value(let value): return compare(program.evaluate(variables: bindings), value)
      case .error:
        if case .error = program.evaluate(variables: bindings) { return nil }
        return "gives \(program.evaluate(variables: bindings)), not an error"
      }
    }
  }

  private func compare(_ outcome: Outcome, _ expected: Value) -> String? {
    if case .value(let value) = outcome, value.typeName == expected.typeName {
      switch (value, expected) {
      case (.map, .map): if value.isEqual(to: expected) == .bool(true) { return nil }
      case (.double(let left), .double(let right)): if left == right || (left.isNaN && right.isNaN) { return nil }
      case (.string(let left), .string(let right)): if Array(left.utf8) == Array(right.utf8) { return nil }
      default: if value == expected { return nil }
      }
    }
    return "gives \(outcome), not \(expected)"
  }
}

extension Value {
  /// Translates a message `cel.expr.Value`.
  fileprivate init(_ message: TextProto) throws {
    if let word = message.word("bool_value") {
      self = .bool(word == "true")
    } else if let value = message.word("int64_value").flatMap({ Int64($0) }) {
      self = .int(value)
    } else if let value = message.word("uint64_value").flatMap({ UInt64($0) }) {
      self = .uint(value)
    } else if let value = message.word("double_value").flatMap({ Double($0.lowercased()) }) {
      self = .double(value)
    } else if let value = message.string("string_value") {
      self = .string(value)
    } else if let value = message.bytes("bytes_value") {
      self = .bytes(value)
    } else if let value = message.string("type_value") {
      self = .type(value)
    } else if message.word("null_value") != nil {
      self = .null
    } else if let list = message.message("list_value") {
      self = .list(try list.messages("values").map { try Value($0) })
    } else if let entries = message.message("map_value")?.messages("entries") {
      var map = MapValue()
      for entry in entries {
        if let key = entry.message("key"), let value = entry.message("value") {
          _ = map.insert(try Value(value), for: try Value(key))
        }
      }
      self = .map(map)
    } else {
      throw ConformanceTest.Unsupported(reason: "value \(message.fields.map(\.name))")
    }
  }
}

extension CELType {
  private static let primitives: [String: CELType] = [
    "BOOL": .bool, "INT64": .int, "UINT64": .uint, "DOUBLE": .double, "STRING": .string, "BYTES": .bytes,
  ]

  /// Translates a message `cel.expr.Type`.
  fileprivate init(_ message: TextProto) throws {
    if let primitive = message.word("primitive").flatMap({ CELType.primitives[$0] }) {
      self = primitive
    } else if message.word("null") != nil {
      self = .null
    } else if message.message("dyn") != nil {
      self = .dyn
    } else if let name = message.string("type_param") {
      self = .parameter(name)
    } else if let element = message.message("list_type")?.message("elem_type") {
      self = .list(try CELType(element))
    } else if let map = message.message("map_type"), let key = map.message("key_type"),
      let value = map.message("value_type")
    {
      self = .map(try CELType(key), try CELType(value))
    } else if let abstract = message.message("abstract_type"), let name = abstract.string("name") {
      let parameters = try abstract.messages("parameter_types").map { try CELType($0) }
      self = name == "optional_type" ? .optional(parameters.first ?? .dyn) : .opaque(name, parameters)
    } else {
      throw ConformanceTest.Unsupported(reason: "type \(message.fields.map(\.name))")
    }
  }
}
