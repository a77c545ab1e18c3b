import Patches
import SourceText

/// A diff as the answer to it quotes it: only what leads to a comment, with the comment under the line.
struct QuotedDiff {
  /// A line of a hunk.
  struct Place: Hashable {
    var file: Int
    var hunk: Int
    /// In ``Hunk/lines``.
    var line: Int
  }

  /// A line that both sides or the new one have, with its number in the file that the patch made.
  private struct NewLine {
    var place: Place
    var number: Int
    var isAdded: Bool
  }

  private let files: [FileDiff]
  private let newLines: [String: [NewLine]]
  private var comments: [Place: [[String]]] = [:]

  /// At least so many lines before a comment are quoted.
  private static let leastLines = 3
  /// A block of changes that is longer is quoted in part.
  private static let mostLines = 12
  /// A range of no more lines is commented behind its last one.
  private static let longestStatement = 4

  init(_ applied: AppliedPatch) {
    files = applied.patch.diff.files
    var newLines: [String: [NewLine]] = [:]
    var done = applied.files[...]
    for (index, diff) in files.enumerated() {
      // Refused and binary files are not among the applied ones, which are in the order of the diff.
      guard let file = done.first, file.newPath == diff.newPath, file.oldPath == diff.oldPath,
        file.placements.count == diff.hunks.count
      else { continue }
      done = done.dropFirst()
      newLines[diff.newPath, default: []] += QuotedDiff.newLines(of: diff, index, file.placements)
    }
    self.newLines = newLines
  }

  private static func newLines(of diff: FileDiff, _ file: Int, _ placements: [HunkPlacement]) -> [NewLine] {
    zip(diff.hunks, placements).enumerated().flatMap { hunkIndex, pair in
      var number = pair.1.line
      var lines: [NewLine] = []
      for (index, line) in pair.0.lines.enumerated() where line.kind != .removed {
        lines.append(
          NewLine(
            place: Place(file: file, hunk: hunkIndex, line: index), number: number, isAdded: line.kind == .added))
        number += 1
      }
      return lines
    }
  }

  var isEmpty: Bool { comments.isEmpty }

  /// Returns the line under which to say something about a range; nil when the range is outside of all hunks.
  func place(of range: SourceRange) -> Place? {
    let last = max(range.start.line, range.end.line)
    let lines = (newLines[range.path] ?? []).filter { $0.number >= range.start.line && $0.number <= last }
    if last - range.start.line < QuotedDiff.longestStatement, let end = lines.last, end.number == last {
      return end.place
    }
    // Of a whole function, what the patch wrote.
    return (lines.first { $0.number == range.start.line } ?? lines.first(where: \.isAdded) ?? lines.first)?.place
  }

  /// Adds a comment, a list of lines without line feeds, behind those that are there.
  mutating func add(_ comment: [String], at place: Place) { comments[place, default: []].append(comment) }

  /// The lines of the mail: quoted ones begin with `>`.
  var lines: [String] {
    var lines: [String] = []
    for (fileIndex, file) in files.enumerated() {
      let hunks = file.hunks.indices.filter { hunk in comments.keys.contains { $0.file == fileIndex && $0.hunk == hunk }
      }
      guard !hunks.isEmpty else { continue }
      lines += QuotedDiff.quoted(file.renderedHeader)
      for hunk in hunks { lines += quoted(file.hunks[hunk], fileIndex, hunk) }
    }
    return lines
  }

  private func quoted(_ hunk: Hunk, _ file: Int, _ index: Int) -> [String] {
    var lines = QuotedDiff.quoted(hunk.renderedHeader)
    var next = 0
    let places = comments.keys.filter { $0.file == file && $0.hunk == index }.sorted { $0.line < $1.line }
    for place in places {
      let start = max(next, QuotedDiff.start(of: place.line, in: hunk))
      if start > next { lines.append("> [...]") }
      for line in hunk.lines[start...place.line] { lines += QuotedDiff.quoted(line.rendered) }
      for comment in comments[place] ?? [] { lines += [""] + comment }
      lines.append("")
      next = place.line + 1
    }
    return lines
  }

  /// The first line to quote for a comment: the changes around it, and some lines more.
  private static func start(of line: Int, in hunk: Hunk) -> Int {
    var start = line
    while start > 0, line - start < mostLines, hunk.lines[start - 1].kind != .context { start -= 1 }
    return max(0, min(start - 1, line - leastLines))
  }

  private static func quoted(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n")).map { line in MailText.code(Array("> ".utf8) + line) }
  }
}
