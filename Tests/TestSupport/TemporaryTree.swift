import Foundation

/// A directory of files that a test makes up and that goes away with it.
public final class TemporaryTree {
  /// Absolute, without symbolic links.
  public let root: String

  public init(_ files: [String: String] = [:]) throws {
    let path = FileManager.default.temporaryDirectory.path + "/kfunclint-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    root = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    for (name, text) in files { try add(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  public func path(_ name: String) -> String { root + "/" + name }

  public func add(_ name: String, _ text: String) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  public func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
  }

  /// The least that is recognised as a kernel tree.
  public static func kernel(_ files: [String: String] = [:], version: (Int, Int) = (6, 12)) throws -> TemporaryTree {
    let tree = try TemporaryTree([
      "Makefile": "# comment\nVERSION = \(version.0)\nPATCHLEVEL = \(version.1)\nSUBLEVEL = 7\nEXTRAVERSION = -rc2\n",
      "Kconfig": "mainmenu \"Linux\"\n", "Kbuild": "", "include/linux/module.h": "",
    ])
    for (name, text) in files { try tree.add(name, text) }
    return tree
  }
}
