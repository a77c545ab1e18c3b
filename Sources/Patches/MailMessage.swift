/// One mail: who it answers, what it is called, and its text with every encoding undone.
public struct MailMessage: Hashable, Sendable {
  /// The subject with its `[PATCH]`, decoded; empty when there is none.
  public var subject: String
  /// Without angle brackets.
  public var messageID: String?
  /// The mails that this one answers, the first of the thread first.
  public var references: [String]
  /// Who wrote it to whom, and when.
  public var envelope: MailEnvelope
  /// All text parts, one after another, with LF at line ends.
  public var body: ArraySlice<UInt8>
  /// What was not read.
  public var notices: [PatchNotice]

  /// Reads a mail. Malformed parts are read as far as they go.
  ///
  /// - Throws: ``PatchInputError/tooManyLines(limit:)``. O(n x nesting).
  public init(_ bytes: ArraySlice<UInt8>, limits: PatchLimits = PatchLimits()) throws(PatchInputError) {
    let lines = try TextLines(LineEndings.normalised(bytes), limit: limits.lines)
    let (header, start) = MailHeader.read(lines, from: 0, limits: limits)
    subject = header["subject"].map(EncodedWord.decode) ?? ""
    messageID = header["message-id"].flatMap { Self.identifiers($0).first }
    let answered = header["in-reply-to"].map(Self.identifiers) ?? []
    references = header["references"].map(Self.identifiers) ?? []
    for identifier in answered.prefix(1) where !references.contains(identifier) { references.append(identifier) }
    envelope = MailEnvelope(header, subject: subject, messageID: messageID, references: references)
    var reader = MimeReader(limits: limits)
    if header.isCut {
      reader.notices.append(
        PatchNotice(.partSkipped, "The header of mail '\(subject)' is too long; some of its fields are not read."))
    }
    try reader.read(lines.text(start..<lines.count), header: header, depth: 0)
    body = reader.text[...]
    notices = reader.notices
  }

  /// The `<...>` of a field. At most a thousand: longer threads have none of use.
  private static func identifiers(_ value: [UInt8]) -> [String] {
    var result: [String] = []
    var rest = value[...]
    while result.count < 1000, let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(open + 1)...]
      guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { break }
      result.append(rest[..<close].text)
      rest = rest[(close + 1)...]
    }
    return result
  }
}
