import Facts
import Preprocessor
import SourceText

/// Reads what comments say: kernel-doc above a function, and suppressions (in a file of their own).
struct CommentReader {
  let text: CandidateText

  /// Returns the kernel-doc comment that ends right before a token, nil without one.
  func kernelDoc(beforeToken index: Int) -> KernelDocFact? { text.stream.kernelDoc(beforeToken: index).flatMap(parse) }

  private func parse(_ span: Range<Int>) -> KernelDocFact? {
    var name: String?
    var parameters: [String] = []
    var parameterRanges: [SourceRange] = []
    var sections: [String: String] = [:]
    var section: String?
    var deprecation: String?
    var isDeprecation = false
    for lineSpan in lines(of: span) {
      let line = CommentReader.strip(text.file.text(lineSpan))
      if name == nil {
        if line.isEmpty { continue }
        name = String(line.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      } else if line.hasPrefix("@"), let colon = line.firstIndex(of: ":") {
        let parameter = String(line[line.index(after: line.startIndex)..<colon]).trimmingSpaces
        parameters.append(parameter)
        parameterRanges.append(nameRange(of: parameter, in: lineSpan))
        section = nil
      } else if let heading = ["Return", "Returns", "Context"].first(where: { line.hasPrefix($0 + ":") }) {
        section = heading == "Context" ? "context" : "return"
        sections[section ?? ""] = String(line.dropFirst(heading.count + 1)).trimmingSpaces
      } else if let current = section {
        if line.isEmpty { section = nil } else { sections[current, default: ""] += " " + line }
      }
      // A parameter or heading begins something else.
      if line.hasPrefix("@") { isDeprecation = false }
      isDeprecation = isDeprecation || line.lowercased().contains("deprecat")
      if isDeprecation, !line.isEmpty { deprecation = (deprecation.map { $0 + " " } ?? "") + line }
    }
    guard let name, !name.isEmpty else { return nil }
    return KernelDocFact(
      range: text.file.range(span), name: name, parameters: parameters, parameterRanges: parameterRanges,
      deprecation: deprecation, returns: sections["return"], context: sections["context"])
  }

  /// The bytes of each line of a comment, without line ends.
  private func lines(of span: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = span.lowerBound
    for offset in span where text.file.bytes[offset] == UInt8(ascii: "\n") {
      result.append(start..<offset)
      start = offset + 1
    }
    result.append(start..<span.upperBound)
    return result
  }

  /// Where the name behind the first `@` of a line stands.
  private func nameRange(of parameter: String, in line: Range<Int>) -> SourceRange {
    let at = text.file.bytes[line].firstIndex(of: UInt8(ascii: "@")) ?? line.lowerBound
    let start = min(at + 1, line.upperBound)
    return text.file.range(start..<min(start + parameter.utf8.count, line.upperBound))
  }

  private static func strip(_ line: String) -> String {
    var body = line.drop { $0 == " " || $0 == "\t" }
    if body.hasPrefix("/**") { body = body.dropFirst(3) }
    if body.hasSuffix("*/") { body = body.dropLast(2) }
    if body.hasPrefix("*") { body = body.dropFirst() }
    return String(body.filter { $0 != "\r" }).trimmingSpaces
  }
}
