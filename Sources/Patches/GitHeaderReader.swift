/// Reads the header of a diff in git's form: `diff --git`, the extended header, `---` and `+++`
/// (`apply.c:parse_git_diff_header`).
struct GitHeaderReader {
  private let lines: TextLines
  private let start: Int
  private let names: ArraySlice<UInt8>
  private(set) var file: FileDiff
  /// The names of `rename from`, `copy to` and so on; without prefix.
  private var movedFrom: [UInt8]?
  private var movedTo: [UInt8]?
  /// The names of `---` and `+++` as written; nil also for `/dev/null`.
  private var oldName: [UInt8]?
  private var newName: [UInt8]?

  /// - Parameter names: what follows `diff --git`.
  init(lines: TextLines, start: Int, names: ArraySlice<UInt8>) {
    self.lines = lines
    self.start = start
    self.names = names
    file = FileDiff(change: .modified, oldPath: "", newPath: "", line: start + 1)
  }

  /// Reads the header and returns the line behind it.
  mutating func read() -> Int {
    var index = start + 1
    while index < lines.count {
      let line = lines[index]
      if line.hasPrefix("--- "), index + 1 < lines.count, lines[index + 1].hasPrefix("+++ ") {
        readNames(old: line.dropFirst(4), new: lines[index + 1].dropFirst(4))
        index += 2
        break
      }
      if line.hasPrefix("Binary files ") || line.hasPrefix("GIT binary patch") {
        file.isBinary = true
        index += 1
        break
      }
      guard readExtended(line, at: index) else { break }
      index += 1
    }
    resolveNames()
    return index
  }

  /// Reads a line of the extended header; false for any other line.
  private mutating func readExtended(_ line: ArraySlice<UInt8>, at index: Int) -> Bool {
    if let mode = line.dropping("old mode ") {
      file.oldMode = readMode(mode, at: index)
    } else if let mode = line.dropping("new mode ") {
      file.newMode = readMode(mode, at: index)
    } else if let mode = line.dropping("deleted file mode ") {
      file.change = .deleted
      file.oldMode = readMode(mode, at: index)
    } else if let mode = line.dropping("new file mode ") {
      file.change = .added
      file.newMode = readMode(mode, at: index)
    } else if let name = line.dropping("rename from ") {
      file.change = .renamed
      movedFrom = Self.plainName(name)
    } else if let name = line.dropping("rename to ") {
      file.change = .renamed
      movedTo = Self.plainName(name)
    } else if let name = line.dropping("copy from ") {
      file.change = .copied
      movedFrom = Self.plainName(name)
    } else if let name = line.dropping("copy to ") {
      file.change = .copied
      movedTo = Self.plainName(name)
    } else if let blobs = line.dropping("index ") {
      readBlobs(blobs, at: index)
    } else {
      return line.hasPrefix("similarity index ") || line.hasPrefix("dissimilarity index ")
    }
    return true
  }

  private mutating func readMode(_ text: ArraySlice<UInt8>, at index: Int) -> Int? {
    guard let mode = Int(text.trimmed.text, radix: 8), (0...0o177777).contains(mode) else {
      file.problem = FileDiff.Problem(message: "'\(text.prefix(16).text)' is no file mode", line: index + 1)
      return nil
    }
    return mode
  }

  /// `OLD..NEW` or `OLD..NEW MODE`. An unusual line is no reason to refuse the patch: the names are a hint only.
  private mutating func readBlobs(_ text: ArraySlice<UInt8>, at index: Int) {
    let parts = text.trimmed.split(separator: UInt8(ascii: " "))
    guard let names = parts.first, let dots = names.firstIndex(of: UInt8(ascii: ".")),
      names[dots...].hasPrefix("..")
    else { return }
    let old = names[..<dots]
    let new = names[dots...].dropFirst(2)
    let isName: (ArraySlice<UInt8>) -> Bool = { (4...64).contains($0.count) && $0.allSatisfy { $0.hexValue != nil } }
    guard isName(old), isName(new) else { return }
    file.oldBlob = old.text.lowercased()
    file.newBlob = new.text.lowercased()
    guard parts.count == 2, let mode = readMode(parts[1], at: index) else { return }
    file.oldMode = file.oldMode ?? mode
    file.newMode = file.newMode ?? mode
  }

  private mutating func readNames(old: ArraySlice<UInt8>, new: ArraySlice<UInt8>) {
    oldName = Self.fileName(old)
    newName = Self.fileName(new)
    if oldName == nil, file.change == .modified { file.change = .added }
    if newName == nil, file.change == .modified { file.change = .deleted }
  }

  // MARK: Names

  private mutating func resolveNames() {
    let pair = Self.split(names)
    // With diff.noprefix both names are the same in full.
    let hasPrefix = pair.map { $0.old != $0.new } ?? true
    let strip: ([UInt8]) -> [UInt8] = { name in
      guard hasPrefix, let slash = name.firstIndex(of: UInt8(ascii: "/")) else { return name }
      return Array(name[(slash + 1)...])
    }
    let old = movedFrom ?? (oldName ?? (file.change == .added ? newName : nil) ?? pair?.old).map(strip)
    let new = movedTo ?? (newName ?? (file.change == .deleted ? oldName : nil) ?? pair?.new).map(strip)
    file.oldPath = String(decoding: old ?? [], as: UTF8.self)
    file.newPath = String(decoding: new ?? [], as: UTF8.self)
    guard file.problem == nil else { return }
    if let problem = nameProblem(old: old, new: new) {
      file.problem = FileDiff.Problem(message: problem, line: start + 1)
    }
  }

  private func nameProblem(old: [UInt8]?, new: [UInt8]?) -> String? {
    guard let old, let new else { return "its header does not say which file it is about" }
    for name in [old, new] {
      if let problem = PathCheck.problem(name) { return problem }
    }
    switch file.change {
    case .renamed, .copied:
      guard movedFrom != nil, movedTo != nil else { return "its header has only one name of a rename or copy" }
      return old == new ? "it renames or copies a file to itself" : nil
    case .added, .deleted, .modified:
      guard movedFrom == nil, movedTo == nil else {
        return "its header says both that it moves and that it is new or gone"
      }
      return old != new ? "its header names two files" : nil
    }
  }

  /// A name up to the end of the line, in git's quotes or plain.
  private static func plainName(_ text: ArraySlice<UInt8>) -> [UInt8] { QuotedPath.read(text)?.path ?? Array(text) }

  /// A name of a `---` or `+++` line, which ends at a tab; nil for `/dev/null`.
  static func fileName(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let name = QuotedPath.read(text)?.path ?? Array(text.prefix { $0 != UInt8(ascii: "\t") })
    return name.elementsEqual("/dev/null".utf8) ? nil : name
  }

  /// The two names behind `diff --git`. Without quotes, names with blanks can be told apart only when they are the same but for
  /// their first component; otherwise other lines have to name the files.
  private static func split(_ text: ArraySlice<UInt8>) -> (old: [UInt8], new: [UInt8])? {
    if text.first == UInt8(ascii: "\"") {
      guard let (old, rest) = QuotedPath.read(text), rest.first == UInt8(ascii: " ") else { return nil }
      return (old, plainName(rest.dropFirst()))
    }
    if text.last == UInt8(ascii: "\"") {
      guard let quote = text.firstIndex(of: UInt8(ascii: "\"")), quote > text.startIndex,
        text[quote - 1] == UInt8(ascii: " "), let (new, _) = QuotedPath.read(text[quote...])
      else { return nil }
      return (Array(text[..<(quote - 1)]), new)
    }
    let middle = text.startIndex + text.count / 2
    if middle < text.endIndex, text[middle] == UInt8(ascii: " ") {
      let old = text[..<middle]
      let new = text[(middle + 1)...]
      if old.elementsEqual(new) || tail(old).elementsEqual(tail(new)) { return (Array(old), Array(new)) }
    }
    let words = text.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
    return words.count == 2 ? (Array(words[0]), Array(words[1])) : nil
  }

  private static func tail(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let slash = name.firstIndex(of: UInt8(ascii: "/")) else { return name }
    return name[slash...]
  }
}
