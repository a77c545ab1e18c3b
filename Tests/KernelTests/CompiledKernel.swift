import Foundation

/// What a built kernel itself holds about its kfuncs, from `CompiledKernels/VERSION.txt`, whose head says how it
/// was made.
///
/// The second witness: it shares no code and no reading of C with either the program or the textual extractor.
struct CompiledKernel {
  /// By `set | function`: the columns that a reading of the source must reproduce.
  private var expected: [String: String] = [:]

  /// Reads the file of a version. Throws what reading the file throws.
  init(version: String, file: String = #filePath) throws {
    for columns in try Self.lines(version: version, file: file) {
      expected[columns[0...1].joined(separator: " | ")] = columns[2...7].joined(separator: " | ")
    }
  }

  /// Returns the nine columns of each line of the file of a version.
  static func lines(version: String, file: String = #filePath) throws -> [[String]] {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("CompiledKernels")
    let text = try String(contentsOf: folder.appendingPathComponent("\(version).txt"), encoding: .utf8)
    // Neighbouring separators enclose an empty column, so that only whole separators may split.
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.components(separatedBy: " | ") }.filter { $0.count == 9 }
  }

  /// The number of (set, function) pairs.
  var count: Int { expected.count }

  /// Returns one line for each pair that is missing, too much or different, sorted.
  func differences(from entries: some Sequence<Row>) -> [String] {
    var missing = expected
    var result: [String] = []
    for entry in entries {
      guard let want = missing.removeValue(forKey: entry.key) else {
        result.append("\(entry.key): not in the compiled kernel, or listed twice")
        continue
      }
      if want != entry.columns { result.append("\(entry.key): \(entry.columns)\n  compiled: \(want)") }
    }
    return (result + missing.keys.map { "\($0): missing" }).sorted()
  }

  /// A pair in the form of the file's lines.
  struct Row {
    var key: String
    var columns: String

    init(_ entry: TextualEntry) {
      let definition = entry.definitions.first
      self.init(
        key: [entry.set, entry.name], kind: entry.setKind, registeredAs: entry.registeredAs,
        programTypes: entry.programTypes, storage: definition?.storage, flags: entry.flags,
        returnType: definition?.returnType,
        parameters: definition?.parameters.map { ($0.type, $0.name ?? "") } ?? [])
    }

    init(_ entry: InventoryEntry) {
      self.init(
        key: [entry.set, entry.name], kind: entry.setKind, registeredAs: entry.registeredAs,
        programTypes: entry.programTypes, storage: entry.definition?.storage, flags: entry.flags,
        returnType: entry.returnType, parameters: entry.params?.map { ($0.type, $0.name) } ?? [])
    }

    private init(
      key: [String], kind: String, registeredAs: String?, programTypes: [String], storage: String?, flags: [String],
      returnType: String?, parameters: [(type: String, name: String)]
    ) {
      self.key = key.joined(separator: " | ")
      let types = programTypes.sorted().joined(separator: " ")
      let list = parameters.map { $0.type + ($0.type.hasSuffix("*") ? "" : " ") + $0.name }
      columns = [
        kind, (registeredAs ?? "unregistered") + (types.isEmpty ? "" : ": " + types), storage ?? "undefined",
        flags.sorted().joined(separator: " "), returnType ?? "", list.joined(separator: ", "),
      ].joined(separator: " | ")
    }
  }
}
