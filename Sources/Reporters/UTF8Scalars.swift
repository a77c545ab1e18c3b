/// The scalars of a piece of UTF-8 text with the bytes that each of them takes.
///
/// Invalid bytes come as elements without a scalar, one for each maximal part of a broken sequence: where
/// `String(decoding:as:)` puts one U+FFFD.
struct UTF8Scalars: Sequence {
  struct Element {
    /// The first byte, from the start of the piece.
    let offset: Int
    let byteCount: Int
    /// nil for invalid bytes.
    let scalar: Unicode.Scalar?
  }

  let bytes: ArraySlice<UInt8>

  func makeIterator() -> Iterator { Iterator(bytes: bytes.makeIterator()) }

  struct Iterator: IteratorProtocol {
    var bytes: ArraySlice<UInt8>.Iterator
    private var parser = Unicode.UTF8.ForwardParser()
    private var offset = 0

    init(bytes: ArraySlice<UInt8>.Iterator) {
      self.bytes = bytes
    }

    mutating func next() -> Element? {
      switch parser.parseScalar(from: &bytes) {
      case .emptyInput: return nil
      case .valid(let encoded):
        defer { offset += encoded.count }
        return Element(offset: offset, byteCount: encoded.count, scalar: Unicode.UTF8.decode(encoded))
      case .error(let length):
        defer { offset += length }
        return Element(offset: offset, byteCount: length, scalar: nil)
      }
    }
  }
}
