import Preprocessor

/// What the section "Context:" of a kernel-doc comment says (`Documentation/doc-guide/kernel-doc.rst`).
enum KernelDocContext {
  /// Returns words for the reader if the comment above a function says that it may sleep; nil when it says nothing of it, or that it may
  /// under a condition.
  static func sleeping(before function: FileOutline.Function, in stream: TokenStream) -> String? {
    guard let span = stream.kernelDoc(beforeToken: function.start) else { return nil }
    let text = String(decoding: stream.file.bytes[span], as: UTF8.self)
    guard sentences(of: text).contains(where: saysSleeping) else { return nil }
    return "the comment of '\(function.name)' says that it may sleep"
  }

  /// The sentences of the section, in lower case.
  private static func sentences(of comment: String) -> [[Substring]] {
    var section: String?
    for line in comment.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.drop { $0 == " " || $0 == "\t" || $0 == "*" || $0 == "/" }
      if words.lowercased().hasPrefix("context:") {
        section = words.dropFirst("context:".count).lowercased()
      } else if let begun = section {
        // An empty line ends it, as does the next section ("Return:").
        if words.isEmpty || words.split(separator: " ").first?.hasSuffix(":") == true { break }
        section = begun + " " + words.lowercased()
      }
    }
    return (section ?? "").split(whereSeparator: { ".;,".contains($0) }).map { $0.split(separator: " ") }
  }

  private static func saysSleeping(_ sentence: [Substring]) -> Bool {
    guard !sentence.contains(where: { ["if", "unless", "when", "not", "only"].contains($0) }) else { return false }
    let words = sentence.starts(with: ["this", "function"]) ? sentence.dropFirst(2) : sentence[...]
    return words.starts(with: ["sleeps"])
      || ["may", "might", "can"].contains(where: { words.starts(with: [Substring($0), "sleep"]) })
  }
}
