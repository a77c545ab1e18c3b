/// Several mails in one file, each behind a `From ` line (RFC 4155).
public struct Mbox: Sendable {
  /// The mails without their `From ` lines and with `>From` unquoted.
  public var messages: [ArraySlice<UInt8>]

  /// Tells whether the bytes begin with a mail of a mailbox.
  public static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
    isSeparator(bytes.prefix { $0 != UInt8(ascii: "\n") })
  }

  /// Splits a mailbox.
  ///
  /// - Throws: ``PatchInputError``. O(n).
  public init(_ bytes: ArraySlice<UInt8>, limits: PatchLimits = PatchLimits()) throws(PatchInputError) {
    messages = []
    let lines = try TextLines(bytes, limit: limits.lines)
    var start: Int?
    for index in 0..<lines.count where Self.isSeparator(lines[index]) {
      // Inside of a text the line is not quoted by all programs: a mail follows an empty line and begins with a header.
      guard index == 0 || lines[index - 1].trimmed.isEmpty, index + 1 < lines.count,
        MailHeader.field(lines[index + 1]) != nil
      else { continue }
      if let start { messages.append(Self.unquoted(lines, start..<index)) }
      guard messages.count < limits.messages else { throw .tooManyMessages(limit: limits.messages) }
      start = index + 1
    }
    if let start { messages.append(Self.unquoted(lines, start..<lines.count)) }
  }

  /// `From someone Mon Sep 17 00:00:00 2001` (`mailsplit.c:is_from_line`).
  private static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count >= 20, line.count < 1000, line.hasPrefix("From ") else { return false }
    guard let colon = line.lastIndex(of: UInt8(ascii: ":")), colon - 2 > line.startIndex + 5, colon + 2 < line.endIndex
    else { return false }
    return [colon - 2, colon - 1, colon + 1, colon + 2].allSatisfy { line[$0].isDigit }
  }

  /// Takes one `>` from lines that begin with `>From ` or `>>From `: writers of `mboxo` quote only the first kind, those of `mboxrd`
  /// both. Lines of a hunk begin with a blank, `+` or `-`, so that it never concerns the patch itself.
  private static func unquoted(_ lines: TextLines, _ range: Range<Int>) -> ArraySlice<UInt8> {
    let isQuoted: (Int) -> Bool = { index in
      lines[index].first == UInt8(ascii: ">") && lines[index].drop { $0 == UInt8(ascii: ">") }.hasPrefix("From ")
    }
    guard range.contains(where: isQuoted) else { return lines.text(range) }
    var out: [UInt8] = []
    for index in range {
      out += isQuoted(index) ? lines[index].dropFirst() : lines[index]
      if lines.isTerminated(index) { out.append(UInt8(ascii: "\n")) }
    }
    return out[...]
  }
}
