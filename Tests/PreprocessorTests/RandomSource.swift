import TestSupport

/// Makes texts in which the pieces that lexers stumble over are frequent.
struct RandomSource {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  static let pieces: [String] = [
    "/*", "*/", "//", "\"", "'", "\\", "\\\n", "\\\r\n", "\n", "\r\n", "\r", "#", "##", "#if ", "#ifdef ", "#ifndef ",
    "#elif ",
    "#else", "#endif", "#define ", "#undef ", "#include ", "(", ")", "{", "}", "[", "]", ",", ";", "=", "!", "&&", "||",
    "?", ":",
    "defined", "IS_ENABLED(", "CONFIG_A", "CONFIG_B", "MODULE", "0x", "1", "0", "a", "F", "__bpf_kfunc", "int",
    "struct", " ", "\t",
    "L\"", "u8'", "...", "<<", "文", "é", "__VA_ARGS__", "BTF_ID_FLAGS(func, a)", "static", "\u{0}", "\u{C}", "@", "`",
    "1e+", ".",
  ]

  mutating func bytes() -> [UInt8] {
    let count = Int.random(in: 0...60, using: &generator)
    if Int.random(in: 0..<4, using: &generator) == 0 {
      return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
    return (0..<count).flatMap { _ in Array((RandomSource.pieces.randomElement(using: &generator) ?? "").utf8) }
  }
}
