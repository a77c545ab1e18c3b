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

  /// Finds the tree and the files.
  ///
  /// - Throws: ``AnalysisError`` for paths that do not exist, are no C source, or when there is nothing to analyse.
  static func resolve(_ options: AnalysisOptions) throws(AnalysisError) -> AnalysisInput {
    let directory = options.workingDirectory
    var paths: [String] = []
    for path in options.paths { paths.append(try existing(path, in: directory)) }
    let tree = try findTree(options, paths: paths)
    let excluded = options.excluded.map { PathGlob($0) }
    let isExcluded = { (path: String) in excluded.contains { $0.matches(path) } }
    guard let tree else {
      guard !paths.isEmpty else { throw .noInput }
      return try loneFiles(paths, names: options.paths, directory: directory, isExcluded: isExcluded)
    }
    var scan = TreeScan.scan(root: tree.root, excluded: isExcluded)
    var scopePaths: [String] = []
    var isWholeTree = paths.isEmpty
    for path in paths {
      guard let relative = tree.relativePath(of: path) else {
        // A module of its own against this tree: its files join the tree's.
        let files = try sources(at: path, name: path, isExcluded: isExcluded)
        scan.candidates += files
        scopePaths.append(path)
        continue
      }
      if relative.isEmpty { isWholeTree = true } else { scopePaths.append(relative) }
      // A file named expressly is analysed even if it holds no marker that the scan knows.
      if RegularFile.exists(path), !scan.candidates.contains(relative) {
        scan.listFiles.removeAll { $0 == relative }
        scan.candidates.append(relative)
      }
    }
    scan.candidates = Set(scan.candidates).sorted()
    return AnalysisInput(
      tree: tree, root: tree.root, scan: scan, scope: ReportScope(paths: isWholeTree ? [] : scopePaths), missing: nil)
  }

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

  private static func loneFiles(
    _ paths: [String], names: [String], directory: String, isExcluded: (String) -> Bool
  ) throws(AnalysisError) -> AnalysisInput {
    var scan = TreeScan()
    let root = RegularFile.realPath(directory) ?? directory
    for (path, name) in zip(paths, names) {
      scan.candidates += try sources(at: path, name: name, isExcluded: isExcluded)
    }
    scan.candidates = Set(scan.candidates).map { PathText.relative($0, below: root) ?? $0 }.sorted()
    scan.sources = scan.candidates
    return AnalysisInput(
      tree: nil, root: root, scan: scan, scope: ReportScope(paths: scan.candidates),
      missing: "there is no kernel tree, so code in other files is not known")
  }

  /// The C files at a path: itself, or every candidate below it. A directory without any C file is an error, one without kfuncs is not.
  private static func sources(
    at path: String, name: String, isExcluded: (String) -> Bool
  ) throws(AnalysisError) -> [String] {
    guard RegularFile.isDirectory(path) else { return [path] }
    let scan = TreeScan.scan(root: path, excluded: isExcluded)
    guard !scan.sources.isEmpty else { throw .noSources(name) }
    return scan.candidates.map { path + "/" + $0 }
  }
}
