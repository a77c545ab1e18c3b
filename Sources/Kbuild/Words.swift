/// Words of a Makefile value, as make sees them.
enum Words {
  /// Splits at white space outside of `$(...)` and `${...}`. O(n).
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var current: [UInt8] = []
    var depth = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: " ") where depth == 0, UInt8(ascii: "\t") where depth == 0:
        if !current.isEmpty { words.append(String(decoding: current, as: UTF8.self)) }
        current.removeAll(keepingCapacity: true)
        continue
      default: break
      }
      current.append(byte)
    }
    if !current.isEmpty { words.append(String(decoding: current, as: UTF8.self)) }
    return words
  }

  /// Splits a list of objects, with `$(addprefix DIR/, a.o b.o)` written out; other references stay as they are.
  static func list(_ text: String) -> [String] {
    split(text).flatMap { word -> [String] in
      guard word.hasPrefix("$(addprefix "), word.hasSuffix(")"), let comma = word.firstIndex(of: ",") else {
        return [word]
      }
      let prefix = split(String(word[..<comma].dropFirst("$(addprefix ".count))).joined()
      return split(String(word[word.index(after: comma)...].dropLast())).map { prefix + $0 }
    }
  }
}
