import BuiltinRules
import Yams

/// The kfuncs that a release's verifier checks by name, from `Rules/knowledge/special-kfuncs.yaml`.
public enum SpecialKfuncs {
  static let path = "knowledge/special-kfuncs.yaml"

  /// Returns the names for a release.
  ///
  /// - Throws: ``VocabularyError`` when the file is malformed, which is a defect of this program.
  public static func names(for version: KernelVersion) throws(VocabularyError) -> Set<String> {
    guard let text = BuiltinRules.files[path] else {
      throw .malformed(file: path, line: nil, problem: "the file is missing")
    }
    guard let document = try? Yams.compose(yaml: text), let entries = document["special_kfuncs"]?.sequence else {
      throw .malformed(file: path, line: 1, problem: "'special_kfuncs' is no list")
    }
    var names = Set<String>()
    for entry in entries {
      guard let name = entry["name"]?.string, entry["why"]?.string != nil,
        let since = entry["since"]?.string.flatMap({ KernelVersion($0) })
      else {
        throw .malformed(
          file: path, line: entry.mark?.line ?? 1, problem: "an entry needs 'name', 'since' and 'why'")
      }
      let range = VersionRange(since: since, until: entry["until"]?.string.flatMap { KernelVersion($0) })
      if range.contains(version) { names.insert(name) }
    }
    return names
  }
}
