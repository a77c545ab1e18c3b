import Foundation

/// The checkout that these tests were compiled from.
enum Repository {
  /// Its root. This file is `Tests/ArchitectureTests/Repository.swift`, perhaps seen through a symbolic link.
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Returns a file or directory by its path below the root.
  static func url(_ path: String) -> URL { root.appendingPathComponent(path) }

  /// Returns the text of a file by its path below the root.
  static func text(_ path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

  /// Returns the regular files below a directory, relative to it and sorted.
  static func files(below path: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: url(path).path).filter {
      var isDirectory: ObjCBool = false
      return FileManager.default.fileExists(atPath: url(path + "/" + $0).path, isDirectory: &isDirectory)
        && !isDirectory.boolValue
    }.sorted()
  }
}
