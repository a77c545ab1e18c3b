/// Reads the modules that a Swift source imports.
///
/// SwiftPM lets a target import what only its dependencies declare, so that the manifest alone does not tell.
enum ImportLines {
  /// Returns the imported modules, in order. Submodules and imported declarations count as their module;
  /// multi-line strings are skipped.
  static func modules(in source: String) -> [String] {
    var modules: [String] = []
    var isInString = false
    for line in source.split(whereSeparator: \.isNewline) {
      if line.ranges(of: "\"\"\"").count % 2 == 1 { isInString.toggle() }
      if isInString { continue }
      var words = line.split(separator: " ")[...]
      while let first = words.first, first.hasPrefix("@") || accessLevels.contains(first) { words.removeFirst() }
      guard words.popFirst() == "import", var name = words.popFirst() else { continue }
      if kinds.contains(name), let next = words.popFirst() { name = next }
      modules.append(String(name.prefix { $0 != "." && $0 != ";" }))
    }
    return modules
  }

  private static let accessLevels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
  private static let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
}
