import SourceText

/// Reads the documentation's reStructuredText as far as it speaks of sources: `.. kernel-doc::` directives and flags.
public struct DocumentReader {
  private let file: SourceFile
  private let lines: [(span: Range<Int>, text: String)]

  /// An identifier behind `:identifiers:` or `:functions:`, and the file that the directive names.
  public struct Identifier: Hashable, Sendable {
    public var file: String
    public var name: String
    public var span: Range<Int>
  }

  public init(file: SourceFile) {
    self.file = file
    var lines: [(Range<Int>, String)] = []
    var start = 0
    for (offset, byte) in file.bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append((start..<offset, file.text(start..<offset)))
      start = offset + 1
    }
    lines.append((start..<file.bytes.count, file.text(start..<file.bytes.count)))
    self.lines = lines
  }

  /// Returns the identifiers that directives ask for, in order. Options may go on in lines that are indented deeper.
  public func identifiers() -> [Identifier] {
    var result: [Identifier] = []
    var source: String?
    var indentation = 0
    var isOpen = false
    for line in lines {
      let words = Self.words(of: line.text, at: line.span.lowerBound)
      guard let first = words.first else { continue }
      let depth = first.span.lowerBound - line.span.lowerBound
      if words.count > 2, words[0].text == "..", words[1].text == "kernel-doc::" {
        (source, indentation, isOpen) = (words[2].text, depth, false)
      } else if source != nil, depth > indentation {
        let isOption = first.text.hasPrefix(":")
        if isOption { isOpen = first.text == ":identifiers:" || first.text == ":functions:" }
        for word in isOpen ? words.dropFirst(isOption ? 1 : 0) : [] {
          result.append(Identifier(file: source ?? "", name: word.text, span: word.span))
        }
      } else {
        source = nil
      }
    }
    return result
  }

  /// Returns where each flag is named first, in order.
  public func flags() -> [(name: String, span: Range<Int>)] {
    var seen = Set<String>()
    var result: [(String, Range<Int>)] = []
    for token in Lexer.tokens(of: file.bytes) where token.kind == .identifier {
      let name = file.text(token.span)
      let isFlag = name.hasPrefix("KF_") && name.dropFirst(3).allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" }
      if isFlag, name.count > 3, !name.hasSuffix("_"), seen.insert(name).inserted { result.append((name, token.span)) }
    }
    return result
  }

  /// Returns the names that kernel-doc comments of a C file are about.
  public static func documentedNames(in bytes: [UInt8]) -> Set<String> {
    var names = Set<String>()
    for token in Lexer.tokens(of: bytes) where token.kind == .comment {
      let comment = bytes[token.span]
      guard comment.starts(with: Array("/**".utf8)) else { continue }
      let words = String(decoding: comment.dropFirst(3), as: UTF8.self)
        .split { !($0.isLetter || $0.isNumber || $0 == "_") }.prefix(2).map(String.init)
      guard let first = words.first else { continue }
      let isTagged = ["struct", "union", "enum", "typedef", "define"].contains(first)
      names.insert(isTagged && words.count > 1 ? words[1] : first)
    }
    return names
  }

  private static func words(of line: String, at offset: Int) -> [(text: String, span: Range<Int>)] {
    var result: [(String, Range<Int>)] = []
    for word in line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" }) {
      let start = offset + line.utf8.distance(from: line.startIndex, to: word.startIndex)
      result.append((String(word), start..<start + word.utf8.count))
    }
    return result
  }
}
