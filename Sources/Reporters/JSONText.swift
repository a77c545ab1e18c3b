import Foundation

/// Writes the JSON documents of the reporters.
enum JSONText {
  /// Returns the value as indented JSON with sorted keys and plain slashes, and a line feed at the end.
  static func document(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      // Encoding throws only for non-finite numbers, and no document here holds a floating-point number.
      fatalError("a report holds only strings, integers, Booleans and containers of them: \(error)")
    }
  }
}
