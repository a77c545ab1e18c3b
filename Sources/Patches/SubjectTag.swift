/// What `[PATCH v3 2/7]` in a subject says, and the subject without it.
public struct SubjectTag: Hashable, Sendable {
  /// Whether this answers another mail.
  public var isReply = false
  /// 1 when the tag has none.
  public var version = 1
  /// The place in the series, from 1; 0 for the cover letter; nil for a patch alone.
  public var number: Int?
  public var total: Int?
  /// The subject without tags.
  public var title: String

  /// Reads a subject. Words in brackets that say neither version nor number are dropped with the rest of the tag.
  public init(_ subject: String) {
    var rest = Array(subject.utf8)[...]
    title = ""
    while true {
      rest = rest.drop { $0.isBlank }
      if let reply = Self.dropReply(rest) {
        isReply = true
        rest = reply
        continue
      }
      guard rest.first == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")) else { break }
      for word in rest[..<close].dropFirst().split(whereSeparator: { $0.isBlank || $0 == UInt8(ascii: ",") }) {
        read(word)
      }
      rest = rest[(close + 1)...]
    }
    title = rest.trimmed.text
  }

  private static func dropReply(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    for prefix in ["re:", "aw:", "fwd:", "fw:"] where text.prefix(prefix.utf8.count).text.lowercased() == prefix {
      return text.dropFirst(prefix.utf8.count)
    }
    return nil
  }

  private mutating func read(_ word: ArraySlice<UInt8>) {
    if let first = word.first, first | 0x20 == UInt8(ascii: "v"), let value = Self.number(word.dropFirst()) {
      version = value
      return
    }
    let parts = word.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Self.number(parts[0]), let total = Self.number(parts[1]) else { return }
    self.number = number
    self.total = total
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...6).contains(digits.count), digits.allSatisfy(\.isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
}
