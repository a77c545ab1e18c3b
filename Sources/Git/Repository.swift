import Patches

/// A git repository with a work tree, possibly a linked one or a submodule.
public struct Repository: Sendable {
  /// The top of the work tree, absolute and without symbolic links. Paths of changes are relative to it.
  public let root: String
  /// Whether history ends early.
  public let isShallow: Bool
  let git: GitProcess

  /// Finds the repository around a directory.
  ///
  /// - Throws: ``GitError``.
  public init(containing directory: String) async throws(GitError) {
    let outside = GitProcess(directory: directory)
    let result = try await outside.run(["rev-parse", "--is-bare-repository", "--is-shallow-repository"])
    guard result.isSuccess else {
      if result.complaint.contains("not a git repository") { throw .notARepository(path: directory) }
      throw .failed(command: "rev-parse", message: result.complaint)
    }
    let words = result.output.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    if words.first == "true" { throw .bareRepository(path: directory) }
    let top = try await outside.run(["rev-parse", "--show-toplevel"])
    guard top.isSuccess, top.output.last == UInt8(ascii: "\n") else { throw .bareRepository(path: directory) }
    root = String(decoding: top.output.dropLast(), as: UTF8.self)
    isShallow = words.last == "true"
    git = GitProcess(directory: root)
  }

  /// Returns the name of the commit that a revision stands for; nil when there is none.
  public func commit(_ revision: String) async throws(GitError) -> String? {
    let result = try await git.run([
      "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}",
    ])
    guard result.isSuccess else { return nil }
    return String(decoding: result.output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// Returns the absolute path of something in the git directory. Git knows which of it linked work trees share, and `hooks` is where
  /// `core.hooksPath` points.
  public func gitPath(_ name: String) async throws(GitError) -> String {
    let path = try await git.ask(["rev-parse", "--git-path", name])
    return path.hasPrefix("/") ? path : root + "/" + path
  }

  /// Returns the absolute path of the git directory that all work trees share.
  public func commonDirectory() async throws(GitError) -> String {
    let path = try await git.ask(["rev-parse", "--git-common-dir"])
    return path.hasPrefix("/") ? path : root + "/" + path
  }

  /// Tells whether a file, given by its absolute path, is in the index.
  public func isTracked(_ path: String) async throws(GitError) -> Bool {
    guard path.hasPrefix(root + "/") else { return false }
    return try await git.run(["ls-files", "--error-unmatch", "--", String(path.dropFirst(root.count + 1))]).isSuccess
  }

  /// The tree without any file, from which a first commit starts; its name depends on the repository's hash.
  func emptyTree() async throws(GitError) -> String {
    let output = try await git.output(["hash-object", "-t", "tree", "--stdin"])
    return String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// Returns the regular files of a commit: their paths relative to the root, and their blobs.
  ///
  /// - Throws: ``GitError``.
  public func files(of commit: String) async throws(GitError) -> [(path: String, blob: String)] {
    let output = try await git.output(["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit])
    return output.split(separator: 0).compactMap { line in
      // `MODE blob NAME TAB PATH`
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
      let words = line[..<tab].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      guard words.count == 3, words[0].hasPrefix("100"),
        let path = String(validating: line[(tab + 1)...], as: UTF8.self)
      else { return nil }
      return (path, words[2])
    }
  }

  /// Returns what differs between two trees or commits, with renames.
  ///
  /// - Throws: ``GitError``.
  public func changes(from old: String, to new: String) async throws(GitError) -> [PathChange] {
    let output = try await git.output(
      ["diff-tree", "-r", "-z", "--raw", "--no-abbrev", "-M"] + PathChange.options + ["--end-of-options", old, new])
    return try PathChange.read(output)
  }

  /// Returns the unified diff between two trees or commits, with renames and three lines of context.
  ///
  /// - Throws: ``GitError``.
  public func diff(from old: String, to new: String) async throws(GitError) -> [UInt8] {
    try await git.output(["diff-tree", "-r"] + Self.diffOptions + ["--end-of-options", old, new])
  }

  /// Returns the unified diff between a commit or tree and the index.
  ///
  /// - Throws: ``GitError``.
  public func stagedDiff(against head: String) async throws(GitError) -> [UInt8] {
    try await git.output(["diff-index", "--cached"] + Self.diffOptions + ["--end-of-options", head, "--"])
  }

  private static let diffOptions =
    ["-p", "-M", "-U3", "--no-color", "--src-prefix=a/", "--dst-prefix=b/", "--submodule=short"] + PathChange.options

  /// Returns what differs between a commit and the files on disk; the new side names no blobs. Files whose time stamps alone differ
  /// may be among them, since looking into them could start filter programs. Files that git does not track are not.
  ///
  /// - Parameter commit: a commit, or nil for the index.
  public func changesOnDisk(since commit: String?) async throws(GitError) -> [PathChange] {
    let common = ["-z", "--raw", "--no-abbrev", "--no-renames"] + PathChange.options
    let output: [UInt8]
    if let commit {
      output = try await git.output(["diff-index"] + common + ["--end-of-options", commit, "--"])
    } else {
      output = try await git.output(["diff-files"] + common)
    }
    return try PathChange.read(output)
  }
}
