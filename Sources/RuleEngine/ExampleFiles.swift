import Diagnostics
import SourceText

/// The files of an example. A line `// file: net/other.c` begins another file; what stands before the first such line is the file
/// that the example is about.
public struct ExampleFiles: Sendable {
  /// A part of the example.
  public struct File: Sendable {
    public var path: String
    public var text: String
    /// Where its text begins in that of the example.
    var line: Int
    var offset: Int
  }

  private static let separator = "// file: "

  /// In the order of the text.
  public private(set) var files: [File]

  /// - Parameter path: the name of the first file.
  public init(_ text: String, path: String) {
    files = [File(path: path, text: "", line: 0, offset: 0)]
    var line = 0
    var offset = 0
    for content in text.split(separator: "\n", omittingEmptySubsequences: false) {
      line += 1
      let end = min(offset + content.utf8.count + 1, text.utf8.count)
      if content.hasPrefix(Self.separator) {
        let name = String(content.dropFirst(Self.separator.count))
        files.append(File(path: name, text: "", line: line, offset: end))
      } else {
        files[files.count - 1].text += end > offset + content.utf8.count ? content + "\n" : content
      }
      offset = end
    }
  }

  /// Returns the finding with its place and the edits of its fix in the text of the whole example.
  func inExample(_ finding: Finding) -> Finding {
    var finding = finding
    finding.range = inExample(finding.range)
    if var fix = finding.fix {
      fix.edits = fix.edits.map { Edit(range: inExample($0.range), replacement: $0.replacement) }
      finding.fix = fix
    }
    return finding
  }

  private func inExample(_ range: SourceRange) -> SourceRange {
    guard let file = files.first(where: { $0.path == range.path }) else { return range }
    func moved(_ place: SourcePosition) -> SourcePosition {
      SourcePosition(offset: place.offset + file.offset, line: place.line + file.line, column: place.column)
    }
    return SourceRange(path: range.path, start: moved(range.start), end: moved(range.end))
  }
}
