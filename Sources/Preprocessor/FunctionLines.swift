/// Finds lines that may begin the definition of a function with `bpf` in its name, without splitting the file into tokens: fast
/// enough to do for every file of a kernel.
public enum FunctionLines {
  /// A name as a number that hardly any other name has.
  public typealias Key = UInt64

  /// Calls the body for each word with `bpf` in it that stands before a parenthesis, on a line that begins with a word and has no
  /// parenthesis or assignment before: definitions, prototypes, and nothing else in code that is indented. O(n).
  public static func forEachName(in bytes: UnsafeRawBufferPointer, _ body: (Key) -> Void) {
    var start = 0
    while let place = KfuncMarkers.firstIndex(of: "bpf", in: UnsafeRawBufferPointer(rebasing: bytes[start...])) {
      var lower = start + place
      var upper = lower + 3
      while upper < bytes.count, Lexer.isIdentifierPart(bytes[upper]) { upper += 1 }
      start = upper
      guard upper < bytes.count, bytes[upper] == UInt8(ascii: "(") else { continue }
      while lower > 0, Lexer.isIdentifierPart(bytes[lower - 1]) { lower -= 1 }
      guard beginsDeclaration(bytes, before: lower) else { continue }
      body(key(of: bytes[lower..<upper]))
    }
  }

  /// Returns the key of a name (FNV-1a, 64 bits).
  public static func key(of name: some Sequence<UInt8>) -> Key {
    name.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ Key($1)) &* 0x100_0000_01b3 }
  }

  /// Whether a line begins with a word and has nothing but specifiers and a type before a place.
  private static func beginsDeclaration(_ bytes: UnsafeRawBufferPointer, before place: Int) -> Bool {
    var index = place
    while index > 0, bytes[index - 1] != UInt8(ascii: "\n") {
      index -= 1
      if bytes[index] == UInt8(ascii: "(") || bytes[index] == UInt8(ascii: "=") || bytes[index] == UInt8(ascii: "\"") {
        return false
      }
    }
    return Lexer.isIdentifierStart(bytes[index])
  }
}
