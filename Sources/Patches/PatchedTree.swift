/// A tree with the changes of patches on top, in memory. Nothing is ever written.
public struct PatchedTree<Base: PatchBase> {
  private let base: Base
  /// What patches have put in the place of the base's entries; files, links, submodules, and `.missing` for what is deleted.
  private(set) public var changes: [String: TreeEntry] = [:]
  /// How many entries of `changes` are below a directory.
  private var directories: [String: Int] = [:]

  public init(base: Base) { self.base = base }

  /// Looks at a path without following any symbolic link, be it the base's or a patch's. O(components).
  public func entry(at path: String) -> TreeEntry {
    var isBehindDeletedFile = false
    for parent in Self.parents(of: path) {
      switch changes[parent] {
      case .symbolicLink: return .behindSymbolicLink
      case .file, .submodule, .unreadable: return .behindFile
      case .missing: isBehindDeletedFile = true
      case .directory, .behindSymbolicLink, .behindFile, nil: break
      }
    }
    if let change = changes[path] { return change }
    if directories[path, default: 0] > 0 { return .directory }
    let entry = base.entry(at: path)
    // What was in the way of the path may be gone.
    return isBehindDeletedFile && (entry == .behindFile || entry == .behindSymbolicLink) ? .missing : entry
  }

  /// Puts an entry at a path.
  mutating func set(_ entry: TreeEntry, at path: String) {
    let wasThere = changes[path].map { $0 != .missing } ?? false
    let isThere = entry != .missing
    changes[path] = entry
    guard wasThere != isThere else { return }
    for parent in Self.parents(of: path) { directories[parent, default: 0] += isThere ? 1 : -1 }
  }

  /// The directories of a path, the outermost first.
  private static func parents(of path: String) -> [String] {
    path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
  }
}
