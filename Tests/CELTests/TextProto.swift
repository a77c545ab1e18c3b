/// A message in protobuf's text format, as far as the conformance files use it: fields by name, in order.
struct TextProto {
  enum Field {
    case message(TextProto)
    case string([UInt8])
    /// A number, a bool or the name of an enumeration's value.
    case word(String)
  }

  struct SyntaxError: Error {
    let message: String
    let offset: Int
  }

  struct Entry {
    let name: String
    let value: Field
  }

  private(set) var fields: [Entry] = []

  init(parsing source: [UInt8]) throws {
    var reader = Reader(source: source)
    fields = try reader.readFields(until: nil)
  }

  private init(fields: [Entry]) {
    self.fields = fields
  }

  func messages(_ name: String) -> [TextProto] {
    fields.compactMap { if $0.name == name, case .message(let message) = $0.value { message } else { nil } }
  }

  func message(_ name: String) -> TextProto? { messages(name).last }

  func bytes(_ name: String) -> [UInt8]? {
    fields.last { $0.name == name }.flatMap { if case .string(let bytes) = $0.value { bytes } else { nil } }
  }

  func string(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

  func word(_ name: String) -> String? {
    fields.last { $0.name == name }.flatMap { if case .word(let word) = $0.value { word } else { nil } }
  }

  private struct Reader {
    let source: [UInt8]
    var position = 0

    var current: UInt8? { position < source.count ? source[position] : nil }

    mutating func skipBlanks() {
      while let byte = current {
        if byte == UInt8(ascii: "#") {
          while current != nil, current != UInt8(ascii: "\n") { position += 1 }
        } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: ",") {
          position += 1
        } else {
          return
        }
      }
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      skipBlanks()
      guard current == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }

    mutating func readFields(until end: Unicode.Scalar?) throws -> [Entry] {
      var fields: [Entry] = []
      while true {
        if let end, skip(end) { return fields }
        skipBlanks()
        if current == nil {
          guard end == nil else { throw SyntaxError(message: "missing '}'", offset: position) }
          return fields
        }
        let name = try readName()
        _ = skip(":")
        fields.append(Entry(name: name, value: try readValue()))
      }
    }

    mutating func readName() throws -> String {
      if skip("[") {
        let name = try readWord(including: "./")
        guard skip("]") else { throw SyntaxError(message: "missing ']'", offset: position) }
        return name
      }
      return try readWord(including: "")
    }

    mutating func readWord(including extra: String) throws -> String {
      skipBlanks()
      let start = position
      while let byte = current, byte.isWordByte || extra.utf8.contains(byte) { position += 1 }
      guard start < position else { throw SyntaxError(message: "expected a word", offset: position) }
      return String(decoding: source[start..<position], as: UTF8.self)
    }

    mutating func readValue() throws -> Field {
      if skip("{") { return .message(TextProto(fields: try readFields(until: "}"))) }
      guard current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") else {
        return .word(try readWord(including: ".+-"))
      }
      var bytes: [UInt8] = []
      while let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        position += 1
        try readString(quote, into: &bytes)
        skipBlanks()
      }
      return .string(bytes)
    }

    mutating func readString(_ quote: UInt8, into bytes: inout [UInt8]) throws {
      while let byte = current, byte != quote {
        position += 1
        guard byte == UInt8(ascii: "\\"), let letter = current else {
          bytes.append(byte)
          continue
        }
        position += 1
        let plain: [Unicode.Scalar: UInt8] = ["n": 10, "r": 13, "t": 9, "a": 7, "b": 8, "f": 12, "v": 11]
        switch Unicode.Scalar(letter) {
        case let scalar where plain[scalar] != nil: bytes.append(plain[scalar, default: 0])
        case "x", "X": bytes.append(UInt8(try readDigits(2, radix: 16)))
        case "u", "U":
          let code = try readDigits(letter == UInt8(ascii: "u") ? 4 : 8, radix: 16)
          bytes += Array(String(Unicode.Scalar(code) ?? "?").utf8)
        case "0"..."7":
          position -= 1
          bytes.append(UInt8(try readDigits(3, radix: 8)))
        default: bytes.append(letter)
        }
      }
      position += 1
    }

    mutating func readDigits(_ count: Int, radix: Int) throws -> UInt32 {
      let start = position
      while position < start + count, let byte = current, Int(String(UnicodeScalar(byte)), radix: radix) != nil {
        position += 1
      }
      let digits = String(decoding: source[start..<position], as: UTF8.self)
      guard let code = UInt32(digits, radix: radix) else { throw SyntaxError(message: "bad escape", offset: start) }
      return code
    }
  }
}

extension UInt8 {
  fileprivate var isWordByte: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }
}
