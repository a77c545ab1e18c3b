import RuleEngine
import SourceText
import Yams

/// A YAML node of a configuration file together with its place.
struct ConfigurationNode {
  let file: SourceFile
  let node: Node

  /// The node as far as it stands on its first line; empty for a mapping or list, which is shown by its first byte.
  var range: SourceRange {
    let start = self.start
    guard let scalar = node.scalar, let line = file.lines.range(ofLine: node.mark?.line ?? 1, in: file.bytes) else {
      return file.range(start..<start)
    }
    let rest = file.bytes[start..<max(start, line.upperBound)]
    switch scalar.style {
    case .plain where rest.starts(with: scalar.string.utf8): return file.range(start..<start + scalar.string.utf8.count)
    case .singleQuoted, .doubleQuoted:
      let quote = rest.first
      let end = rest.dropFirst().firstIndex { $0 == quote }.map { $0 + 1 } ?? line.upperBound
      return file.range(start..<end)
    case .plain, .literal, .folded, .any: return file.range(start..<start)
    }
  }

  /// The offset of the first byte.
  private var start: Int { node.mark.map { ConfigurationNode.offset(of: $0, in: file) } ?? 0 }

  /// What the node is, as messages say it.
  var kind: String {
    switch node {
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .alias: return "an alias"
    case .scalar(let scalar):
      if scalar.style != .plain { return "a text" }
      switch node.tag {
      case Tag(.null): return "nothing"
      case Tag(.bool): return "a boolean"
      case Tag(.int), Tag(.float): return "a number"
      case Tag(.timestamp): return "a date"
      default: return "a text"
      }
    }
  }

  var isMapping: Bool { node.mapping != nil }
  var isList: Bool { node.sequence != nil }

  /// Whether the node is one of the signs that make texts stand in another place than where they are used (YAML 1.2 §3.2.2.2).
  var isIndirect: Bool {
    guard file.bytes.indices.contains(start) else { return false }
    return [UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!")].contains(file.bytes[start])
  }

  /// The pairs of a mapping, in order; empty for other nodes.
  var pairs: [(key: ConfigurationNode, value: ConfigurationNode)] {
    (node.mapping ?? [:]).map {
      (ConfigurationNode(file: file, node: $0.key), ConfigurationNode(file: file, node: $0.value))
    }
  }

  /// The elements of a list, in order; empty for other nodes.
  var elements: [ConfigurationNode] { (node.sequence ?? []).map { ConfigurationNode(file: file, node: $0) } }

  /// The value of a scalar, whatever its YAML type; nil for other nodes.
  var string: String? { node.scalar?.string }

  /// Returns a mistake at the node.
  func mistake(_ message: String, expected: String? = nil, suggestion: String? = nil) -> RuleDiagnostic {
    RuleDiagnostic(range: range, message: message, expected: expected, suggestion: suggestion)
  }

  /// Returns the offset of a mark, whose columns count Unicode scalars from 1.
  static func offset(of mark: Mark, in file: SourceFile) -> Int {
    guard let bounds = file.lines.range(ofLine: mark.line, in: file.bytes) else { return file.bytes.count }
    var offset = bounds.lowerBound
    for _ in 1..<max(1, mark.column) where offset < bounds.upperBound {
      offset += 1
      // Continuation bytes of UTF-8 belong to the scalar before them.
      while offset < bounds.upperBound, file.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }
}
