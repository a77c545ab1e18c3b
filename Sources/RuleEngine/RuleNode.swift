import SourceText
import Yams

/// A YAML node of a rule file together with its place.
struct RuleNode {
  let file: SourceFile
  let node: Node

  /// The first byte of the node.
  var start: Int { offset(node.mark) }

  /// The node as far as it stands on its first line; empty for a mapping or list, which is shown by its first byte.
  var range: SourceRange {
    guard let scalar = node.scalar else { return file.range(start..<start) }
    switch scalar.style {
    case .literal, .folded: return file.range(start..<start + 1)
    case .plain, .singleQuoted, .doubleQuoted, .any:
      guard let map = ScalarMap(scalar, at: start, in: file.bytes), let end = map.offsets.last else {
        return file.range(start..<start)
      }
      return file.range(start..<end + (scalar.style == .plain ? 0 : 1))
    }
  }

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

  /// The pairs of a mapping, in order; empty for other nodes.
  var pairs: [(key: RuleNode, value: RuleNode)] {
    (node.mapping ?? [:]).map { (RuleNode(file: file, node: $0.key), RuleNode(file: file, node: $0.value)) }
  }

  /// The elements of a list, in order; empty for other nodes.
  var elements: [RuleNode] {
    (node.sequence ?? []).map { RuleNode(file: file, node: $0) }
  }

  /// The value of a scalar, whatever its YAML type; nil for other nodes.
  var string: String? { node.scalar?.string }

  /// Returns the value of a key of a mapping.
  subscript(key: String) -> RuleNode? {
    pairs.first { $0.key.string == key }?.value
  }

  /// Returns a mistake at the node.
  func mistake(_ message: String, expected: String? = nil, suggestion: String? = nil) -> RuleDiagnostic {
    RuleDiagnostic(range: range, message: message, expected: expected, suggestion: suggestion)
  }

  /// The offset of a mark, whose columns count Unicode scalars.
  private func offset(_ mark: Mark?) -> Int {
    file.offset(ofLine: mark?.line ?? 1, scalarColumn: mark?.column ?? 1)
  }
}

extension SourceFile {
  /// Returns the offset of a place that a YAML mark names: line and column from 1, the column in Unicode scalars.
  func offset(ofLine line: Int, scalarColumn column: Int) -> Int {
    guard let bounds = lines.range(ofLine: line, in: bytes) else { return bytes.count }
    var offset = bounds.lowerBound
    var remaining = column - 1
    while remaining > 0, offset < bounds.upperBound {
      offset += 1
      // Continuation bytes of UTF-8 belong to the scalar before them.
      while offset < bounds.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      remaining -= 1
    }
    return offset
  }
}
