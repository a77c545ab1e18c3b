import Foundation
import SourceText

/// Finds the rule files below a directory.
public enum RuleDirectory {
  /// The directories of `Rules` that hold other YAML than rules.
  private static let otherKinds: Set<String> = ["vocabulary", "knowledge"]

  /// Tells whether a path below a rule directory names a rule file.
  static func isRule(_ path: String) -> Bool {
    path.hasSuffix(".yaml") && !otherKinds.contains(path.split(separator: "/").first.map(String.init) ?? "")
  }

  /// Reads every `.yaml` file below a directory, links to directories not followed, in the order of their paths.
  public static func read(_ directory: String) throws(RuleSetError) -> [SourceFile] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue,
      let paths = try? FileManager.default.subpathsOfDirectory(atPath: directory)
    else { throw .notADirectory(directory) }
    let base = directory.hasSuffix("/") ? directory : directory + "/"
    var files: [SourceFile] = []
    for path in paths.filter(isRule).sorted() {
      guard let bytes = RegularFile.bytes(of: base + path) else { throw .unreadable(base + path) }
      files.append(SourceFile(path: base + path, bytes: bytes))
    }
    guard !files.isEmpty else { throw .noRules(directory) }
    return files
  }
}
