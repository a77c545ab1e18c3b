/// What an answer to a mail has to know of its header.
public struct MailEnvelope: Hashable, Sendable {
  /// The whole subject, decoded.
  public var subject: String
  /// Without angle brackets.
  public var messageID: String?
  /// The mails that it answers, the first of the thread first.
  public var references: [String]
  /// The sender's own words for the time, decoded.
  public var date: String?
  public var from: [MailAddress]
  /// Whom to answer, when it is not the sender.
  public var replyTo: [MailAddress]
  public var to: [MailAddress]
  public var cc: [MailAddress]

  init(_ header: MailHeader, subject: String, messageID: String?, references: [String]) {
    self.subject = subject
    self.messageID = messageID
    self.references = references
    date = header["date"].map(EncodedWord.decode)
    from = MailAddress.list(header.list("from"))
    replyTo = MailAddress.list(header.list("reply-to"))
    to = MailAddress.list(header.list("to"))
    cc = MailAddress.list(header.list("cc"))
  }
}

/// One address of a mail's header (RFC 5322 §3.4).
public struct MailAddress: Hashable, Sendable {
  /// The display name, decoded and without quotes; empty when there is none.
  public var name: String
  /// `local@example.org`: printable ASCII without blanks.
  public var address: String

  /// Lists of more addresses are cut.
  private static let mostAddresses = 1_000

  /// Reads the value of a field. What is no address, such as the name of a group, is left out. O(n).
  static func list(_ value: [UInt8]) -> [MailAddress] {
    var result: [MailAddress] = []
    var rest = value[...]
    while !rest.isEmpty, result.count < mostAddresses {
      let end = separator(in: rest)
      if let address = MailAddress(rest[..<end]) { result.append(address) }
      rest = rest[end...].dropFirst()
    }
    return result
  }

  /// The comma or semicolon that ends the first address: one in a quoted name, a comment or angle brackets does not.
  private static func separator(in value: ArraySlice<UInt8>) -> Int {
    var isQuoted = false
    var depth = 0
    var isEscaped = false
    for (index, byte) in zip(value.indices, value) {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "(") where !isQuoted, UInt8(ascii: "<") where !isQuoted: depth += 1
      case UInt8(ascii: ")") where !isQuoted, UInt8(ascii: ">") where !isQuoted: depth = max(0, depth - 1)
      case UInt8(ascii: ",") where !isQuoted && depth == 0, UInt8(ascii: ";") where !isQuoted && depth == 0:
        return index
      default: break
      }
    }
    return value.endIndex
  }

  private init?(_ text: ArraySlice<UInt8>) {
    var address = text.trimmed
    var display: ArraySlice<UInt8> = []
    if let open = text.lastIndex(of: UInt8(ascii: "<")) {
      address = text[(open + 1)...].prefix { $0 != UInt8(ascii: ">") }.trimmed
      display = text[..<open].trimmed
    } else if let open = text.firstIndex(of: UInt8(ascii: "(")) {
      // someone@example.org (Some One)
      address = text[..<open].trimmed
      display = text[(open + 1)...].prefix { $0 != UInt8(ascii: ")") }
    }
    guard address.contains(UInt8(ascii: "@")), address.count <= 320,
      address.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ",") })
    else { return nil }
    name = EncodedWord.decode(MailAddress.unquoted(display))
    self.address = address.text
  }

  private static func unquoted(_ name: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in name {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        if isEscaped || byte != UInt8(ascii: "\"") { result.append(byte) }
        isEscaped = false
      }
    }
    return result
  }
}
