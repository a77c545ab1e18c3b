/// The header of `diff -u`: `---`, `+++` and nothing else (`apply.c:parse_traditional_patch`).
enum TraditionalHeader {
  /// Makes the file of a header.
  ///
  /// - Parameters:
  ///   - old: what follows `--- `.
  ///   - new: what follows `+++ `.
  ///   - hunk: the first hunk's header.
  ///   - line: where it stands, from 1.
  static func read(old: ArraySlice<UInt8>, new: ArraySlice<UInt8>, hunk: ArraySlice<UInt8>, line: Int) -> FileDiff {
    let oldName = GitHeaderReader.fileName(old)
    let newName = GitHeaderReader.fileName(new)
    var file = FileDiff(change: .modified, oldPath: "", newPath: "", line: line)
    guard let name = newName ?? oldName else {
      file.problem = FileDiff.Problem(message: "both of its names are /dev/null", line: line)
      return file
    }
    let header = HunkHeader(hunk)
    if oldName == nil || (isEpoch(old) && header?.oldCount == 0 && header?.oldStart == 0) {
      file.change = .added
    } else if newName == nil || (isEpoch(new) && header?.newCount == 0 && header?.newStart == 0) {
      file.change = .deleted
    }
    // `linux.orig/x.c linux/x.c`: the first component goes. Names that are the same in full have none to spare.
    let isPlain = oldName == newName || !name.contains(UInt8(ascii: "/"))
    let path = isPlain ? name[...] : name[(name.firstIndex(of: UInt8(ascii: "/")) ?? -1) + 1..<name.count]
    file.newPath = path.text
    file.oldPath = file.newPath
    let problem = name.first == UInt8(ascii: "/") ? "the path is absolute" : PathCheck.problem(Array(path))
    if let problem {
      file.problem = FileDiff.Problem(message: problem, line: line)
    } else if let oldName, let newName, !isSameFile(oldName, newName) {
      file.problem = FileDiff.Problem(message: "its header names two files", line: line)
    }
    return file
  }

  /// `diff -N` gives a file that is not there the time 0, in whatever zone.
  private static func isEpoch(_ name: ArraySlice<UInt8>) -> Bool {
    guard let tab = name.firstIndex(of: UInt8(ascii: "\t")) else { return false }
    let time = name[(tab + 1)...]
    return time.hasPrefix("1970-01-01 ") || time.hasPrefix("1969-12-31 ") || time.hasPrefix("Thu Jan  1 ")
  }

  /// Both names without their first component; or a backup beside the file.
  private static func isSameFile(_ old: [UInt8], _ new: [UInt8]) -> Bool {
    if old == new { return true }
    if old.starts(with: new), [".orig", ".old", "~"].contains(String(decoding: old[new.count...], as: UTF8.self)) {
      return true
    }
    guard let oldSlash = old.firstIndex(of: UInt8(ascii: "/")), let newSlash = new.firstIndex(of: UInt8(ascii: "/"))
    else { return false }
    return old[oldSlash...] == new[newSlash...]
  }
}
