import Facts
import Foundation
import Kbuild
import SourceText

/// Reads and writes facts files.
public enum FactsFile {
  /// Returns the facts files that a name stands for: itself, or all that kbuild left below a directory, sorted.
  ///
  /// - Throws: ``AnalysisError/noFacts(directory:)``.
  static func files(_ name: String, in directory: String) throws(AnalysisError) -> [String] {
    guard let path = RegularFile.realPath(PathText.absolute(name, in: directory)), RegularFile.isDirectory(path) else {
      return [name]
    }
    var files: [String] = []
    // Links are not followed: an output directory has one to the sources.
    let contents = FileManager.default.enumerator(at: URL(fileURLWithPath: path), includingPropertiesForKeys: nil)
    while let file = contents?.nextObject() as? URL {
      if file.lastPathComponent.hasSuffix(CheckerCall.factsSuffix) { files.append(file.path) }
    }
    guard !files.isEmpty else { throw .noFacts(directory: name) }
    return files.sorted()
  }

  /// Reads one.
  ///
  /// - Throws: ``AnalysisError/factsFile(path:problem:)``.
  static func read(_ path: String, in directory: String) throws(AnalysisError) -> FactsBundle {
    guard let bytes = try? RegularFile.read(PathText.absolute(path, in: directory), limit: 1 << 30) else {
      throw .factsFile(path: path, problem: "it cannot be read")
    }
    let data = Data(bytes)
    // The schema number is looked at first: a file of another schema fails for that reason, not for a missing key.
    struct Header: Decodable { var schema: Int }
    guard let header = try? JSONDecoder().decode(Header.self, from: data) else {
      throw .factsFile(path: path, problem: "it is no facts file")
    }
    guard header.schema == FactsBundle.currentSchema else {
      throw .factsFile(
        path: path,
        problem: "it has schema \(header.schema), and this kfunclint reads schema \(FactsBundle.currentSchema)")
    }
    do {
      return try JSONDecoder().decode(FactsBundle.self, from: data)
    } catch {
      throw .factsFile(path: path, problem: "it is damaged")
    }
  }

  /// Returns the text of a facts file: JSON with sorted keys.
  public static func encode(_ bundle: FactsBundle) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(bundle)
    data.append(0x0A)
    return data
  }
}
