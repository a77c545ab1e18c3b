/// Numbers with their noun, for sentences.
enum CountedNoun {
  /// Returns `1 error`, `2 errors`, `0 errors`.
  static func text(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
