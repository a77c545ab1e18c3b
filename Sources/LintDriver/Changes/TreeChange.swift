import Model
import Patches
import SourceText

/// One patch or commit, as the analysis sees it: the files of the tree before and after.
struct TreeChange: Sendable {
  /// What reports call it.
  var name: String
  var before: FileView
  var after: FileView
  /// The files that it touches and that can matter.
  var files: [File]

  /// What comparing the models of both sides reads.
  ///
  /// - Parameter root: the root of the tree, absolute.
  func texts(root: String) -> ComparedTexts {
    ComparedTexts(
      old: { [before] in before.bytes(of: root + "/" + $0) }, new: { [after] in after.bytes(of: root + "/" + $0) })
  }

  /// A file that a change touches.
  struct File: Sendable {
    /// Relative to the root of the tree; the same except for renames.
    var oldPath: String
    var newPath: String
    /// Nil where there is no file.
    var before: [UInt8]?
    var after: [UInt8]?
    var changedLines: ChangedLines
    /// The lines of its hunks, context included.
    var touched: [Hunk.Line]
  }

  /// Files of other kinds have no part in any analysis.
  static func canMatter(_ path: String) -> Bool {
    let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
    return [".c", ".h", ".tbl", ".S", ".inc"].contains { name.hasSuffix($0) }
      || ["Makefile", "Kbuild", "Kconfig"].contains { name.hasPrefix($0) }
  }
}

/// The changes to lint, in their order, and what there is to say about how they came to be.
struct ChangePlan: Sendable {
  var changes: [TreeChange]
  var notifications: [Notice]
  /// Whether all of the change could be applied.
  var isComplete: Bool
  /// The files that parts of the change could not be applied to, as they are without those.
  var refused: [TreeChange.File] = []
  /// What was applied, for each change that is a patch.
  var patches: [AppliedPatch] = []
  /// The commit that the last change leads to, when the changes are commits.
  var revision: String?

  /// Forgets that parts of the change could not be applied where that has no part in any analysis.
  mutating func forgetRefusals(where isIrrelevant: (TreeChange) -> Bool) {
    let relevant = Set(
      refused.filter { !isIrrelevant(TreeChange(name: "", before: .disk, after: .disk, files: [$0])) }.map(\.newPath))
    notifications.removeAll { notice in
      notice.id == Notice.refusal && !(notice.path.map(relevant.contains) ?? true)
    }
    isComplete = !notifications.contains { $0.id == Notice.refusal }
  }

  /// Something to report, not yet a notification of this program's kind.
  struct Notice: Hashable, Sendable {
    var id: String
    var level: Level
    var message: String
    var path: String?

    /// The ``id`` of what does not apply.
    static let refusal = "patch-refused"

    enum Level: Hashable, Sendable { case note, warning, error }
  }
}
