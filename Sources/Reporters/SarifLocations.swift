import Diagnostics
import SARIF
import SourceText

/// Turns ranges in bytes into SARIF locations and regions in UTF-16 code units.
struct SarifLocations {
  /// Longer pieces of source are not quoted: they would make the log large and help nobody.
  private static let longestSnippet = 2000

  private let sources: SourceCache
  private let artifacts: SarifArtifacts
  private let quotesSource: Bool

  /// - Parameter quotesSource: whether regions come with their text.
  init(sources: SourceCache, artifacts: SarifArtifacts, quotesSource: Bool) {
    self.sources = sources
    self.artifacts = artifacts
    self.quotesSource = quotesSource
  }

  /// Returns the place of a file without a region.
  func artifact(_ path: String) -> SarifLog.ArtifactLocation { artifacts.location(of: path) }

  /// Tells whether the file can be read, so that regions of it have columns.
  func knowsColumns(of path: String) -> Bool { sources.file(at: path) != nil }

  /// Returns what GitHub knows the line of a range by; nil when the file cannot be read.
  func lineHash(_ range: SourceRange) -> String? {
    sources.lineHashes(at: range.path).flatMap { $0[region(range).startLine] }
  }

  /// Returns file, region and the text of both the region and its lines.
  func physicalLocation(_ range: SourceRange) -> SarifLog.PhysicalLocation {
    guard let file = sources.file(at: range.path) else {
      return SarifLog.PhysicalLocation(artifactLocation: artifact(range.path), region: region(range))
    }
    let converter = SarifRegion(range, in: file)
    var region = converter.region
    region.snippet = snippet(converter.bytes, in: file)
    return SarifLog.PhysicalLocation(
      artifactLocation: artifact(range.path), region: region,
      contextRegion: context(of: converter, in: file))
  }

  /// Returns the region without its text. When the file cannot be read, columns cannot be converted to the unit of
  /// the log, so that the region is made of whole lines.
  func region(_ range: SourceRange) -> SarifLog.Region {
    if let file = sources.file(at: range.path) { return SarifRegion(range, in: file).region }
    let startLine = max(range.start.line, 1)
    return SarifLog.Region(startLine: startLine, endLine: max(range.end.line, startLine))
  }

  private func snippet(_ bytes: Range<Int>, in file: SourceFile) -> SarifLog.ArtifactContent? {
    !quotesSource || bytes.count > SarifLocations.longestSnippet
      ? nil : SarifLog.ArtifactContent(text: file.text(bytes))
  }

  /// The whole lines of the region; nil when that would not be more than the region (`SARIF 2.1.0 §3.29.5`).
  private func context(of converter: SarifRegion, in file: SourceFile) -> SarifLog.Region? {
    let region = converter.region
    let endLine = region.endLine ?? region.startLine
    guard let first = file.lines.range(ofLine: region.startLine, in: file.bytes),
      let last = file.lines.range(ofLine: endLine, in: file.bytes),
      first.lowerBound <= converter.bytes.lowerBound, converter.bytes.upperBound <= last.upperBound
    else { return nil }
    let bytes = first.lowerBound..<last.upperBound
    guard bytes != converter.bytes, let text = snippet(bytes, in: file) else { return nil }
    return SarifLog.Region(startLine: region.startLine, endLine: endLine, snippet: text)
  }
}
