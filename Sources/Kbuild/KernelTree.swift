import SourceText

/// The root of a Linux kernel source tree, recognised by what every release has there.
public struct KernelTree: Hashable, Sendable {
  /// The absolute path of the root, without symbolic links.
  public let root: String
  /// What the top Makefile says.
  public let version: MakefileVersion
  /// The files of the tree, as they are on disk or as a change leaves them.
  public let files: FileView

  /// Opens a directory that must itself be the root of a tree.
  ///
  /// - Throws: ``KernelTreeError`` when it is none.
  public init(root path: String) throws(KernelTreeError) {
    guard let root = RegularFile.realPath(path) else { throw .noSuchPath(path) }
    let missing = Self.missingParts(of: root)
    guard missing.isEmpty else { throw .notAKernelTree(path: path, missing: missing) }
    let makefile: [UInt8]
    do {
      makefile = try RegularFile.read(root + "/Makefile")
    } catch {
      throw .unreadable(path: root + "/Makefile", reason: error)
    }
    guard let version = MakefileVersion(makefile: makefile) else {
      throw .notAKernelTree(path: path, missing: ["VERSION and PATCHLEVEL in Makefile"])
    }
    self.root = root
    self.version = version
    files = .disk
  }

  private init(root: String, version: MakefileVersion, files: FileView) {
    self.root = root
    self.version = version
    self.files = files
  }

  /// Returns the same tree as a change leaves it. What makes it a tree is that on disk; its release is that of the view's Makefile.
  public func viewed(through files: FileView) -> KernelTree {
    var version = version
    if files.changes[root + "/Makefile"] != nil, let makefile = files.bytes(of: root + "/Makefile") {
      version = MakefileVersion(makefile: makefile) ?? version
    }
    return KernelTree(root: root, version: version, files: files)
  }

  /// Finds the tree that holds a file or directory by going up from it.
  ///
  /// - Throws: ``KernelTreeError/noSuchPath(_:)``, or ``KernelTreeError/notAKernelTree(path:missing:)`` with what the
  ///   nearest directory that looks a little like a kernel lacks.
  public static func containing(_ path: String) throws(KernelTreeError) -> KernelTree {
    guard let start = RegularFile.realPath(path) else { throw .noSuchPath(path) }
    var directory = RegularFile.isDirectory(start) ? start : PathText.directory(of: start)
    var nearest = requiredParts
    while true {
      let missing = missingParts(of: directory)
      if missing.isEmpty { return try KernelTree(root: directory) }
      if missing.count < nearest.count { nearest = missing }
      if directory == "/" { throw .notAKernelTree(path: path, missing: nearest) }
      directory = PathText.directory(of: directory)
    }
  }

  private static let requiredParts = ["Makefile", "Kconfig", "Kbuild", "include/linux"]

  private static func missingParts(of directory: String) -> [String] {
    requiredParts.filter { part in
      let path = directory + "/" + part
      return !(part == "include/linux" ? RegularFile.isDirectory(path) : RegularFile.exists(path))
    }
  }

  /// Returns the absolute path of something in the tree.
  public func path(_ relative: String) -> String { relative.isEmpty ? root : root + "/" + relative }

  /// Returns the path below the root, `/` between components, or nil for a path outside of the tree.
  ///
  /// A path that reaches the tree through a symbolic link is resolved first.
  public func relativePath(of path: String) -> String? {
    let normal = PathText.normalized(path)
    if let relative = PathText.relative(normal, below: root) { return relative }
    return RegularFile.realPath(path).flatMap { PathText.relative($0, below: root) }
  }

  /// Tells whether a regular file is there.
  public func hasFile(_ relative: String) -> Bool { files.exists(path(relative)) }

  /// Returns the text of a file of the tree, or nil when it cannot be read.
  public func text(of relative: String) -> String? { files.text(path(relative)) }
}
