/// Finds the number behind a macro or an enumerator.
enum ConstantDefinition {
  /// Returns the value of `#define NAME 5` or of `NAME = 5` in an enumeration; nil when there is no plain number.
  static func value(of name: String, in text: CText) -> Int? {
    if let definition = text.definitions.last(where: { $0.name == name }) {
      return Int(definition.body.split(separator: " ").joined())
    }
    var cursor = Cursor(text.bytes)
    while cursor.skipToWord() {
      guard cursor.word() == name, cursor.take(UInt8(ascii: "=")) else { continue }
      if let value = Int(cursor.word()) { return value }
    }
    return nil
  }
}
