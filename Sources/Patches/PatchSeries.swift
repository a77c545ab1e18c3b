/// Patches that build on one another, in the order in which they are applied.
public struct PatchSeries: Hashable, Sendable {
  public var patches: [Patch]
  /// The subject of the cover letter.
  public var coverSubject: String?
  /// The commit that the first patch was made for, from whichever mail says so.
  public var baseCommit: String?
  /// What concerns no single patch.
  public var notices: [PatchNotice]

  /// Reads whatever people have: a diff, output of `git show`, a mail, a maildir's file, or a mailbox.
  ///
  /// - Throws: ``PatchInputError`` when nothing in it is a patch. Malformed diffs are entries with a ``FileDiff/problem``. O(n).
  public init(_ bytes: [UInt8], limits: PatchLimits = PatchLimits()) throws(PatchInputError) {
    try Self.checkForm(bytes, limits: limits)
    var text = bytes[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    while let first = text.first, first.isBlank || first == UInt8(ascii: "\n") { text = text.dropFirst() }
    patches = []
    notices = []
    if Mbox.begins(text) {
      try readMails(try Mbox(text, limits: limits).messages, limits: limits)
    } else if try Self.isMail(text, limits: limits) {
      try readMails([text], limits: limits)
    } else {
      patches = try PatchTextReader(LineEndings.normalised(text), limits: limits).patches()
        .filter { !$0.diff.files.isEmpty }
    }
    guard !patches.isEmpty else { throw .noPatch }
    baseCommit = baseCommit ?? patches.lazy.compactMap(\.baseCommit).first
  }

  private static func checkForm(_ bytes: [UInt8], limits: PatchLimits) throws(PatchInputError) {
    guard bytes.count <= limits.inputBytes else { throw .tooLarge(limit: limits.inputBytes) }
    let magics: [(magic: [UInt8], program: String)] = [
      ([0x1F, 0x8B], "gzip"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
      (Array("BZh".utf8), "bzip2"),
    ]
    if let known = magics.first(where: { bytes.starts(with: $0.magic) }) { throw .compressed(program: known.program) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw .utf16 }
  }

  /// A text is a mail if it begins with a header that says who wrote it or what about.
  private static func isMail(_ text: ArraySlice<UInt8>, limits: PatchLimits) throws(PatchInputError) -> Bool {
    let lines = try TextLines(text, limit: limits.lines)
    let (header, body) = MailHeader.read(lines, from: 0, limits: limits)
    // Without an empty line behind it this is a diff with words such as `Index: file` above it.
    guard body > 0, body <= lines.count, lines[body - 1].trimmed.isEmpty else { return false }
    return header["from"] != nil || header["subject"] != nil
  }

  private mutating func readMails(_ mails: [ArraySlice<UInt8>], limits: PatchLimits) throws(PatchInputError) {
    var members: [SeriesOrder.Member] = []
    for bytes in mails {
      let mail = try MailMessage(bytes, limits: limits)
      var patch = try PatchTextReader(mail.body, limits: limits).patch()
      var tag = SubjectTag(mail.subject)
      let title = patch.subject.isEmpty ? tag.title : SubjectTag(patch.subject).title
      tag.title = title
      patch.subject = title
      patch.tag = tag
      patch.envelope = mail.envelope
      patch.notices = mail.notices + patch.notices
      if tag.number == 0 || patch.diff.files.isEmpty { baseCommit = baseCommit ?? patch.baseCommit }
      members.append(SeriesOrder.Member(patch: patch, tag: tag, id: mail.messageID, references: mail.references))
    }
    let order = SeriesOrder(members)
    patches = order.patches
    coverSubject = order.coverSubject
    notices = order.notices
  }
}
