import Facts
import Preprocessor
import SourceText

/// Reads what comments say: kernel-doc above a function, and suppressions (in a file of their own).
struct CommentReader {
  let text: CandidateText

  /// Returns the kernel-doc comment that ends right before a token, nil without one.
  func kernelDoc(beforeToken index: Int) -> KernelDocFact? {
    let stream = text.stream
    guard stream.tokens.indices.contains(index) else { return nil }
    let start = stream.tokens[index].span.lowerBound
    let previousEnd = index > 0 ? stream.tokens[index - 1].span.upperBound : 0
    guard
      let comment = stream.comments.last(where: { $0.span.upperBound <= start && $0.span.lowerBound >= previousEnd }),
      text.file.bytes[comment.span].starts(with: Array("/**".utf8))
    else { return nil }
    return parse(text.file.text(comment.span), range: text.file.range(comment.span))
  }

  private func parse(_ comment: String, range: SourceRange) -> KernelDocFact? {
    var name: String?
    var parameters: [String] = []
    var sections: [String: String] = [:]
    var section: String?
    for rawLine in comment.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let line = CommentReader.strip(rawLine)
      if name == nil {
        if line.isEmpty { continue }
        name = String(line.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        continue
      }
      if line.hasPrefix("@"), let colon = line.firstIndex(of: ":") {
        parameters.append(String(line[line.index(after: line.startIndex)..<colon]).trimmingSpaces)
        section = nil
      } else if let heading = ["Return", "Returns", "Context"].first(where: { line.hasPrefix($0 + ":") }) {
        section = heading == "Context" ? "context" : "return"
        sections[section ?? ""] = String(line.dropFirst(heading.count + 1)).trimmingSpaces
      } else if let current = section {
        if line.isEmpty { section = nil } else { sections[current, default: ""] += " " + line }
      }
    }
    guard let name, !name.isEmpty else { return nil }
    return KernelDocFact(
      range: range, name: name, parameters: parameters, returns: sections["return"], context: sections["context"])
  }

  private static func strip(_ line: Substring) -> String {
    var body = line.drop { $0 == " " || $0 == "\t" }
    if body.hasPrefix("/**") { body = body.dropFirst(3) }
    if body.hasSuffix("*/") { body = body.dropLast(2) }
    if body.hasPrefix("*") { body = body.dropFirst() }
    return String(body.filter { $0 != "\r" }).trimmingSpaces
  }
}
