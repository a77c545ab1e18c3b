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

  /// Makes the view that of a commit, starting from the files on disk. Files that no analysis reads stay as they are.
  ///
  /// - Throws: ``ChangeError/tooFar(commit:files:)`` when too many files differ.
  mutating func become(_ commit: String, of repository: Repository) async throws(ChangeError) {
    let paths: [PathChange]
    do throws(GitError) {
      paths = try await repository.changesOnDisk(since: commit).filter { TreeChange.canMatter($0.oldPath) }
    } catch {
      throw .git(error)
    }
    guard paths.count <= Self.limit else { throw .tooFar(commit: commit, files: paths.count) }
    do throws(GitError) {
      let entries = try await ObjectReader(repository).entries(of: paths, \.old, wanted: TreeChange.canMatter)
      for (path, entry) in entries { set(entry, at: path) }
    } catch {
      throw .git(error)
    }
  }

  /// The bytes of a file as it is now.
  func bytes(_ path: String) -> [UInt8]? { view.bytes(of: root + "/" + path) }
}
