import BooleanLogic
import Dialect
import Facts
import SourceText

@testable import Model

/// Makes facts as if they were read from a file, one declaration on each line.
struct SubjectFacts {
  var file: FileFacts
  private var line = 0

  init(path: String = "net/a.c") {
    file = FileFacts(path: path, translationUnit: path, context: "test", status: .complete)
  }

  /// A line of its own.
  private mutating func place() -> SourceRange {
    line += 1
    let start = SourcePosition(offset: line * 100, line: line, column: 1)
    return SourceRange(
      path: file.path, start: start, end: SourcePosition(offset: line * 100 + 10, line: line, column: 11))
  }

  /// - Parameter entries: names with their flags, and the condition of each.
  mutating func addSet(
    _ name: String, kind: SetFact.Kind = .kfuncs, condition: Formula = .always, _ entries: [(String, [String], Formula)]
  ) {
    let facts = entries.map { name, flags, condition in
      let range = place()
      return EntryFact(
        macro: name.isEmpty ? "BTF_ID_UNUSED" : kind == .list || kind == .set ? "BTF_ID" : "BTF_ID_FLAGS",
        prefix: name.isEmpty ? "" : "func", name: name,
        flags: flags.map { EntryFact.FlagToken(name: $0, range: range) },
        flagTokens: Array(flags.map { [$0] }.joined(separator: ["|"])),
        flagsText: flags.isEmpty ? nil : flags.joined(separator: " | "), flagsRange: range, extraArguments: [],
        range: range,
        nameRange: range, generatedBy: nil, condition: condition)
    }
    let range = place()
    file.sets.append(
      SetFact(
        name: name, kind: kind, startMacro: "START", startRange: range, nameRange: range, end: nil, entries: facts,
        incompleteReason: nil, condition: condition))
  }

  /// Registers a set for program types through an object of its name.
  mutating func register(_ set: String, for programTypes: [String], condition: Formula = .always) {
    let range = place()
    file.kfuncIDSets.append(
      KfuncIDSetFact(
        name: set + "_object", range: range, nameRange: range, owner: nil,
        set: KfuncIDSetFact.Initializer(text: set, range: range), filter: nil, condition: .always))
    for type in programTypes {
      file.registrations.append(
        RegistrationFact(
          api: .kfunc, programType: "BPF_PROG_TYPE_" + type, object: set + "_object", arguments: [], range: place(),
          enclosingFunction: "init", enclosingAttributes: ["__init"], result: .returned, condition: condition))
    }
  }

  mutating func addFunction(_ name: String, returning result: TypeFact = .int, _ parameters: [(String, TypeFact)] = [])
  {
    let range = place()
    file.functions.append(
      FunctionFact(
        name: name, range: range, nameRange: range, declaratorRange: range, linkage: .external, tagged: .yes,
        tagRange: range,
        attributes: [], returnType: result,
        parameters: parameters.map { ParameterFact(name: $0.0, type: $0.1, range: place(), nameRange: range) },
        isVariadic: false, hasEarlierPrototype: .no, guardRegion: nil, kernelDoc: nil, condition: .always))
  }

  mutating func addStruct(
    _ tag: String, isScalarOnly: TriState, fields: [FieldFact]? = nil
  ) {
    file.structs.append(
      StructFact(
        tag: tag, isUnion: false, range: place(), size: 8, alignment: 8, fields: fields ?? [], hasFields: fields != nil,
        conditionalNames: [], isScalarOnly: isScalarOnly, hasPointer: .unknown))
  }

  /// A member at the top of a struct.
  func field(_ name: String, _ type: TypeFact, depth: Int = 0, isInUnion: Bool = false) -> FieldFact {
    let start = SourcePosition.start
    return FieldFact(
      name: name, type: type, range: SourceRange(path: file.path, start: start, end: start), depth: depth,
      isInMultiMemberUnion: isInUnion)
  }

  /// Reading takes longer than everything else.
  private static let vocabulary = Result { try VocabularyReader().read() }

  /// The model of several files.
  static func model(_ files: [SubjectFacts], kernel: String = "6.12", missing: String? = nil) throws -> Model {
    let version = KernelVersion(kernel) ?? KernelVersion(6, 12)
    return ModelBuilder.model(
      of: files.map(\.file), dialect: try Dialect(version: version, vocabulary: vocabulary.get()), specialKfuncs: [],
      missing: missing)
  }

  func model(kernel: String = "6.12", missing: String? = nil) throws -> Model {
    try SubjectFacts.model([self], kernel: kernel, missing: missing)
  }
}

extension TypeFact {
  static let int = TypeFact(
    written: "int", canonical: "int", btf: "int", layers: [Layer(kind: .integer, name: "int", size: 4)])
  static let void = TypeFact(written: "void", canonical: "void", btf: "void", layers: [Layer(kind: .void)])

  static func record(_ tag: String) -> TypeFact {
    TypeFact(
      written: "struct " + tag, canonical: "struct " + tag, btf: "struct " + tag,
      layers: [Layer(kind: .structure, name: tag)])
  }

  static func pointer(to type: TypeFact, isConst: Bool = false, typedefs: [String] = []) -> TypeFact {
    let text = type.btf + (type.btf.hasSuffix("*") ? "*" : " *")
    return TypeFact(
      written: text, canonical: text, btf: text,
      layers: [Layer(kind: .pointer, typedefs: typedefs, isConst: isConst, size: 8)] + type.layers)
  }
}

extension FieldValue {
  var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  var string: String? { if case .string(let value) = self { value } else { nil } }
  var isAbsent: Bool { if case .absent = self { true } else { false } }
  var isUnknown: Bool { if case .unknown = self { true } else { false } }
  /// The rows of a list of objects.
  var rows: [Int]? {
    guard case .list(let elements, _) = self else { return nil }
    return elements.compactMap { if case .object(_, let row) = $0 { row } else { nil } }
  }
  var strings: [String]? {
    guard case .list(let elements, _) = self else { return nil }
    return elements.compactMap(\.string)
  }
}
