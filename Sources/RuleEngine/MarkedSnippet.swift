import Diagnostics

/// The C text of an example with the findings that its comments draw.
///
/// A line such as `// ^^^^ finding` speaks of the nearest line above that is no such comment: the carets stand under
/// the bytes of the finding. In `//^^^` the slashes count as carets, since a finding may begin where the comment has
/// to. `error`, `warning` or `note` in place of `finding` asks for that severity, and the text behind a colon is the
/// message. A finding that goes on in another line is drawn up to the end of its first one.
public struct MarkedSnippet: Sendable {
  /// A finding that a comment draws.
  public struct Expectation: Hashable, Sendable {
    /// The line of the code, from 1, in ``code``.
    public let line: Int
    /// Byte columns from 1, end excluded.
    public let columns: Range<Int>
    /// nil if any will do.
    public let severity: Severity?
    /// nil if the comment does not say it.
    public let message: String?
  }

  /// The text without the comments that draw findings.
  public private(set) var code = ""
  public private(set) var expectations: [Expectation] = []
  /// What is wrong with the comments, one clause each.
  public private(set) var problems: [String] = []

  /// Reads a text.
  public init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    var count = 0
    var previousLength = 0
    for line in lines {
      guard let marker = Marker(line) else {
        code += line + "\n"
        count += 1
        previousLength = line.utf8.count
        continue
      }
      if count == 0 {
        problems.append("a finding is drawn above the first line")
      } else if marker.columns.upperBound > previousLength + 1 {
        problems.append("the carets under line \(count) of the example go beyond its end")
      } else {
        expectations.append(
          Expectation(line: count, columns: marker.columns, severity: marker.severity, message: marker.message))
      }
    }
  }

  private struct Marker {
    let columns: Range<Int>
    let severity: Severity?
    let message: String?

    /// Reads a comment of carets; nil for any other line.
    init?(_ line: String) {
      let bytes = Array(line.utf8)
      let indentation = bytes.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
      guard bytes.dropFirst(indentation).starts(with: [UInt8(ascii: "/"), UInt8(ascii: "/")]) else { return nil }
      guard let first = bytes.firstIndex(of: UInt8(ascii: "^")),
        bytes[indentation + 2..<first].allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
      else { return nil }
      let end = bytes[first...].firstIndex { $0 != UInt8(ascii: "^") } ?? bytes.count
      let words = String(decoding: bytes[end...], as: UTF8.self).drop { $0 == " " }
      let parts = words.split(separator: ": ", maxSplits: 1)
      guard let kind = parts.first.map(String.init), kind == "finding" || Severity(rawValue: kind) != nil else {
        return nil
      }
      columns = (first == indentation + 2 ? indentation : first) + 1..<end + 1
      severity = Severity(rawValue: kind)
      message = parts.count > 1 ? String(parts[1]) : nil
    }
  }
}
