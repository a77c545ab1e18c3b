import TestSupport

extension SeededGenerator {
  /// Returns bytes in which line ends, tabs, controls, long and broken UTF-8 sequences are frequent.
  mutating func sourceBytes(most: Int) -> [UInt8] {
    let pieces: [[UInt8]] = [
      [0x0A], [0x0D, 0x0A], [0x0D], [0x09], [0x00], [0x1B, 0x5B, 0x32, 0x4A], [0x20], [0x61], [0x7D],
      Array("文".utf8), Array("é".utf8), Array("e\u{301}".utf8), Array("😀".utf8), Array("\u{202E}".utf8),
      Array("\u{FEFF}".utf8), [0xFF], [0xC3], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80], [0x80],
    ]
    return (0..<Int.random(in: 0...most, using: &self)).flatMap { _ in pieces.randomElement(using: &self) ?? [] }
  }
}
