import SourceText

@testable import Preprocessor

/// A C text in which `«` and `»` draw the spans that a test speaks about; they are not part of the text.
struct MarkedText {
  let bytes: [UInt8]
  /// In the order in which they open.
  let spans: [Range<Int>]

  init(_ text: String) {
    var bytes: [UInt8] = []
    var spans: [Range<Int>] = []
    var open: [Int] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "«":
        open.append(spans.count)
        spans.append(bytes.count..<bytes.count)
      case "»":
        let index = open.removeLast()
        spans[index] = spans[index].lowerBound..<bytes.count
      default: bytes += Array(String(scalar).utf8)
      }
    }
    self.bytes = bytes
    self.spans = spans
  }

  var stream: TokenStream { TokenStream(file: SourceFile(path: "a.c", bytes: bytes)) }
  var structure: ConditionalStructure { ConditionalStructure(stream) }

  /// Returns the place of a word that occurs once.
  func place(of word: String) -> Int {
    let found = bytes.firstRange(of: Array(word.utf8))
    precondition(found != nil && bytes.ranges(of: Array(word.utf8)).count == 1, "'\(word)' must occur once")
    return found?.lowerBound ?? 0
  }
}

/// Returns the texts of all tokens, comments included, with their kinds.
func lexed(_ text: String) -> [(kind: Token.Kind, text: String)] {
  let bytes = Array(text.utf8)
  return Lexer.tokens(of: bytes).map { ($0.kind, String(decoding: bytes[$0.span], as: UTF8.self)) }
}

/// Returns the texts of all tokens, comments included.
func texts(_ text: String) -> [String] { lexed(text).map(\.text) }
