import Foundation
import Subprocess
import SystemPackage

/// `Package.swift` as SwiftPM evaluates it.
struct PackageManifest: Decodable {
  var targets: [Target]

  struct Target: Decodable {
    var name: String
    /// `regular`, `executable`, `test` or `plugin`.
    var type: String
    /// Where the sources are, when that is not the usual place.
    var path: String?
    var dependencies: [Dependency]

    /// Where the sources are, relative to the root of the package.
    var directory: String {
      if let path { return path }
      return switch type {
      case "test": "Tests/" + name
      case "plugin": "Plugins/" + name
      default: "Sources/" + name
      }
    }
  }

  /// A dependency on a target (`byName`, `target`) or on a product of another package (`product`).
  struct Dependency: Decodable {
    var name: String

    init(from decoder: any Decoder) throws {
      let kinds = try decoder.container(keyedBy: Key.self)
      guard let kind = kinds.allKeys.first else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "no kind of dependency"))
      }
      var parts = try kinds.nestedUnkeyedContainer(forKey: kind)
      name = try parts.decode(String.self)
    }

    private struct Key: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
  }

  /// The manifest, evaluated once for all tests.
  static var current: PackageManifest {
    get async throws { try await evaluation.value }
  }

  private static let evaluation = Task { try await evaluate() }

  /// The scratch path keeps clear of the lock that `swift test` holds; nothing is resolved.
  private static func evaluate() async throws -> PackageManifest {
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("kfunclint-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let result = try await run(
      .name("swift"), arguments: ["package", "--scratch-path", scratch.path, "dump-package"],
      workingDirectory: FilePath(Repository.root.path), output: .string(limit: 16 << 20),
      error: .string(limit: 1 << 20))
    guard result.terminationStatus.isSuccess else { throw Failure(text: result.standardError) }
    return try JSONDecoder().decode(PackageManifest.self, from: Data(result.standardOutput.utf8))
  }

  /// `swift package dump-package` did not succeed.
  struct Failure: Error, CustomStringConvertible {
    var text: String
    var description: String { "swift package dump-package: \(text)" }
  }

  /// The targets by name.
  var byName: [String: Target] { Dictionary(uniqueKeysWithValues: targets.map { ($0.name, $0) }) }

  /// Returns the targets of this package that a target reaches, itself excluded.
  func reachable(from name: String) -> Set<String> {
    let targets = byName
    var found = Set<String>()
    var open = [name]
    while let next = open.popLast() {
      for dependency in targets[next]?.dependencies ?? [] where targets[dependency.name] != nil {
        if found.insert(dependency.name).inserted { open.append(dependency.name) }
      }
    }
    return found
  }
}
