import Diagnostics
import Foundation

extension Baseline {
  /// Reads a baseline file.
  ///
  /// - Parameter name: what the user called the file.
  /// - Throws: ``BaselineError`` for anything that ``text`` would not have written.
  public init(bytes: [UInt8], name: String) throws(BaselineError) {
    let data = Data(bytes)
    // The version is looked at first: a file of another one fails for that reason, not for a missing key.
    guard let header = try? JSONDecoder().decode(Header.self, from: data) else {
      guard (try? JSONSerialization.jsonObject(with: data)) == nil, bytes.contains(Baseline.formatKeyBytes) else {
        throw .notABaseline(path: name)
      }
      throw .damaged(path: name, problem: "it is no valid JSON")
    }
    guard header.version == Baseline.currentVersion else { throw .otherVersion(path: name, found: header.version) }
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: data)
    } catch {
      throw .damaged(path: name, problem: Baseline.problem(error))
    }
    var seen: Set<Key> = []
    for (index, entry) in document.findings.enumerated() {
      guard entry.count > 0 else {
        throw .damaged(
          path: name, problem: "findings[\(index)].count is \(entry.count), which is no number of findings")
      }
      guard entry.fingerprint.utf8.count == 32, entry.fingerprint.utf8.allSatisfy(Baseline.isHexDigit) else {
        throw .damaged(path: name, problem: "findings[\(index)].fingerprint is not 32 hexadecimal digits")
      }
      guard seen.insert(entry.key).inserted else {
        throw .damaged(path: name, problem: "findings[\(index)] lists '\(entry.fingerprint)' of '\(entry.rule)' again")
      }
    }
    self.init(entries: document.findings)
  }

  /// The file's text: JSON with one finding on each line, so that changes of it are easy to read and to merge.
  public var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = entries.map { entry -> String in
      do {
        return "    " + String(decoding: try encoder.encode(entry), as: UTF8.self)
      } catch {
        fatalError("an entry holds only strings and an integer, which JSON can always express: \(error)")
      }
    }
    let findings = lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n  ]"
    return "{\n  \"findings\": \(findings),\n  \"kfunclint-baseline\": \(Baseline.currentVersion)\n}\n"
  }

  private static let formatKeyBytes = Array("\"kfunclint-baseline\"".utf8)

  private struct Header: Decodable {
    var version: Int
    enum CodingKeys: String, CodingKey { case version = "kfunclint-baseline" }
  }

  private struct Document: Decodable {
    var findings: [Entry]
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  /// Says which value is wrong, such as `findings[3].count is missing`.
  private static func problem(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "it is no valid JSON" }
    switch error {
    case .keyNotFound(let key, let context): return "\(place(context.codingPath + [key])) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      return "\(place(context.codingPath)) has a value of the wrong kind"
    @unknown default: return "it cannot be decoded"
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.reduce(into: "") { text, key in
      if let index = key.intValue { text += "[\(index)]" } else { text += (text.isEmpty ? "" : ".") + key.stringValue }
    }
  }
}
