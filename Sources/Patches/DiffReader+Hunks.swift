extension DiffReader {
  /// Reads hunks as long as there are any and returns the line behind the last one. What is malformed ends the file's diff and
  /// is noted in it.
  mutating func readHunks(into file: inout FileDiff, at start: Int) -> Int {
    var index = start
    while file.problem == nil, index < lines.count, lines[index].hasPrefix("@@ -") {
      guard let header = HunkHeader(lines[index]) else {
        file.problem = FileDiff.Problem(message: "the header of a hunk is malformed", line: index + 1)
        return index + 1
      }
      hunkCount += 1
      guard hunkCount <= limits.hunks else {
        file.problem = FileDiff.Problem(message: "the patch has more than \(limits.hunks) hunks", line: index + 1)
        return index + 1
      }
      index = readHunk(header, into: &file, at: index)
    }
    return index
  }

  /// The counts of the header say where the hunk ends, whatever its lines look like (`apply.c:parse_fragment`).
  private mutating func readHunk(_ header: HunkHeader, into file: inout FileDiff, at start: Int) -> Int {
    var hunk = Hunk(
      oldStart: header.oldStart, oldCount: header.oldCount, newStart: header.newStart, newCount: header.newCount,
      section: header.section, lines: [], line: start + 1)
    var old = header.oldCount
    var new = header.newCount
    var index = start + 1
    while old > 0 || new > 0 || isEndMark(index, in: hunk) {
      guard index < lines.count else {
        file.problem = FileDiff.Problem(message: "the text ends inside of a hunk", line: index)
        return index
      }
      let line = lines[index]
      let kind: Hunk.Line.Kind? =
        switch line.first {
        // A mailer may have cut the blank of an empty line.
        case nil, UInt8(ascii: " "): .context
        case UInt8(ascii: "-"): .removed
        case UInt8(ascii: "+"): .added
        default: nil
        }
      guard let kind else {
        guard isEndMark(index, in: hunk) else {
          file.problem = FileDiff.Problem(
            message: "a line inside of a hunk begins with none of ' ', '+' and '-'; a mailer may have wrapped it",
            line: index + 1)
          return index
        }
        hunk.lines[hunk.lines.count - 1].isTerminated = false
        index += 1
        continue
      }
      if kind != .added { old -= 1 }
      if kind != .removed { new -= 1 }
      guard old >= 0, new >= 0 else {
        file.problem = FileDiff.Problem(message: "a hunk has more lines than its header says", line: index + 1)
        return index
      }
      hunk.lines.append(Hunk.Line(kind: kind, text: line.dropFirst()))
      index += 1
    }
    if hunk.linesFollowEnd {
      file.problem = FileDiff.Problem(message: "lines follow the end of the file", line: start + 1)
    }
    file.hunks.append(hunk)
    return index
  }

  /// Tells whether a line is `\ No newline at end of file` in whatever language, behind a line of the hunk.
  private func isEndMark(_ index: Int, in hunk: Hunk) -> Bool {
    guard index < lines.count, let last = hunk.lines.last, last.isTerminated else { return false }
    return lines[index].hasPrefix("\\ ") && lines[index].count >= 11
  }
}

extension Hunk {
  /// Whether a side goes on behind a line that says it is the last of its file.
  fileprivate var linesFollowEnd: Bool {
    var oldEnded = false
    var newEnded = false
    for line in lines {
      if line.kind != .added, oldEnded { return true }
      if line.kind != .removed, newEnded { return true }
      guard !line.isTerminated else { continue }
      if line.kind != .added { oldEnded = true }
      if line.kind != .removed { newEnded = true }
    }
    return false
  }
}
