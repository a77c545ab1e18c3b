import Foundation

/// A SARIF 2.1.0 log file (`SARIF 2.1.0 §3.13`).
///
/// The nested types are those objects of the format that a source linter produces, with the property
/// names of the specification. A property that is nil is absent from the file.
public struct SarifLog: Codable, Hashable, Sendable {
  /// The schema that describes the version (`SARIF 2.1.0 §3.13.3`).
  public static let schemaURI =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  /// Where the JSON schema can be had (`SARIF 2.1.0 §3.13.3`).
  public var schema: String?
  /// The version of the format, always `2.1.0` (`SARIF 2.1.0 §3.13.2`).
  public var version: String
  /// One run per invocation of a tool (`SARIF 2.1.0 §3.13.4`).
  public var runs: [Run]

  public init(runs: [Run]) {
    schema = SarifLog.schemaURI
    version = "2.1.0"
    self.runs = runs
  }

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  /// Returns the log as JSON text that is the same for the same log: keys sorted, slashes plain, one line feed at the end.
  public func jsonText() -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    } catch {
      // Encoding throws only for non-finite numbers, and no object here holds a floating-point number.
      fatalError("a SARIF log holds only strings, integers, Booleans and containers of them: \(error)")
    }
  }
}
