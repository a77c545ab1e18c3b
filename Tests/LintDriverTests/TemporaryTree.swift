import Foundation

/// A directory with files of a test, removed at its end.
final class TemporaryTree {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/kfunclint-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files {
      let url = URL(fileURLWithPath: path + "/" + name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// What makes a directory the root of a kernel tree.
  static let kernel = [
    "Makefile": "VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 3\n", "Kconfig": "", "Kbuild": "", "include/linux/btf.h": "",
  ]
}
