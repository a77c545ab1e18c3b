import Foundation

/// A directory with files of a test, removed at its end.
final class TestTree {
  let path: String

  init(_ files: [String: String]) throws {
    path = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/kfunclint-\(UUID().uuidString)"
    for (name, text) in files {
      let url = URL(fileURLWithPath: path + "/" + name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
