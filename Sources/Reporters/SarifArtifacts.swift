import Diagnostics
import SARIF

/// The files of a run and how locations refer to them (`SARIF 2.1.0 §3.14.15`).
struct SarifArtifacts {
  /// The symbolic name of the root that relative URIs start from.
  static let baseID = "SRCROOT"

  let artifacts: [SarifLog.Artifact]
  private let indices: [String: Int]

  /// Takes the analysed files in the order in which they will be listed.
  init(_ files: [Report.File]) {
    artifacts = files.map { file in
      SarifLog.Artifact(
        location: SarifArtifacts.location(file.path), roles: ["analysisTarget"],
        properties: SarifLog.PropertyBag([
          "context": .string(file.context), "degraded": file.degraded.map { .string($0) },
        ]))
    }
    indices = Dictionary(
      files.enumerated().map { ($0.element.path, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// Returns the location of a path, with the place of its artifact if it has one.
  func location(of path: String) -> SarifLog.ArtifactLocation {
    var location = SarifArtifacts.location(path)
    location.index = indices[path]
    return location
  }

  private static func location(_ path: String) -> SarifLog.ArtifactLocation {
    // A path outside the tree is absolute and has no base.
    SarifLog.ArtifactLocation(
      uri: URIReference.make(path: path), uriBaseId: path.utf8.first == UInt8(ascii: "/") ? nil : baseID)
  }
}
