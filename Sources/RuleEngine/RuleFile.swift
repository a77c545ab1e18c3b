import SourceText
import Yams

/// A rule file as read: the rule in it, or everything that is wrong with it.
public struct RuleFile: Sendable {
  public let source: SourceFile
  /// nil if there is any mistake.
  public let rule: Rule?
  /// Sorted by place, each once.
  public let mistakes: [RuleDiagnostic]

  /// Larger files are refused; the largest rule with all its examples is a few kilobytes.
  private static let sizeLimit = 1 << 20
  /// Deeper flow collections would exhaust the stack of the YAML library; rules need two levels.
  private static let nestingLimit = 64

  /// Reads a file. All its mistakes are found in one run; where a file stops being YAML, there is nothing more to find.
  public init(_ source: SourceFile, schema: RuleSchema) {
    self.source = source
    let parsed = Self.parse(source)
    guard let root = parsed.root else {
      rule = nil
      mistakes = Set(parsed.mistakes).sorted()
      return
    }
    var checker = RuleShapeChecker()
    checker.check(root)
    var reader = RuleReader(root: root, schema: schema, isWellFormed: checker.mistakes.isEmpty)
    let rule = reader.read()
    mistakes = Set(parsed.mistakes + checker.mistakes + reader.mistakes).sorted()
    self.rule = mistakes.isEmpty ? rule : nil
  }

  /// Returns the document, unless it cannot be read at all, and what is wrong with its YAML.
  private static func parse(_ source: SourceFile) -> (root: RuleNode?, mistakes: [RuleDiagnostic]) {
    func failure(_ message: String, at offset: Int = 0) -> (root: RuleNode?, mistakes: [RuleDiagnostic]) {
      (nil, [RuleDiagnostic(range: source.range(offset..<offset), message: message)])
    }
    guard source.bytes.count <= sizeLimit else { return failure("the file is larger than 1 MiB") }
    guard let text = String(validating: source.bytes, as: UTF8.self) else { return failure("the file is not UTF-8") }
    if let deep = deepNesting(source.bytes) { return failure("lists and mappings nest too deep", at: deep) }
    var duplicates = DuplicateKeys(text, source: source)
    while true {
      do {
        guard let root = try compose(yaml: duplicates.text) else { return failure("the file is empty") }
        return (RuleNode(file: source, node: root), duplicates.mistakes)
      } catch let error as YamlError {
        guard case .duplicatedKeysInMapping(let keys, let context) = error, let key = keys.first else {
          let rest = mistake(for: error, in: source)
          return (nil, duplicates.mistakes + [rest])
        }
        let mark = context.mark
        if duplicates.rename(key, line: mark.line, scalarColumn: mark.column) { continue }
        let place = failure(
          "key '\(key)' is written twice", at: source.offset(ofLine: mark.line, scalarColumn: mark.column))
        return (nil, duplicates.mistakes + place.mistakes)
      } catch {
        return failure("not valid YAML")
      }
    }
  }

  private static func mistake(for error: YamlError, in source: SourceFile) -> RuleDiagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let offset = source.offset(ofLine: mark.line, scalarColumn: mark.column)
      return RuleDiagnostic(range: source.range(offset..<offset), message: "not valid YAML: \(problem)")
    default: return RuleDiagnostic(range: source.range(0..<0), message: "not valid YAML")
    }
  }

  /// Returns where brackets, or dashes at the start of a line, nest deeper than the limit.
  private static func deepNesting(_ bytes: [UInt8]) -> Int? {
    var depth = 0
    var dashes = 0
    var isIndentation = true
    var previous = UInt8(ascii: " ")
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      // The space that makes it an indicator; a line of dashes is text.
      case UInt8(ascii: " ") where isIndentation && previous != UInt8(ascii: " "): dashes += 1
      default: break
      }
      // Deeper nesting by indentation alone takes more lines than the size limit allows.
      if depth > nestingLimit || dashes > nestingLimit { return offset }
      switch byte {
      case UInt8(ascii: "\n"): (dashes, isIndentation, previous) = (0, true, UInt8(ascii: " "))
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "?"): previous = byte
      default: isIndentation = false
      }
    }
    return nil
  }
}
