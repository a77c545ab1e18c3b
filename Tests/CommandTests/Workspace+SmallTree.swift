import Foundation

extension Workspace {
  /// The small kernel tree of the repository.
  static let smallTree = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("TestInputs/trees/small").path

  /// Makes a directory with a copy of the small tree in `tree`.
  static func withSmallTree() throws -> Workspace {
    let workspace = try Workspace()
    try FileManager.default.copyItem(atPath: smallTree, toPath: workspace.path + "/tree")
    return workspace
  }

  /// Replaces the text of a file by what becomes of it.
  func change(_ name: String, _ change: (String) -> String) throws {
    try write(name, change(String(decoding: try read(name), as: UTF8.self)))
  }
}
