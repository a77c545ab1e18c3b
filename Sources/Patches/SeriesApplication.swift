/// Applies a series in memory, each patch on top of those before it.
public struct SeriesApplication<Base: PatchBase> {
  /// The tree after all patches that were applied.
  public private(set) var tree: PatchedTree<Base>
  private let limits: PatchLimits
  private var work: Int
  private var bytesLeft: Int
  /// Files of which an earlier patch did not apply, with its name.
  private var lost: [String: String] = [:]

  public init(base: Base, limits: PatchLimits = PatchLimits()) {
    tree = PatchedTree(base: base)
    self.limits = limits
    work = limits.work
    bytesLeft = limits.appliedBytes
  }

  /// Applies the next patch. Files that do not apply are refused, and the others are still judged.
  public mutating func apply(_ patch: Patch) -> AppliedPatch {
    var result = AppliedPatch(patch: patch)
    let before = tree
    // Renames and copies speak of the tree before the patch (`apply.c:previous_patch`), and may take the place of what goes away.
    let leaving = Set(
      patch.diff.files.filter { $0.problem == nil && ($0.change == .renamed || $0.change == .deleted) }.map(\.oldPath))
    var created = Set<String>()
    for diff in patch.diff.files {
      do throws(Refused) {
        if let problem = diff.problem { throw Refused(line: problem.line, reason: problem.message) }
        let source = diff.change == .renamed || diff.change == .copied ? before : tree
        if let file = try apply(diff, source: source, leaving: leaving, created: &created) { result.files.append(file) }
      } catch {
        result.refusals.append(
          PatchRefusal(path: diff.newPath, hunk: error.hunk, line: error.line, reason: error.reason))
        for path in [diff.oldPath, diff.newPath] where lost[path] == nil { lost[path] = patch.name }
      }
    }
    return result
  }

  private mutating func apply(
    _ diff: FileDiff, source: PatchedTree<Base>, leaving: Set<String>, created: inout Set<String>
  ) throws(Refused) -> AppliedFile? {
    let refuse: (String) -> Refused = { Refused(line: diff.line, reason: $0) }
    for path in [diff.oldPath, diff.newPath] {
      guard let earlier = lost[path] else { continue }
      throw refuse(earlier.isEmpty ? "an earlier diff of it did not apply" : "\(earlier) did not apply to it")
    }
    try checkTarget(diff, leaving: leaving, created: created)
    if try passOver(diff) { return nil }
    let before = try diff.content(of: source.entry(at: diff.oldPath))
    let (after, placements, changed) = try patched(before ?? [], diff)
    if diff.change == .deleted, !after.isEmpty { throw refuse("the patch deletes it, but not all of its lines") }
    bytesLeft -= after.count
    guard bytesLeft >= 0, after.count <= limits.fileBytes else {
      throw refuse("the patched files are larger than \(limits.appliedBytes >> 20) MiB")
    }
    if diff.change == .renamed || diff.change == .deleted {
      if !created.contains(diff.oldPath) { tree.set(.missing, at: diff.oldPath) }
    }
    if diff.change != .deleted {
      tree.set(.file(after, mode: diff.newMode ?? 0o100644), at: diff.newPath)
      if diff.change != .modified { created.insert(diff.newPath) }
    }
    return AppliedFile(
      change: diff.change, oldPath: diff.oldPath, newPath: diff.newPath, before: before,
      after: diff.change == .deleted ? nil : after, placements: placements, changedLines: changed)
  }

  /// A file must not be put where something else is.
  private func checkTarget(_ diff: FileDiff, leaving: Set<String>, created: Set<String>) throws(Refused) {
    guard diff.change == .added || diff.change == .renamed || diff.change == .copied else { return }
    switch tree.entry(at: diff.newPath) {
    case .missing: return
    case .file, .symbolicLink, .submodule:
      if leaving.contains(diff.newPath), !created.contains(diff.newPath) { return }
      throw Refused(line: diff.line, reason: "it is there already")
    case .directory: throw Refused(line: diff.line, reason: "there is a directory of this name")
    case .behindFile: throw Refused(line: diff.line, reason: "a directory of its path is a file")
    case .behindSymbolicLink: throw Refused(line: diff.line, reason: "its path leads through a symbolic link")
    case .unreadable(let reason): throw Refused(line: diff.line, reason: reason)
    }
  }

  /// Changes that are not read, but have to be known: later patches must not go through a new link.
  private mutating func passOver(_ diff: FileDiff) throws(Refused) -> Bool {
    let isLink = [diff.oldMode, diff.newMode].contains { $0.map { $0 & 0o170000 } == FileDiff.symbolicLinkMode }
    guard diff.isBinary || diff.isSubmodule || isLink else { return false }
    if diff.change == .deleted || diff.change == .renamed { tree.set(.missing, at: diff.oldPath) }
    if diff.change != .deleted {
      let entry: TreeEntry =
        isLink ? .symbolicLink : diff.isSubmodule ? .submodule : .unreadable("its content is binary")
      tree.set(entry, at: diff.newPath)
    }
    return true
  }

  private mutating func patched(
    _ before: [UInt8], _ diff: FileDiff
  ) throws(Refused) -> ([UInt8], [HunkPlacement], ChangedLines) {
    var application: HunkApplication
    do throws(PatchInputError) {
      application = try HunkApplication(before, limits: limits, work: work)
    } catch {
      throw Refused(line: diff.line, reason: error.message)
    }
    do throws(HunkApplication.Failure) {
      defer { work = application.work }
      try application.apply(diff.hunks)
    } catch {
      let line = diff.hunks.indices.contains(error.hunk) ? diff.hunks[error.hunk].line : diff.line
      throw Refused(hunk: error.hunk + 1, line: line, reason: error.reason)
    }
    return (application.bytes, application.placements, application.changedLines)
  }
}

/// Why one diff is refused.
private struct Refused: Error {
  var hunk: Int?
  var line: Int
  var reason: String
}

extension FileDiff {
  /// The text that the diff is about, given what is at its old path; nil for a file that it adds.
  fileprivate func content(of entry: @autoclosure () -> TreeEntry) throws(Refused) -> [UInt8]? {
    guard change != .added else { return nil }
    let reason: String
    switch entry() {
    case .file(let bytes, _): return bytes
    case .missing: reason = "there is no '\(oldPath)'"
    case .symbolicLink: reason = "'\(oldPath)' is a symbolic link"
    case .directory: reason = "'\(oldPath)' is a directory"
    case .submodule: reason = "'\(oldPath)' is a submodule"
    case .behindSymbolicLink: reason = "the path '\(oldPath)' leads through a symbolic link"
    case .behindFile: reason = "a directory of the path '\(oldPath)' is a file"
    case .unreadable(let problem): reason = "'\(oldPath)': \(problem)"
    }
    throw Refused(line: line, reason: reason)
  }
}
