import Foundation
import Subprocess
import SystemPackage

/// One object of `kfunclint inventory --format json`.
struct InventoryEntry: Decodable {
  var set: String
  var setKind: String
  var registeredAs: String?
  var name: String
  var flags: [String]
  var returnType: String?
  var params: [Parameter]?
  var programTypes: [String]
  var hooks: [String]
  var condition: String?
  var fileCondition: String?
  var path: String
  var line: Int
  var definition: Definition?

  struct Parameter: Decodable {
    var name: String
    var type: String
  }

  struct Definition: Decodable {
    var path: String
    var line: Int
    var storage: String
    var tagged: Bool
  }

  /// Runs the program under test on a tree and reads its inventory.
  ///
  /// The cache goes to a fresh directory, so that an answer never comes from an earlier build of the program.
  /// Throws: `FailedRun` for an exit status other than 0, decoding errors for output of another form.
  static func inventory(binary: String, tree: String) async throws -> [InventoryEntry] {
    let cache = FileManager.default.temporaryDirectory.appendingPathComponent("kfunclint-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: cache) }
    let result = try await run(
      .path(FilePath(binary)), arguments: ["inventory", "--format", "json", "--tree", tree],
      environment: .inherit.updating(["XDG_CACHE_HOME": cache.path]), output: .string(limit: 64 << 20),
      error: .string(limit: 4 << 20))
    guard result.terminationStatus.isSuccess else {
      throw FailedRun(status: "\(result.terminationStatus)", standardError: result.standardError)
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode([InventoryEntry].self, from: Data(result.standardOutput.utf8))
  }

  /// The program did not exit with status 0.
  struct FailedRun: Error, CustomStringConvertible {
    var status: String
    var standardError: String
    var description: String { "kfunclint inventory: \(status): \(standardError)" }
  }
}
