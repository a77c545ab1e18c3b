import Foundation

/// Writes the files that options name.
enum OutputFile {
  /// Writes a file, completely or not at all.
  ///
  /// - Throws: ``CommandFailure``.
  static func write(_ data: Data, to path: String) throws(CommandFailure) {
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure(
        message: "cannot write '\(path)': \(error.localizedDescription)",
        remedy: "name a file in a directory that can be written", exitCode: 2)
    }
  }
}
