import Git
import Patches
import SourceText

/// Keeps track of how the files of a tree differ from those on disk while changes are made to them in memory.
struct ViewBuilder {
  /// Absolute, without symbolic links.
  let root: String
  private var changes: [String: FileView.Content] = [:]

  /// More files than this are not held in memory.
  static let limit = 20_000

  init(root: String) { self.root = root }

  var view: FileView { FileView(changes: changes) }

  /// Puts an entry at a path relative to the root. What is as on disk is no difference. Links and submodules are no files: nothing is
  /// read through them.
  mutating func set(_ entry: TreeEntry, at path: String) {
    let absolute = root + "/" + path
    if case .file(let bytes, _) = entry {
      changes[absolute] = RegularFile.bytes(of: absolute) == bytes ? nil : .bytes(bytes)
    } else {
      changes[absolute] = RegularFile.exists(absolute) ? .removed : nil
    }
  }

  /// The bytes of a file as it is now.
  func bytes(_ path: String) -> [UInt8]? { view.bytes(of: root + "/" + path) }
}
