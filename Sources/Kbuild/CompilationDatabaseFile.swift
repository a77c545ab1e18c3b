import Foundation
import SourceText

/// The entries of a `compile_commands.json`, read without libclang's reader, which would expand `@file` arguments.
///
/// Format: "JSON Compilation Database Format Specification" of clang.
public struct CompilationDatabaseFile: Sendable {
  /// One translation unit.
  public struct Entry: Hashable, Sendable {
    /// Where the compiler was started.
    public var directory: String
    /// The absolute path of the source file, `.` and `..` removed.
    public var file: String
    /// The arguments without the compiler's name.
    public var arguments: [String]
  }

  /// In the order of the file.
  public let entries: [Entry]
  /// How many elements were left out since they lack a key, have one of another type or cannot be split into words.
  public let malformedCount: Int

  /// Reads a database; nil unless the text is a JSON array.
  public init?(json bytes: [UInt8]) {
    guard let elements = try? JSONDecoder().decode([Element].self, from: Data(bytes)) else { return nil }
    entries = elements.compactMap(\.entry)
    malformedCount = elements.count - entries.count
  }

  /// An element of the array; every problem of a single one becomes a missing entry.
  private struct Element: Decodable {
    var entry: Entry?

    enum CodingKeys: String, CodingKey { case directory, file, command, arguments }

    init(from decoder: any Decoder) throws {
      guard let container = try? decoder.container(keyedBy: CodingKeys.self),
        let directory = try? container.decode(String.self, forKey: .directory), directory.hasPrefix("/"),
        let file = try? container.decode(String.self, forKey: .file), !file.isEmpty
      else { return }
      let words: [String]
      if let arguments = try? container.decode([String].self, forKey: .arguments) {
        words = arguments
      } else if let command = try? container.decode(String.self, forKey: .command),
        let split = try? ShellWords.firstCommand(command)
      {
        words = split
      } else {
        return
      }
      guard !words.isEmpty else { return }
      entry = Entry(
        directory: PathText.normalized(directory), file: PathText.absolute(file, in: directory),
        arguments: Array(words.dropFirst()))
    }
  }
}
