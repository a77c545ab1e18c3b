import Kbuild
import Preprocessor
import SourceText

#if canImport(Glibc)
  import Glibc
#endif

/// The C files of a directory tree, and those among them that hold kfunc markers.
struct TreeScan: Sendable {
  /// Every `.c` and `.h` file, relative to the root, sorted by path.
  var sources: [String] = []
  /// Files that must be parsed, sorted.
  var candidates: [String] = []
  /// Files that hold BTF ID lists or plain sets and no kfunc marker, sorted; their text says all about them.
  var listFiles: [String] = []
  /// Files that could not be read, sorted.
  var unreadable: [String] = []

  /// Walks a tree and looks into every C file.
  /// - Parameter excluded: tells which relative paths to leave out.
  static func scan(root: String, excluded: (String) -> Bool = { _ in false }) -> TreeScan {
    var scan = TreeScan()
    scan.walk(root: root, directory: "", depth: 0, excluded: excluded)
    scan.sources.sort()
    let reader = FileReader()
    for path in scan.sources {
      scan.enter(
        path, reader.withBytes(of: root + "/" + path) { TreeScan.classify($0, isHeader: path.hasSuffix(".h")) })
    }
    return scan
  }

  /// Returns the scan of the same tree as a change leaves it.
  /// - Parameter excluded: tells which relative paths to leave out.
  func changed(by files: FileView, root: String, excluded: (String) -> Bool) -> TreeScan {
    var scan = self
    for (file, content) in files.changes.sorted(by: { $0.key < $1.key }) {
      guard file.hasSuffix(".c") || file.hasSuffix(".h"), let path = PathText.relative(file, below: root),
        !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }),
        !TreeScan.isExcluded(path, excluded)
      else { continue }
      for list in [\TreeScan.sources, \.candidates, \.listFiles, \.unreadable] {
        if let index = scan[keyPath: list].firstIndex(of: path) { scan[keyPath: list].remove(at: index) }
      }
      guard case .bytes(let bytes) = content else { continue }
      scan.sources.append(path)
      scan.enter(path, bytes.withUnsafeBytes { TreeScan.classify($0, isHeader: path.hasSuffix(".h")) })
    }
    scan.sort()
    return scan
  }

  private mutating func enter(_ path: String, _ kind: Classification?) {
    switch kind {
    case .candidate: candidates.append(path)
    case .list: listFiles.append(path)
    case .other: break
    case nil: unreadable.append(path)
    }
  }

  private mutating func sort() {
    sources.sort()
    candidates.sort()
    listFiles.sort()
    unreadable.sort()
  }

  /// Whether a file or a directory above it is left out.
  private static func isExcluded(_ path: String, _ excluded: (String) -> Bool) -> Bool {
    var directory = path
    while directory != "." {
      if excluded(directory) { return true }
      directory = PathText.directory(of: directory)
    }
    return false
  }

  /// What a file is to the analysis.
  enum Classification { case candidate, list, other }

  /// Tells what a file is by its bytes, and by its tokens where the bytes hold a marker.
  static func classify(_ bytes: UnsafeRawBufferPointer, isHeader: Bool) -> Classification {
    guard KfuncMarkers.mayOccur(in: bytes, isHeader: isHeader) else { return .other }
    let words = isHeader ? KfuncMarkers.headerNames : KfuncMarkers.names.union(KfuncMarkers.listNames)
    guard words.contains(where: { KfuncMarkers.contains(bytes, $0) }) else { return .other }
    let contents = Array(bytes)
    if KfuncMarkers.occur(isHeader ? KfuncMarkers.headerNames : KfuncMarkers.names, in: contents) { return .candidate }
    if !isHeader, KfuncMarkers.occur(KfuncMarkers.listNames, in: contents) { return .list }
    return .other
  }

  private mutating func walk(root: String, directory: String, depth: Int, excluded: (String) -> Bool) {
    // No kernel is nested deeper; a loop of mounts could be.
    guard depth < 64, let stream = opendir(directory.isEmpty ? root : root + "/" + directory) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let type = Int32(entry.pointee.d_type)
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      let path = directory.isEmpty ? name : directory + "/" + name
      // Some file systems do not tell the type of an entry.
      if type == DT_DIR || (type == DT_UNKNOWN && RegularFile.isDirectory(root + "/" + path)) {
        if !excluded(path) { walk(root: root, directory: path, depth: depth + 1, excluded: excluded) }
      } else if type == DT_REG || type == DT_UNKNOWN, name.hasSuffix(".c") || name.hasSuffix(".h"), !excluded(path) {
        sources.append(path)
      }
    }
  }
}
