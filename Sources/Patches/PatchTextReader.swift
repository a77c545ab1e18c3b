/// Tells commit message, commentary and diff of a patch's text apart (`mailinfo.c`).
struct PatchTextReader {
  private let lines: TextLines
  private let diffs: DiffReader
  private let limits: PatchLimits

  /// Reads all diffs of the text.
  init(_ text: ArraySlice<UInt8>, limits: PatchLimits) throws(PatchInputError) {
    lines = try TextLines(text, limit: limits.lines)
    var reader = DiffReader(lines: lines, limits: limits)
    reader.read()
    diffs = reader
    self.limits = limits
  }

  /// The body of a mail, or a text that is no output of git: one patch.
  func patch() -> Patch { patch(in: 0..<lines.count) }

  /// Output of `git show` or `git log -p`: a patch for each `commit` line, in their order.
  func patches() -> [Patch] {
    let starts = prose(in: 0..<lines.count).filter { Self.commitName(lines[$0]) != nil }
    guard !starts.isEmpty else { return [patch()] }
    let ends = starts.dropFirst() + [lines.count]
    return zip(starts, ends).map { start, end in
      var patch = patch(in: start..<end)
      patch.commit = Self.commitName(lines[start])
      // git indents the message, and `tag` and `Author:` lines stand before it.
      let message = (start..<end).first { lines[$0].hasPrefix("    ") && !lines[$0].trimmed.isEmpty }
      patch.subject = message.map { lines[$0].trimmed.text } ?? ""
      return patch
    }
  }

  private func patch(in range: Range<Int>) -> Patch {
    let extents = diffs.extents.indices.filter { range.contains(diffs.extents[$0].lowerBound) }
    let separator = separator(in: range, lastDiff: extents.last.map { diffs.extents[$0].lowerBound })
    var notices: [PatchNotice] = []
    var kept: [Int] = []
    for index in extents {
      let line = diffs.extents[index].lowerBound
      if let separator, line < separator {
        notices.append(
          PatchNotice(
            .diffIgnored,
            "The diff of '\(diffs.files[index].newPath)' in the commit message is not taken for the patch.",
            line: line + 1))
      } else {
        kept.append(index)
      }
    }
    let firstLine = kept.first.map { diffs.extents[$0].lowerBound } ?? range.upperBound
    let begin = separator ?? range.lowerBound
    notices += diffs.notices.filter { notice in
      guard let line = notice.line.map({ $0 - 1 }), range.contains(line) else { return false }
      // An example in the commit message is no matter.
      return line >= (notice.kind == .strayLines ? max(begin, firstLine) : begin)
    }
    var patch = Patch(subject: "", diff: UnifiedDiff(files: kept.map { diffs.files[$0] }, notices: []))
    patch.notices = Array(notices.prefix(limits.notices))
    let message = messageStart(range.lowerBound..<min(separator ?? firstLine, firstLine))
    patch.subject = bodySubject(message) ?? ""
    readTrailers(in: range, into: &patch)
    return patch
  }

  /// The lines of a range that belong to no diff.
  private func prose(in range: Range<Int>) -> [Int] {
    var result: [Int] = []
    var index = range.lowerBound
    for extent in diffs.extents where extent.upperBound > range.lowerBound && extent.lowerBound < range.upperBound {
      if index < extent.lowerBound { result += index..<extent.lowerBound }
      index = max(index, extent.upperBound)
    }
    if index < range.upperBound { result += index..<range.upperBound }
    return result
  }

  /// The `---` that ends the commit message: the first one outside of all diffs that a diff follows.
  private func separator(in range: Range<Int>, lastDiff: Int?) -> Int? {
    guard let lastDiff else { return nil }
    return prose(in: range).first { index in
      index < lastDiff && lines[index].hasPrefix("---") && lines[index].dropFirst(3).trimmed.isEmpty
    }
  }

  /// The commit message without what a scissors line cuts off.
  private func messageStart(_ range: Range<Int>) -> Range<Int> {
    let cut = prose(in: range).last { ScissorsLine.matches(lines[$0]) }
    return (cut.map { $0 + 1 } ?? range.lowerBound)..<range.upperBound
  }

  /// A subject at the start of the body replaces the mail's: someone passes on the patch of another.
  private func bodySubject(_ range: Range<Int>) -> String? {
    for index in range where !lines[index].trimmed.isEmpty {
      guard let field = MailHeader.field(lines[index]), ["from", "date", "subject"].contains(field.name) else {
        return nil
      }
      if field.name == "subject" { return EncodedWord.decode(field.value) }
    }
    return nil
  }

  private func readTrailers(in range: Range<Int>, into patch: inout Patch) {
    for index in prose(in: range) {
      if let name = lines[index].dropping("base-commit: "), let commit = Self.objectName(name) {
        patch.baseCommit = patch.baseCommit ?? commit
      } else if let name = lines[index].dropping("prerequisite-patch-id: "), let identifier = Self.objectName(name),
        patch.prerequisites.count < limits.messages
      {
        patch.prerequisites.append(identifier)
      }
    }
  }

  /// `commit <name>`, with or without decoration.
  private static func commitName(_ line: ArraySlice<UInt8>) -> String? {
    line.dropping("commit ").flatMap { objectName($0.prefix { $0 != UInt8(ascii: " ") }) }
  }

  /// A whole object name of SHA-1 or SHA-256.
  private static func objectName(_ text: ArraySlice<UInt8>) -> String? {
    let name = text.trimmed
    guard name.count == 40 || name.count == 64, name.allSatisfy({ $0.hexValue != nil }) else { return nil }
    return name.text.lowercased()
  }
}
