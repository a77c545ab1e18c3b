import BooleanLogic
import Dialect
import Facts
import SourceText

@testable import Model

/// Makes the facts of a file, each in a place of its own.
struct SampleFile {
  fileprivate(set) var facts: FileFacts
  private var line = 1

  init(
    _ path: String, unit: String? = nil, status: FileFacts.ParseStatus = .complete, firstLine: Int = 1
  ) {
    facts = FileFacts(path: path, translationUnit: unit ?? path, context: "sample", status: status)
    line = firstLine
  }

  private mutating func place() -> SourceRange {
    line += 1
    return SourceRange(
      path: facts.path, start: SourcePosition(offset: line * 100, line: line, column: 1),
      end: SourcePosition(offset: line * 100 + 10, line: line, column: 11))
  }

  static let int = TypeFact(
    written: "int", canonical: "int", btf: "int", layers: [.init(kind: .integer, name: "int", size: 4)])

  static func pointer(to tag: String, kind: TypeFact.Kind = .structure) -> TypeFact {
    let text = kind == .void ? "void *" : "\(kind == .union ? "union" : "struct") \(tag) *"
    return TypeFact(
      written: text, canonical: text, btf: text, layers: [.init(kind: .pointer, size: 8), .init(kind: kind, name: tag)])
  }

  mutating func function(
    _ name: String, linkage: FunctionFact.Linkage = .external, tagged: TriState = .yes,
    parameters: [(String, TypeFact)] = [],
    returns: TypeFact = SampleFile.int, condition: Formula = .always
  ) {
    let nameRange = place()
    let list = parameters.map { ParameterFact(name: $0.0, type: $0.1, range: place(), nameRange: place()) }
    facts.functions.append(
      FunctionFact(
        name: name, range: place(), nameRange: nameRange, declaratorRange: place(), linkage: linkage, tagged: tagged,
        tagRange: nil, attributes: [], returnType: returns, parameters: list, isVariadic: false,
        hasEarlierPrototype: .no,
        guardRegion: nil, kernelDoc: nil, condition: condition))
  }

  mutating func set(
    _ name: String, _ kind: SetFact.Kind = .kfuncs, _ entries: [(name: String, flags: [String])] = [],
    condition: Formula = .always,
    incomplete: String? = nil
  ) {
    let start = place()
    let facts = entries.map { entry in
      EntryFact(
        macro: "BTF_ID_FLAGS", prefix: "func", name: entry.name,
        flags: entry.flags.map { .init(name: $0, range: place()) },
        flagTokens: Array(entry.flags.map { [$0] }.joined(separator: ["|"])),
        flagsText: entry.flags.isEmpty ? nil : entry.flags.joined(separator: " | "), flagsRange: place(),
        extraArguments: [],
        range: place(), nameRange: place(), generatedBy: nil, condition: condition)
    }
    self.facts.sets.append(
      SetFact(
        name: name, kind: kind, startMacro: "BTF_KFUNCS_START", startRange: start, nameRange: place(),
        end: .init(macro: "BTF_KFUNCS_END", name: name, range: place()), entries: facts, incompleteReason: incomplete,
        condition: condition))
  }

  mutating func stray(_ macro: String, _ name: String) {
    facts.strays.append(
      StrayFact(macro: macro, name: name, range: place(), previousSet: nil, condition: .always))
  }

  mutating func object(_ name: String, set: String?) {
    facts.kfuncIDSets.append(
      KfuncIDSetFact(
        name: name, range: place(), nameRange: place(), owner: nil, set: set.map { .init(text: $0, range: place()) },
        filter: nil,
        condition: .always))
  }

  mutating func register(
    _ object: String?, as api: RegistrationFact.API = .kfunc, for programType: String? = "BPF_PROG_TYPE_XDP",
    condition: Formula = .always
  ) {
    facts.registrations.append(
      RegistrationFact(
        api: api, programType: api == .kfunc ? programType : nil, object: object, arguments: ["a", "b"], range: place(),
        enclosingFunction: "init", enclosingAttributes: ["__init"], result: .returned, condition: condition))
  }

  mutating func destructor(type: String?, function: String?) {
    facts.destructors.append(
      DestructorFact(
        array: "dtors", typeName: type, functionName: function, functionRange: place(), typeRange: place(),
        range: place(),
        condition: .always))
  }

  mutating func structure(
    _ tag: String, fields: [(String, TypeFact)], conditional: [String] = [], hasFields: Bool = true
  ) {
    facts.structs.append(
      StructFact(
        tag: tag, isUnion: false, range: place(), size: 8, alignment: 8, fields: self.fields(fields),
        hasFields: hasFields,
        conditionalNames: conditional, isScalarOnly: .no, hasPointer: .yes))
  }

  mutating func safeType(_ tag: String, fields: [(String, TypeFact)]) {
    facts.safeTypes.append(
      SafeTypeFact(
        macro: "BTF_TYPE_SAFE_RCU", keyword: "struct", tag: tag, range: place(), fields: self.fields(fields),
        emissions: [.init(function: "emit", range: place())], condition: .always))
  }

  /// Gives the last function an attribute, kernel-doc for one parameter, and a prototype.
  mutating func detail(attribute: String, documents parameter: String, prototype names: [String]) {
    guard var function = facts.functions.popLast() else { return }
    function.attributes = [AttributeFact(name: attribute, range: place(), removalRange: place())]
    function.kernelDoc = KernelDocFact(
      range: place(), name: function.name, parameters: [parameter], parameterRanges: [place()],
      deprecation: "Deprecated.", returns: nil, context: nil)
    function.prototype = PrototypeFact(parameterNames: names, nameRanges: names.map { _ in place() })
    facts.functions.append(function)
  }

  /// Gives the last function a body with something of everything.
  mutating func body() {
    guard var function = facts.functions.popLast() else { return }
    let steps = [BodyFact.Step(range: place(), text: "it does")]
    var use = BodyFact.Parameter(index: 0)
    use.untested = steps
    use.nullTest = steps.first
    use.dropped = steps
    use.dropping = "immediate"
    use.viewed = steps
    use.viewedTag = "bpf_iter_num"
    use.testedMembers = ["opaque"]
    let outcome = BodyFact.Return(
      kind: .null, number: nil, callee: nil, steps: steps, nullParameters: [0], hasReference: .no, initialised: [],
      written: [])
    function.body = BodyFact(
      returns: [outcome], parameters: [use], sleep: steps, hasUnknownSleep: true, destructive: steps,
      imbalance: BodyFact.Imbalance(region: "rcu", isHeld: true, steps: steps), needsRCU: steps, unknownCallees: ["f"],
      isEmpty: false, gaps: [])
    facts.functions.append(function)
  }

  mutating func guardMacro(_ macro: String, isStart: Bool, partner: Int? = nil, fault: GuardFact.Fault? = nil) {
    var fact = GuardFact(
      macro: macro, kind: .kfuncDefs, isStart: isStart, range: place(), nameRange: place(), removalRange: place(),
      condition: .always)
    fact.partner = partner
    fact.fault = fault
    facts.guards.append(fact)
  }

  mutating func emit(_ tag: String, in function: String) {
    facts.safeEmissions.append(
      SafeEmissionFact(
        macro: "BTF_TYPE_SAFE_RCU", keyword: "struct", keywordRange: place(), tag: tag, function: function,
        range: place(), statementRange: place(), removalRange: place()))
  }

  mutating func documents(_ flag: String, _ function: String) {
    facts.docFlags.append(DocFlagFact(name: flag, range: place()))
    facts.docDirectives.append(
      DocDirectiveFact(file: "f.c", identifier: function, range: place(), state: .undocumented, documented: ["f"]))
  }

  mutating func namesake(of name: String, condition: Formula = .always) {
    facts.namesakes.append(NamesakeFact(name: name, nameRange: place(), condition: condition))
  }

  private mutating func fields(_ list: [(String, TypeFact)]) -> [FieldFact] {
    list.map { FieldFact(name: $0.0, type: $0.1, range: place(), depth: 0, isInMultiMemberUnion: false) }
  }
}

/// Makes models and reads them the way rules do.
enum Sample {
  static func dialect(_ version: KernelVersion = KernelVersion(6, 12)) throws -> Dialect {
    try Dialect(version: version, vocabulary: try VocabularyReader().read())
  }

  static func model(
    _ files: [SampleFile], version: KernelVersion = KernelVersion(6, 12), special: Set<String> = [],
    missing: String? = nil
  ) throws -> Model {
    ModelBuilder.model(
      of: files.map(\.facts).sorted { $0.path < $1.path }, dialect: try dialect(version), specialKfuncs: special,
      missing: missing)
  }
}

extension Model {
  /// The row of the only set of a name in a file.
  func setRow(_ name: String, in path: String) -> Int {
    let found = sets.indices.filter { sets[$0].fact.name == name && sets[$0].path == path }
    precondition(found.count == 1, "one set '\(name)' in '\(path)'")
    return found[0]
  }

  func entryRow(_ name: String) -> Int {
    let found = entries.indices.filter { entries[$0].fact.name == name }
    precondition(found.count == 1, "one entry '\(name)'")
    return found[0]
  }
}

extension FieldValue {
  /// A short form for comparing.
  var text: String {
    switch self {
    case .bool(let value): String(value)
    case .int(let value): String(value)
    case .string(let value): value
    case .list(let elements, let incomplete):
      "[" + elements.map(\.text).joined(separator: ", ") + (incomplete == nil ? "]" : ", ...]")
    case .object(let type, let row): "\(type) \(row)"
    case .absent: "absent"
    case .unknown: "unknown"
    }
  }
}

extension SampleFile {
  /// Says when the file is compiled.
  mutating func inFile(_ condition: Formula) { facts.fileCondition = condition }

  /// Gives the functions the places of their names in a text.
  mutating func locateFunctions(in text: String) {
    let bytes = Array(text.utf8)
    for index in facts.functions.indices {
      let name = Array("int \(facts.functions[index].name)(".utf8)
      guard let found = bytes.indices.first(where: { bytes[$0...].starts(with: name) }) else { continue }
      facts.functions[index].nameRange.start.offset = found + "int ".utf8.count
    }
  }
}
