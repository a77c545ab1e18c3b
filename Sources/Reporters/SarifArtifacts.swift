import Crypto
import Diagnostics
import SARIF
import SourceText

/// The files of a run and how locations refer to them (`SARIF 2.1.0 §3.14.15`).
struct SarifArtifacts {
  /// The symbolic name of the root that relative URIs start from.
  static let baseID = "SRCROOT"

  let artifacts: [SarifLog.Artifact]
  private let indices: [String: Int]

  /// Lists the analysed files and the others that findings are in, each in the order of paths.
  init(_ files: [Report.File], findings: [Finding], sources: SourceCache) {
    let analysed = files.sorted { $0.path < $1.path }
    let others = Set(findings.flatMap(SarifArtifacts.paths)).subtracting(analysed.map(\.path)).sorted()
    artifacts =
      analysed.map { file in
        SarifArtifacts.artifact(
          file.path, role: "analysisTarget", sources: sources,
          properties: SarifLog.PropertyBag([
            "context": .string(file.context), "degraded": file.degraded.map { .string($0) },
          ]))
      } + others.map { SarifArtifacts.artifact($0, role: "resultFile", sources: sources, properties: nil) }
    indices = Dictionary(
      (analysed.map(\.path) + others).enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Returns the location of a path, with the place of its artifact if it has one.
  func location(of path: String) -> SarifLog.ArtifactLocation {
    var location = SarifArtifacts.location(path)
    location.index = indices[path]
    return location
  }

  private static func paths(of finding: Finding) -> [String] {
    [finding.range.path] + (finding.related + finding.flow).map(\.range.path)
      + (finding.fix?.edits.map(\.range.path) ?? [])
  }

  /// Hash and length are those of the text that was analysed, which a patch may have changed.
  private static func artifact(
    _ path: String, role: String, sources: SourceCache, properties: SarifLog.PropertyBag?
  ) -> SarifLog.Artifact {
    let bytes = sources.file(at: path)?.bytes
    return SarifLog.Artifact(
      location: location(path), roles: [role], hashes: bytes.map { ["sha-256": sha256($0)] }, length: bytes?.count,
      properties: properties)
  }

  private static func sha256(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map(HexDigits.pair).joined()
  }

  private static func location(_ path: String) -> SarifLog.ArtifactLocation {
    // A path outside the tree is absolute and has no base.
    SarifLog.ArtifactLocation(
      uri: URIReference.make(path: path), uriBaseId: path.utf8.first == UInt8(ascii: "/") ? nil : baseID)
  }
}
