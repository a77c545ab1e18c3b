/// Splits the text of a message into plain text and the expressions in braces.
struct TemplateScanner {
  enum Piece: Equatable {
    case text(String)
    /// The bytes between the braces.
    case expression(Range<Int>)
    /// A brace that is never closed.
    case unclosed(Int)
  }

  /// Returns the pieces in order. `{{` is a brace; a closing brace outside of an expression stands for itself.
  static func pieces(of template: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var text: [UInt8] = []
    var position = 0
    func flush() {
      if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
      text = []
    }
    while position < template.count {
      guard template[position] == UInt8(ascii: "{") else {
        text.append(template[position])
        position += 1
        continue
      }
      if position + 1 < template.count, template[position + 1] == UInt8(ascii: "{") {
        text.append(UInt8(ascii: "{"))
        position += 2
        continue
      }
      flush()
      guard let end = endOfExpression(in: template, from: position + 1) else {
        pieces.append(.unclosed(position))
        return pieces
      }
      pieces.append(.expression(position + 1..<end))
      position = end + 1
    }
    flush()
    return pieces
  }

  /// Returns the offset of the brace that closes an expression, past braces of maps and those in strings.
  private static func endOfExpression(in template: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var quote: UInt8?
    var position = start
    while position < template.count {
      let byte = template[position]
      if let open = quote {
        if byte == UInt8(ascii: "\\") {
          position += 1
        } else if byte == open {
          quote = nil
        }
      } else {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}") where depth == 0: return position
        case UInt8(ascii: "}"): depth -= 1
        default: break
        }
      }
      position += 1
    }
    return nil
  }
}
