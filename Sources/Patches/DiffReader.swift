/// Finds the diffs in a text, in git's form or that of `diff -u`, and reads them (`apply.c:find_header`).
struct DiffReader {
  let lines: TextLines
  let limits: PatchLimits
  private(set) var files: [FileDiff] = []
  /// The lines of each file's diff, from 0.
  private(set) var extents: [Range<Int>] = []
  private(set) var notices: [PatchNotice] = []
  var hunkCount = 0

  init(lines: TextLines, limits: PatchLimits) {
    self.lines = lines
    self.limits = limits
  }

  /// Reads the whole text. O(n).
  mutating func read() {
    var index = 0
    while index < lines.count {
      guard files.count <= limits.files else { return }
      guard let (read, end) = readFile(at: index) else {
        noteStrayHunk(at: index)
        index += 1
        continue
      }
      var file = read
      if files.count == limits.files {
        file.problem = FileDiff.Problem(
          message: "the patch has more than \(limits.files) files; this one and those behind it are not read",
          line: index + 1)
      }
      check(&file)
      files.append(file)
      extents.append(index..<end)
      noteStrayLine(behind: file, at: end)
      index = end
    }
  }

  /// Reads the diff that begins at a line; nil when none does. The end is behind the start.
  private mutating func readFile(at index: Int) -> (FileDiff, end: Int)? {
    let line = lines[index]
    if let names = line.dropping("diff --git ") {
      var header = GitHeaderReader(lines: lines, start: index, names: names)
      let hunks = header.read()
      var file = header.file
      let end = readHunks(into: &file, at: hunks)
      return (file, end)
    }
    for prefix in ["diff --cc ", "diff --combined "] as [StaticString] {
      guard let name = line.dropping(prefix) else { continue }
      let path = (QuotedPath.read(name)?.path ?? Array(name))
      let text = String(decoding: path, as: UTF8.self)
      var file = FileDiff(change: .modified, oldPath: text, newPath: text, line: index + 1)
      file.problem = FileDiff.Problem(
        message: "it is the combined diff of a merge, which says nothing about one parent alone", line: index + 1)
      return (file, index + 1)
    }
    guard line.hasPrefix("--- "), index + 2 < lines.count, lines[index + 1].hasPrefix("+++ "),
      lines[index + 2].hasPrefix("@@ -"), HunkHeader(lines[index + 2]) != nil
    else { return nil }
    var file = TraditionalHeader.read(
      old: line.dropFirst(4), new: lines[index + 1].dropFirst(4), hunk: lines[index + 2], line: index + 1)
    let end = readHunks(into: &file, at: index + 2)
    return (file, end)
  }

  /// Marks what no file could satisfy.
  private mutating func check(_ file: inout FileDiff) {
    if file.problem == nil {
      for path in Set([file.oldPath, file.newPath]).sorted() {
        guard let problem = PathCheck.problem(Array(path.utf8)) else { continue }
        file.problem = FileDiff.Problem(message: problem, line: file.line)
      }
    }
    guard file.problem == nil else { return }
    if file.isBinary || file.isSubmodule {
      let what = file.isBinary ? "a binary file" : "a submodule"
      note(PatchNotice(.contentSkipped, "'\(file.newPath)' is \(what); its change is not read.", line: file.line))
      return
    }
    let problem: String? =
      switch file.change {
      case .added where file.hunks.contains { $0.oldCount > 0 } || file.hunks.count > 1:
        "it adds a file, but has lines of an old one"
      case .deleted where file.hunks.contains { $0.newCount > 0 } || file.hunks.count > 1:
        "it deletes a file, but has lines of a new one"
      case .modified where file.hunks.isEmpty && !file.changesMode: "it has no hunk"
      case .added, .deleted, .modified, .renamed, .copied: nil
      }
    file.problem = problem.map { FileDiff.Problem(message: $0, line: file.line) }
  }

  // MARK: Notices

  /// `git apply` stops at a hunk that belongs to no file. Here it may be an example in a commit message.
  private mutating func noteStrayHunk(at index: Int) {
    guard lines[index].hasPrefix("@@ -"), HunkHeader(lines[index]) != nil, files.last?.problem == nil else { return }
    note(PatchNotice(.strayLines, "Line \(index + 1) begins a hunk that belongs to no file.", line: index + 1))
  }

  /// Lines behind a hunk that look like more of it mean that its counts were not kept up when the patch was edited.
  private mutating func noteStrayLine(behind file: FileDiff, at index: Int) {
    guard index < lines.count, file.problem == nil, !file.hunks.isEmpty, readsAsChange(lines[index]) else { return }
    note(
      PatchNotice(
        .strayLines, "Line \(index + 1) looks like part of the hunk above it, whose counts end before it.",
        line: index + 1))
  }

  private func readsAsChange(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") else { return false }
    // The signature of a mail, the header of the next file.
    return !line.trimmed.elementsEqual("--".utf8) && !line.hasPrefix("--- ") && !line.trimmed.elementsEqual("---".utf8)
  }

  mutating func note(_ notice: PatchNotice) {
    if notices.count < limits.notices { notices.append(notice) }
  }
}
