import SourceText

/// Keys that a mapping has twice. The YAML library gives up at the first, so each is renamed in a copy of the text, at the same places,
/// until the rest of the file can be read.
struct DuplicateKeys {
  /// The text with every second key renamed.
  private(set) var text: String
  /// One for each duplicate.
  private(set) var mistakes: [RuleDiagnostic] = []

  /// More duplicates than this are not looked for; such a file is not written by hand.
  private static let limit = 100
  /// Renamed keys begin with scalars from here on, which Unicode leaves to private use.
  private static let firstScalar: UInt32 = 0xE000

  private let source: SourceFile

  init(_ text: String, source: SourceFile) {
    self.text = text
    self.source = source
  }

  /// Tells whether a key is one that was renamed, about which everything has been said.
  static func isRenamed(_ key: String) -> Bool {
    guard let first = key.unicodeScalars.first?.value else { return false }
    return (firstScalar..<firstScalar + UInt32(limit)).contains(first)
  }

  /// Records a duplicate of a block mapping that begins at a place, and renames it. Returns false when it is not found, as in a mapping
  /// in braces, or when there are too many.
  mutating func rename(_ key: String, line: Int, scalarColumn: Int) -> Bool {
    guard mistakes.count < DuplicateKeys.limit,
      let scalar = Unicode.Scalar(DuplicateKeys.firstScalar + UInt32(mistakes.count))
    else { return false }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var seen = 0
    for index in max(0, line - 1)..<lines.count {
      let indentation = lines[index].prefix { $0 == " " }.count
      let isFirst = index == line - 1
      let content = isFirst ? lines[index].dropFirst(scalarColumn - 1) : lines[index].dropFirst(indentation)
      if !isFirst, indentation < scalarColumn - 1, !content.isEmpty, !content.hasPrefix("#") { return false }
      guard isFirst || indentation == scalarColumn - 1, content.hasPrefix(key),
        content.dropFirst(key.count).drop(while: { $0 == " " }).hasPrefix(":")
      else { continue }
      seen += 1
      guard seen == 2 else { continue }
      let offset = source.offset(ofLine: index + 1, scalarColumn: scalarColumn)
      mistakes.append(
        RuleDiagnostic(
          range: source.range(offset..<offset + key.utf8.count), message: "key '\(key)' is written twice"))
      let filler = String(repeating: "x", count: key.unicodeScalars.count - 1)
      lines[index] =
        lines[index].prefix(scalarColumn - 1) + "\(Character(scalar))\(filler)" + content.dropFirst(key.count)
      text = lines.joined(separator: "\n")
      return true
    }
    return false
  }
}
