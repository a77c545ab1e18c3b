/// Walks through the parts of a mail (RFC 2045, RFC 2046) and collects their text.
struct MimeReader {
  let limits: PatchLimits
  /// The text of all parts read.
  private(set) var text: [UInt8] = []
  var notices: [PatchNotice] = []
  private var partCount = 0

  init(limits: PatchLimits) { self.limits = limits }

  /// Reads a part and those in it.
  mutating func read(_ bytes: ArraySlice<UInt8>, header: MailHeader, depth: Int) throws(PatchInputError) {
    partCount += 1
    guard partCount <= limits.mimeParts else {
      if partCount == limits.mimeParts + 1 {
        skip("The mail has more than \(limits.mimeParts) parts; those behind are not read.")
      }
      return
    }
    let type = header["content-type"].map { ContentType($0) } ?? .plainText
    if type.name.hasPrefix("multipart/") || type.name == "message/rfc822" {
      guard depth < limits.mimeDepth else {
        skip("Parts of the mail nest more than \(limits.mimeDepth) deep; the inner ones are not read.")
        return
      }
      if type.name == "message/rfc822" {
        try readEntity(bytes, depth: depth + 1)
      } else {
        try readMultipart(bytes, type: type, depth: depth)
      }
      return
    }
    let name = fileName(type, header)
    guard isText(type, name: name) else {
      // Signatures are no loss.
      if !type.name.hasPrefix("application/pgp") && !type.name.hasSuffix("signature") {
        skip("A part of type '\(type.name)' is not read.")
      }
      return
    }
    appendText(bytes, type: type, header: header)
  }

  private mutating func readEntity(_ bytes: ArraySlice<UInt8>, depth: Int) throws(PatchInputError) {
    let lines = try TextLines(bytes, limit: limits.lines)
    let (header, start) = MailHeader.read(lines, from: 0, limits: limits)
    try read(lines.text(start..<lines.count), header: header, depth: depth)
  }

  private mutating func readMultipart(
    _ bytes: ArraySlice<UInt8>, type: ContentType, depth: Int
  ) throws(PatchInputError) {
    guard let boundary = type.parameters["boundary"], !boundary.isEmpty, boundary.count <= 200 else {
      skip("A part of type '\(type.name)' has no boundary and is not read.")
      return
    }
    let lines = try TextLines(bytes, limit: limits.lines)
    let delimiter = Array("--".utf8) + boundary
    var parts: [Range<Int>] = []
    var start: Int?
    for index in 0..<lines.count where lines[index].starts(with: delimiter) {
      let rest = lines[index].dropFirst(delimiter.count).trimmed
      guard rest.isEmpty || rest.hasPrefix("--") else { continue }
      if let start { parts.append(start..<index) }
      start = rest.isEmpty ? index + 1 : nil
      if !rest.isEmpty || parts.count > limits.mimeParts { break }
    }
    // Without a closing delimiter the last part goes to the end.
    if let start, start < lines.count { parts.append(start..<lines.count) }
    for part in parts {
      let (header, body) = MailHeader.read(lines, from: part.lowerBound, limits: limits)
      try read(lines.text(min(body, part.upperBound)..<part.upperBound), header: header, depth: depth + 1)
    }
  }

  private mutating func appendText(_ bytes: ArraySlice<UInt8>, type: ContentType, header: MailHeader) {
    let encodingName = header["content-transfer-encoding"]
    let encoding = TransferEncoding(encodingName)
    if encoding == nil, let encodingName {
      skip("The transfer encoding '\(encodingName[...].text)' is not known; the part is read as it stands.")
    }
    var content = Array(LineEndings.normalised((encoding ?? .identity).decode(bytes)[...]))
    let charsetName = type.parameters["charset"].map { $0[...].text }
    if let charset = Charset(charsetName) {
      content = charset.decode(content)
    } else if let charsetName, content.contains(where: { $0 >= 0x80 }) {
      skip("The character set '\(charsetName)' is not known; its text is read as it stands.")
    }
    if type.name == "text/plain", type.parameters["format"].map({ $0[...].text.lowercased() }) == "flowed" {
      let deletes = type.parameters["delsp"].map { $0[...].text.lowercased() } == "yes"
      content = FlowedText.unwrap(content, deletesSpace: deletes)
    }
    if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
    text += content
  }

  /// Text parts, and attachments whose name says that they are patches whatever type the mailer gave them.
  private func isText(_ type: ContentType, name: String) -> Bool {
    switch type.name {
    case "text/html", "text/calendar", "text/enriched": false
    case "", "text": true
    default:
      type.name.hasPrefix("text/") || type.name.hasSuffix("/x-patch") || type.name.hasSuffix("/x-diff")
        || name.hasSuffix(".patch") || name.hasSuffix(".diff")
    }
  }

  private func fileName(_ type: ContentType, _ header: MailHeader) -> String {
    let disposition = header["content-disposition"].map { ContentType($0) }
    let name = disposition?.parameters["filename"] ?? type.parameters["name"] ?? []
    return name[...].text.lowercased()
  }

  private mutating func skip(_ message: String) {
    if notices.count < limits.notices { notices.append(PatchNotice(.partSkipped, message)) }
  }
}
