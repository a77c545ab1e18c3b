import Git
import Kbuild
import Patches
import SourceText

/// Plans to lint a patch or series: finds the base that it was made for and applies it in memory.
struct PatchPlan {
  let tree: KernelTree

  /// Returns the plan.
  ///
  /// - Throws: ``ChangeError`` for what is no patch.
  func plan(_ bytes: [UInt8], name: String) async throws(ChangeError) -> ChangePlan {
    let series: PatchSeries
    do throws(PatchInputError) {
      series = try PatchSeries(bytes)
    } catch {
      throw .patch(name: name, error)
    }
    let base = await PatchBaseChoice(tree: tree).choose(for: series)
    var plan = ChangePlan(changes: [], notifications: base.notices, isComplete: true)
    plan.notifications += series.notices.map { Self.notice($0, of: nil) }
    let prerequisites = Set(series.patches.flatMap(\.prerequisites)).count
    if prerequisites > 0 {
      plan.notifications.append(
        ChangePlan.Notice(
          id: "patch-prerequisites", level: .note,
          message: "The series says that it builds on \(prerequisites) other patches; they are not part of it."))
    }
    var builder = ViewBuilder(root: tree.root)
    for (path, entry) in base.entries { builder.set(entry, at: path) }
    var application = SeriesApplication(base: base.tree)
    for patch in series.patches {
      let before = builder.view
      let applied = application.apply(patch)
      for file in applied.files {
        for path in Set([file.oldPath, file.newPath]).sorted() where TreeChange.canMatter(path) {
          builder.set(application.tree.entry(at: path), at: path)
        }
      }
      plan.patches.append(applied)
      plan.notifications += Self.notices(applied)
      if !applied.refusals.isEmpty { plan.isComplete = false }
      plan.refused += Self.refused(applied) { application.tree.entry(at: $0) }
      let hunks = Dictionary(patch.diff.files.map { ($0.newPath, $0.hunks) }, uniquingKeysWith: { $0 + $1 })
      let files = applied.files.filter { TreeChange.canMatter($0.newPath) || TreeChange.canMatter($0.oldPath) }
      plan.changes.append(
        TreeChange(
          name: patch.name.isEmpty ? "'\(name)'" : patch.name, before: before, after: builder.view,
          files: files.map { file in
            TreeChange.File(
              oldPath: file.oldPath, newPath: file.newPath, before: file.before, after: file.after,
              changedLines: file.changedLines,
              touched: (hunks[file.newPath] ?? []).flatMap(\.lines))
          }))
    }
    return plan
  }

  private static func refused(_ applied: AppliedPatch, entry: (String) -> TreeEntry) -> [TreeChange.File] {
    let paths = Set(applied.refusals.map(\.path))
    return applied.patch.diff.files.filter { paths.contains($0.newPath) && TreeChange.canMatter($0.newPath) }.map {
      diff in
      var before: [UInt8]?
      if case .file(let bytes, _) = entry(diff.newPath) { before = bytes }
      return TreeChange.File(
        oldPath: diff.oldPath, newPath: diff.newPath, before: before, after: nil,
        changedLines: ChangedLines(of: diff.hunks), touched: diff.hunks.flatMap(\.lines))
    }
  }

  // MARK: Notices

  private static func notices(_ applied: AppliedPatch) -> [ChangePlan.Notice] {
    let refusals = applied.refusals.map { refusal in
      let hunk = refusal.hunk.map { "hunk \($0) does not apply: " } ?? "not applied: "
      let patch = applied.patch.name.isEmpty ? "" : " of \(applied.patch.name)"
      return ChangePlan.Notice(
        id: ChangePlan.Notice.refusal, level: .error,
        message: "'\(refusal.path)'\(patch), \(hunk)\(refusal.reason) (line \(refusal.line) of the patch).",
        path: refusal.path)
    }
    let offsets = applied.files.flatMap { file in
      file.placements.enumerated().filter { $0.element.offset != 0 }.map { index, placement in
        let lines = abs(placement.offset) == 1 ? "1 line" : "\(abs(placement.offset)) lines"
        return ChangePlan.Notice(
          id: "patch-offset", level: .note,
          message:
            "'\(file.newPath)', hunk \(index + 1) applies \(lines) \(placement.offset > 0 ? "further down" : "further up").",
          path: file.newPath)
      }
    }
    return refusals + offsets + applied.patch.notices.map { notice($0, of: applied.patch) }
  }

  private static func notice(_ notice: PatchNotice, of patch: Patch?) -> ChangePlan.Notice {
    let level: ChangePlan.Notice.Level =
      switch notice.kind {
      case .partSkipped, .contentSkipped, .seriesIncomplete: .note
      case .diffIgnored, .strayLines: .warning
      }
    let origin = patch.map { $0.name.isEmpty ? "" : " [\($0.name)]" } ?? ""
    return ChangePlan.Notice(id: notice.kind.rawValue, level: level, message: notice.message + origin, path: nil)
  }
}
