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
  /// The documents about BPF, sorted.
  var documents: [String] = []
  /// Files that could not be read, sorted.
  var unreadable: [String] = []
  /// Lines of kernel code that may define a function with `bpf` in its name.
  var functionLines: [FunctionLine] = []

  /// A line that may define a function: the key of its name, and the file.
  struct FunctionLine: Sendable {
    var key: FunctionLines.Key
    var path: String
  }

  private static let documentDirectory = "Documentation/bpf/"
  /// Directories of programs that are no part of a kernel.
  private static let programDirectories = ["tools/", "samples/", "scripts/", "Documentation/", "usr/"]

  /// Walks a tree and looks into every C file.
  /// - Parameter excluded: tells which relative paths to leave out.
  static func scan(root: String, excluded: (String) -> Bool = { _ in false }) -> TreeScan {
    var scan = TreeScan()
    scan.walk(root: root, directory: "", depth: 0, excluded: excluded)
    scan.sources.sort()
    scan.documents.sort()
    // Reading a kernel is mostly waiting for the system: two threads halve it.
    for part in scan.sources.concurrentMap(partsOf: Self.partSize, { classified($0, root: root) }) {
      scan.candidates += part.candidates
      scan.listFiles += part.listFiles
      scan.unreadable += part.unreadable
      scan.functionLines += part.functionLines
    }
    return scan
  }

  /// How many files one thread looks into at a time.
  private static let partSize = 2000

  /// Looks into some of the files.
  private static func classified(_ paths: ArraySlice<String>, root: String) -> TreeScan {
    var scan = TreeScan()
    let reader = FileReader()
    for path in paths {
      if reader.withBytes(of: root + "/" + path, { scan.enter(path, $0) }) == nil { scan.unreadable.append(path) }
    }
    return scan
  }

  private mutating func enterFunctionLines(_ path: String, _ bytes: UnsafeRawBufferPointer) {
    guard path.hasSuffix(".c"), !Self.programDirectories.contains(where: { path.hasPrefix($0) }) else { return }
    FunctionLines.forEachName(in: bytes) { functionLines.append(FunctionLine(key: $0, path: path)) }
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
      scan.functionLines.removeAll { $0.path == path }
      guard case .bytes(let bytes) = content else { continue }
      scan.sources.append(path)
      bytes.withUnsafeBytes { scan.enter(path, $0) }
    }
    scan.sort()
    return scan
  }

  /// Enters what the bytes of a file make it.
  private mutating func enter(_ path: String, _ bytes: UnsafeRawBufferPointer) {
    enterFunctionLines(path, bytes)
    switch TreeScan.classify(bytes, isHeader: path.hasSuffix(".h")) {
    case .candidate: candidates.append(path)
    case .list: listFiles.append(path)
    case .other: break
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
      } else if name.hasSuffix(".rst"), path.hasPrefix(Self.documentDirectory), !excluded(path) {
        documents.append(path)
      }
    }
  }
}
