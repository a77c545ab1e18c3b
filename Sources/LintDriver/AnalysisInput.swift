import Foundation
import Kbuild
import SourceText

/// The files of a run: a whole tree with the part that is reported, or lone files.
struct AnalysisInput: Sendable {
  var tree: KernelTree?
  /// Absolute path that facts' paths are relative to.
  var root: String
  var scan: TreeScan
  var scope: ReportScope
  /// Why the model cannot be complete; nil for a whole tree.
  var missing: String?
}

/// What the user named, before any file of a tree is looked into: enough to know how files will be parsed.
struct InputLocation: Sendable {
  let tree: KernelTree?
  /// The named paths, absolute and without symbolic links, beside the words of the user.
  private let paths: [(path: String, name: String)]
  private let directory: String
  private let excluded: [PathGlob]
  private let isOneUnit: Bool

  /// Finds the tree and checks the paths.
  ///
  /// - Throws: ``AnalysisError`` for paths that do not exist or are no C source, and when nothing is named and there is no tree.
  init(_ options: AnalysisOptions) throws(AnalysisError) {
    directory = options.workingDirectory
    isOneUnit = options.checkerCall != nil
    var paths: [(path: String, name: String)] = []
    for name in options.paths { paths.append((try Self.existing(name, in: directory), name)) }
    self.paths = paths
    tree = try Self.findTree(options, paths: paths.map(\.path))?.viewed(through: options.files)
    excluded = options.excluded.map { PathGlob($0) }
    if tree == nil, paths.isEmpty { throw .noInput }
  }

  /// Finds the files to analyse: reads every C file of a tree.
  ///
  /// - Parameter memory: knows the scan of the disk from an earlier run.
  /// - Throws: ``AnalysisError/noSources(_:)`` for a directory without C files.
  func scan(memory: AnalysisMemory?) throws(AnalysisError) -> AnalysisInput {
    if isOneUnit { return oneUnit() }
    guard let tree else { return try loneFiles() }
    func scanDisk() -> TreeScan { TreeScan.scan(root: tree.root, excluded: isExcluded) }
    var scan = (memory?.scan(scanDisk) ?? scanDisk()).changed(by: tree.files, root: tree.root, excluded: isExcluded)
    var scopePaths: [String] = []
    var isWholeTree = paths.isEmpty
    for (path, name) in paths {
      guard let relative = tree.relativePath(of: path) else {
        // A module of its own against this tree: its files join the tree's.
        scan.candidates += try sources(at: path, name: name)
        scopePaths.append(path)
        continue
      }
      if relative.isEmpty { isWholeTree = true } else { scopePaths.append(relative) }
      // A file named expressly is analysed even if it holds no marker that the scan knows.
      if tree.files.exists(path), !scan.candidates.contains(relative) {
        scan.listFiles.removeAll { $0 == relative }
        scan.candidates.append(relative)
      }
    }
    scan.candidates = Set(scan.candidates).sorted()
    return AnalysisInput(
      tree: tree, root: tree.root, scan: scan, scope: ReportScope(paths: isWholeTree ? [] : scopePaths), missing: nil)
  }

  /// Only the named files, in a tree or not.
  private func oneUnit() -> AnalysisInput {
    let root = tree?.root ?? RegularFile.realPath(directory) ?? directory
    var scan = TreeScan()
    for (path, _) in paths {
      let relative = PathText.relative(path, below: root) ?? path
      guard !isExcluded(relative), let bytes = RegularFile.bytes(of: path) else { continue }
      scan.sources.append(relative)
      switch bytes.withUnsafeBytes({ TreeScan.classify($0, isHeader: false) }) {
      case .candidate: scan.candidates.append(relative)
      case .list: scan.listFiles.append(relative)
      case .other: break
      }
    }
    return AnalysisInput(
      tree: tree, root: root, scan: scan, scope: ReportScope(paths: scan.sources),
      missing: "kbuild hands over one file at a time, so code in other files is not known")
  }

  private func isExcluded(_ path: String) -> Bool { excluded.contains { $0.matches(path) } }

  private static func existing(_ path: String, in directory: String) throws(AnalysisError) -> String {
    let absolute = PathText.absolute(path, in: directory)
    guard let real = RegularFile.realPath(absolute) else { throw .missingPath(path) }
    if RegularFile.exists(real) {
      guard real.hasSuffix(".c") || real.hasSuffix(".h") else { throw .notCSource(path) }
    } else if !RegularFile.isDirectory(real) {
      throw .notCSource(path)
    }
    guard access(real, R_OK) == 0 else { throw .unreadablePath(path) }
    if let bytes = RegularFile.bytes(of: real), bytes.contains(0) { throw .binaryFile(path) }
    return real
  }

  /// The tree named, else the one around the first path or the working directory; nil when there is none and none was asked for.
  private static func findTree(_ options: AnalysisOptions, paths: [String]) throws(AnalysisError) -> KernelTree? {
    do throws(KernelTreeError) {
      if let named = options.tree {
        return try KernelTree(root: PathText.absolute(named, in: options.workingDirectory))
      }
      return try KernelTree.containing(paths.first ?? options.workingDirectory)
    } catch {
      if case .notAKernelTree = error, options.tree == nil { return nil }
      throw .tree(error)
    }
  }

  private func loneFiles() throws(AnalysisError) -> AnalysisInput {
    var scan = TreeScan()
    let root = RegularFile.realPath(directory) ?? directory
    for (path, name) in paths { scan.candidates += try sources(at: path, name: name) }
    scan.candidates = Set(scan.candidates).map { PathText.relative($0, below: root) ?? $0 }.sorted()
    scan.sources = scan.candidates
    return AnalysisInput(
      tree: nil, root: root, scan: scan, scope: ReportScope(paths: scan.candidates),
      missing: "there is no kernel tree, so code in other files is not known")
  }

  /// The C files at a path: itself, or every candidate below it. A directory without any C file is an error, one without kfuncs is not.
  private func sources(at path: String, name: String) throws(AnalysisError) -> [String] {
    guard RegularFile.isDirectory(path) else { return [path] }
    let scan = TreeScan.scan(root: path, excluded: isExcluded)
    guard !scan.sources.isEmpty else { throw .noSources(name) }
    return scan.candidates.map { path + "/" + $0 }
  }
}
