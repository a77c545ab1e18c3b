import Patches

/// Reads damaged patches and mails: no crash, no hang, no result that contradicts itself.
struct ReaderFuzzer {
  let mutator: Mutator

  /// What is wrong with the reading of an input; nil when nothing is.
  func failure(of input: [UInt8]) -> String? {
    var limits = PatchLimits()
    limits.work = 5_000_000
    guard let series = try? PatchSeries(input, limits: limits) else { return nil }
    if series.patches.isEmpty { return "a series without patch" }
    var application = SeriesApplication(base: EchoTree(series), limits: limits)
    for patch in series.patches {
      for file in patch.diff.files where file.problem == nil {
        if let problem = [file.oldPath, file.newPath].lazy.compactMap({ PathCheck.problem(Array($0.utf8)) }).first {
          return "'\(file.newPath)' is accepted, but \(problem)"
        }
        for hunk in file.hunks {
          let old = hunk.lines.count { $0.kind != .added }
          let new = hunk.lines.count { $0.kind != .removed }
          if old != hunk.oldCount || new != hunk.newCount { return "a hunk with other counts than its header" }
        }
      }
      if let problem = roundTrip(patch.diff) { return problem }
      let applied = application.apply(patch)
      for file in applied.files where file.changedLines.added.contains(where: { $0.lowerBound < 1 }) {
        return "'\(file.newPath)' has a changed line before the first"
      }
    }
    return nil
  }

  /// Rendering and reading again is the identity, but for places in the text.
  private func roundTrip(_ diff: UnifiedDiff) -> String? {
    let rendered = diff.rendered
    guard let again = try? UnifiedDiff(rendered[...]) else { return "the rendered diff cannot be read" }
    let kept = diff.files.filter { $0.problem == nil }.map(Self.unplaced)
    let read = again.files.map(Self.unplaced)
    if kept == read { return nil }
    let index = zip(kept, read).prefix { $0 == $1 }.count
    return
      "round trip of file \(index): \(index < kept.count ? "\(kept[index])" : "none")\nis \(index < read.count ? "\(read[index])" : "none")"
  }

  private static func unplaced(_ file: FileDiff) -> FileDiff {
    var file = file
    file.line = 0
    for index in file.hunks.indices { file.hunks[index].line = 0 }
    // What a rendered diff does not say, since git does not either.
    if file.isBinary { file.hunks = [] }
    file.oldMode = nil
    file.newMode = nil
    if file.oldBlob == nil || file.newBlob == nil {
      file.oldBlob = nil
      file.newBlob = nil
    }
    return file
  }
}

/// A tree in which the old side of each diff is there, so that most hunks apply.
private struct EchoTree: PatchBase {
  private var files: [String: [UInt8]] = [:]

  init(_ series: PatchSeries) {
    for diff in series.patches.flatMap(\.diff.files) where files[diff.oldPath] == nil && diff.change != .added {
      var text: [UInt8] = []
      for line in diff.hunks.flatMap(\.lines) where line.kind != .added {
        text += line.text
        if line.isTerminated { text.append(10) }
      }
      files[diff.oldPath] = text
    }
  }

  func entry(at path: String) -> TreeEntry { files[path].map { .file($0, mode: 0o100644) } ?? .missing }
}
