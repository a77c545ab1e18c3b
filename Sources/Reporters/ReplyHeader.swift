import Patches
import SourceText

/// The header of the answer to a patch.
///
/// It has no sender, date or identifier: the program that sends the mail knows those.
struct ReplyHeader {
  private let envelope: MailEnvelope?
  private let subject: String

  /// The first and so many of the last mails of a thread are named, as RFC 5322 §3.6.4 lets one do in long ones.
  private static let mostReferences = 20
  /// Columns of a header line (RFC 5322 §2.1.1).
  private static let width = 78

  init(of patch: Patch) {
    envelope = patch.envelope
    let subject = patch.envelope?.subject ?? patch.name
    self.subject = subject.isEmpty ? "patch" : subject
  }

  /// The lines of the header, without the empty line behind it.
  var lines: [String] {
    var lines: [String] = []
    let to = envelope.map { $0.replyTo.isEmpty ? $0.from : $0.replyTo } ?? []
    let taken = Set(to.map { $0.address.lowercased() })
    var seen = taken
    let others = ((envelope?.to ?? []) + (envelope?.cc ?? [])).filter { seen.insert($0.address.lowercased()).inserted }
    lines += ReplyHeader.field("To", to)
    lines += ReplyHeader.field("Cc", others)
    lines += ReplyHeader.unstructured("Subject", isReply ? subject : "Re: " + subject)
    if let identifier = envelope?.messageID.flatMap(ReplyHeader.identifier) {
      let earlier = (envelope?.references ?? []).compactMap(ReplyHeader.identifier).filter { $0 != identifier }
      let kept =
        earlier.count > ReplyHeader.mostReferences
        ? earlier.prefix(1) + earlier.suffix(ReplyHeader.mostReferences) : earlier[...]
      lines.append("In-Reply-To: \(identifier)")
      lines.append("References: " + (kept + [identifier]).joined(separator: "\n "))
    }
    return lines + [
      "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit",
    ]
  }

  /// The line above the quoted text.
  var attribution: [String] {
    guard let envelope else { return [] }
    let sender = envelope.from.first.map { $0.name.isEmpty ? $0.address : $0.name } ?? ""
    guard !sender.isEmpty else { return [] }
    let date = envelope.date.map { "On \($0), " } ?? ""
    return MailText.wrapped("\(date)\(sender) wrote:")
  }

  private var isReply: Bool { subject.prefix(3).lowercased() == "re:" }

  /// `<id>`; nil for what is none. A blank or a line end in it could begin another field.
  private static func identifier(_ text: String) -> String? {
    guard !text.isEmpty, text.utf8.count <= 900, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3C }) else {
      return nil
    }
    return "<\(text)>"
  }

  // MARK: Fields

  private static func field(_ name: String, _ addresses: [MailAddress]) -> [String] {
    guard !addresses.isEmpty else { return [] }
    return ["\(name): " + addresses.map(text).joined(separator: ",\n ")]
  }

  private static func text(_ address: MailAddress) -> String {
    let name = plain(address.name)
    guard !name.isEmpty else { return address.address }
    let isAtoms = name.utf8.allSatisfy { isAtom($0) || $0 == UInt8(ascii: " ") }
    let phrase: String
    if isAtoms, !name.contains("=?") {
      phrase = name
    } else if name.utf8.allSatisfy({ $0 < 0x80 }), !name.contains("=?") {
      phrase = "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    } else {
      phrase = encodedWords(name).joined(separator: "\n ")
    }
    return "\(phrase) <\(address.address)>"
  }

  /// The characters of an atom (RFC 5322 §3.2.3).
  private static func isAtom(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }
  }

  private static func unstructured(_ name: String, _ value: String) -> [String] {
    let value = plain(value)
    let isPlain = value.utf8.allSatisfy { $0 < 0x80 } && !value.contains("=?")
    let words = isPlain ? value.split(separator: " ").map(String.init) : encodedWords(value)
    var line = "\(name):"
    var columns = line.utf8.count
    for word in words {
      // The first word stays beside the name: a line of blanks alone is none.
      if columns + 1 + word.utf8.count > width, columns > name.utf8.count + 1 {
        line += "\n"
        columns = 0
      }
      line += " " + word
      columns += 1 + word.utf8.count
    }
    return [line]
  }

  /// One line without control characters: a decoded line end must not begin another field.
  private static func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || scalar.properties.generalCategory == .control
      result.unicodeScalars.append(isControl ? " " : scalar)
    }
    return result.split(separator: " ").joined(separator: " ")
  }

  /// The text as encoded words of at most 75 characters, none of which cuts a character (RFC 2047 §2, §5).
  private static func encodedWords(_ text: String) -> [String] {
    let longest = 75 - "=?UTF-8?q??=".utf8.count
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      let code = encoded(scalar)
      if word.utf8.count + code.utf8.count > longest {
        words.append(word)
        word = ""
      }
      word += code
    }
    return (words + [word]).map { "=?UTF-8?q?\($0)?=" }
  }

  /// Quoted-printable as in words of a phrase (RFC 2047 §4.2, §5.3).
  private static func encoded(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "!", "*", "+", "-", "/": return String(Character(scalar))
    case " ": return "_"
    default: return String(Character(scalar)).utf8.map { "=" + HexDigits.pair($0).uppercased() }.joined()
    }
  }
}
