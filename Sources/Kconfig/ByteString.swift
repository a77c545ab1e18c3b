/// A part of a file as a key. Hashing bytes is several times cheaper than making a `String` of each word.
struct ByteString: Hashable, Sendable {
  private let bytes: ArraySlice<UInt8>
  private let digest: UInt64

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    // FNV-1a; the files are not hostile enough to collide on purpose with more than a slow run.
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self.digest = digest
  }

  init(_ text: String) { self.init(ArraySlice(Array(text.utf8))) }

  /// The same without the file that it is a part of.
  var detached: ByteString { ByteString(ArraySlice(Array(bytes))) }

  static func == (left: ByteString, right: ByteString) -> Bool {
    left.digest == right.digest && left.bytes.elementsEqual(right.bytes)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(digest) }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}
