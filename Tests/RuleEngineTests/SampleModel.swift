import CEL
import Dialect
import Model
import SourceText
import Testing

@testable import RuleEngine

/// A small model with the object types of the real one that the tests need: entries with flags in sets, with definitions.
struct SampleModel: SubjectSource {
  static let schema = RuleSchema(
    objects: Schema(objectTypes: [
      "entry": [
        "name": Schema.Field(type: .string),
        "flags": Schema.Field(type: .list(.string)),
        "flagsText": Schema.Field(type: .string),
        "hasFlagsArgument": Schema.Field(type: .bool),
        "isGenerated": Schema.Field(type: .bool),
        "definition": Schema.Field(type: .object("definition"), mayBeAbsent: true, mayBeUnknown: true),
        "others": Schema.Field(type: .list(.object("entry"))),
        "range": Schema.Field(type: .object("range")),
        "nameRange": Schema.Field(type: .object("range")),
        "flagsRange": Schema.Field(type: .object("range")),
      ],
      "definition": [
        "name": Schema.Field(type: .string),
        "isTagged": Schema.Field(type: .bool, mayBeUnknown: true),
        "range": Schema.Field(type: .object("range")),
      ],
      "safeField": ["name": Schema.Field(type: .string)],
      "dialect": ["flags": Schema.Field(type: .list(.string))],
      "range": ["line": Schema.Field(type: .int)],
    ]))

  var dialect: Dialect
  var rows: [String: [[String: FieldValue]]] = [:]
  private var ranges: [SourceRange] = []

  /// Read once: the YAML reader is slow in debug builds.
  private static let vocabulary = Result { try VocabularyReader().read() }

  init(kernel: KernelVersion = KernelVersion(6, 12)) throws {
    dialect = try Dialect(version: kernel, vocabulary: try Self.vocabulary.get())
    rows["dialect"] = [["flags": .list(dialect.flags.map { .string($0.name) }, incomplete: nil)]]
  }

  /// Reads every `BTF_ID_FLAGS(func, NAME, FLAGS)` of a text. `FLAGS` are joined by ` | `; `GENERATED(NAME)` is an entry that a macro makes.
  init(entriesOf text: String, kernel: KernelVersion = KernelVersion(6, 12), path: String = "sample.c") throws {
    try self.init(kernel: kernel)
    let file = SourceFile(path: path, bytes: Array(text.utf8))
    for call in Self.calls(in: file.bytes) {
      let flags =
        call.flags.map { file.text($0).split(separator: " ").map(String.init).filter { $0.hasPrefix("KF_") } } ?? []
      rows["entry", default: []].append([
        "name": .string(file.text(call.name)),
        "flags": .list(flags.map { .string($0) }, incomplete: nil),
        "flagsText": .string(call.flags.map { file.text($0) } ?? ""),
        "hasFlagsArgument": .bool(call.flags != nil),
        "isGenerated": .bool(call.isGenerated),
        "others": .list([], incomplete: nil),
        "range": add(file.range(call.whole)), "nameRange": add(file.range(call.name)),
        "flagsRange": add(file.range(call.flags ?? call.name.upperBound..<call.name.upperBound)),
      ])
    }
  }

  /// Adds a place and returns it as a field's value.
  mutating func add(_ range: SourceRange) -> FieldValue {
    ranges.append(range)
    return .object("range", ranges.count - 1)
  }

  /// Adds a definition and returns it as a field's value.
  mutating func addDefinition(name: String, isTagged: FieldValue, at range: FieldValue) -> FieldValue {
    rows["definition", default: []].append(["name": .string(name), "isTagged": isTagged, "range": range])
    return .object("definition", rows["definition", default: []].count - 1)
  }

  mutating func set(_ field: String, ofEntry row: Int, to value: FieldValue) {
    rows["entry"]?[row][field] = value
  }

  func rowCount(of type: String) -> Int { rows[type]?.count ?? 0 }
  func value(_ field: String, of type: String, row: Int) -> FieldValue { rows[type]?[row][field] ?? .absent }
  func range(_ row: Int) -> SourceRange { ranges[row] }

  func identity(of type: String, row: Int) -> (kind: String, key: String, parameterIndex: Int?) {
    (type, "sample_ids/" + name(type, row), nil)
  }

  func names(of type: String, row: Int) -> (kfunc: String?, set: String?, parameter: String?) {
    (name(type, row), "sample_ids", nil)
  }

  private func name(_ type: String, _ row: Int) -> String {
    if case .string(let name) = value("name", of: type, row: row) { name } else { "" }
  }

  private struct Call {
    var whole: Range<Int>
    var name: Range<Int>
    var flags: Range<Int>?
    var isGenerated: Bool
  }

  private static func calls(in bytes: [UInt8]) -> [Call] {
    var calls: [Call] = []
    for (macro, isGenerated) in [("BTF_ID_FLAGS(func, ", false), ("GENERATED(", true)] {
      let start = Array(macro.utf8)
      for offset in bytes.indices where bytes[offset...].starts(with: start) {
        guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: ")")) else { continue }
        let name = offset + start.count
        let comma = bytes[name..<end].firstIndex(of: UInt8(ascii: ","))
        calls.append(
          Call(
            whole: offset..<end + 1, name: name..<(comma ?? end), flags: comma.map { $0 + 2..<end },
            isGenerated: isGenerated))
      }
    }
    return calls.sorted { $0.whole.lowerBound < $1.whole.lowerBound }
  }
}
