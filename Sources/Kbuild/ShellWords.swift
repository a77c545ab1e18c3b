/// Splits a command line the way a POSIX shell would, without ever running one.
public enum ShellWords {
  /// Why a command line cannot be split.
  public enum Failure: Error, Hashable, Sendable {
    case unclosedQuote
    case trailingBackslash
  }

  /// Returns the words of the first simple command; what follows `;`, `&`, `|` or a line end is left out.
  ///
  /// Kbuild appends objtool to the compiler's command with `;` (6.1) or on the next line. Redirections and expansions
  /// (`$x`, `` `x` ``, `*`) stay in the words as they are written. POSIX.1-2017, Shell Command Language, 2.2 Quoting.
  public static func firstCommand(_ text: String) throws(Failure) -> [String] {
    var words: [String] = []
    var current: [UInt8] = []
    var hasWord = false
    func finish() {
      if hasWord { words.append(String(decoding: current, as: UTF8.self)) }
      current.removeAll(keepingCapacity: true)
      hasWord = false
    }
    let bytes = Array(text.utf8)
    var index = 0
    scan: while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): finish()
      case UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"): break scan
      case UInt8(ascii: "\\"):
        guard index < bytes.count else { throw .trailingBackslash }
        if bytes[index] != UInt8(ascii: "\n") {
          current.append(bytes[index])
          hasWord = true
        }
        index += 1
      case UInt8(ascii: "'"):
        guard let close = bytes[index...].firstIndex(of: byte) else { throw .unclosedQuote }
        current += bytes[index..<close]
        hasWord = true
        index = close + 1
      case UInt8(ascii: "\""):
        hasWord = true
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
          if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count, escapable.contains(bytes[index + 1]) {
            index += 1
            if bytes[index] == UInt8(ascii: "\n") {
              index += 1
              continue
            }
          }
          current.append(bytes[index])
          index += 1
        }
        guard index < bytes.count else { throw .unclosedQuote }
        index += 1
      default:
        current.append(byte)
        hasWord = true
      }
    }
    finish()
    return words
  }

  /// Inside double quotes a backslash quotes only these.
  private static let escapable = Set("$`\"\\\n".utf8)
}
