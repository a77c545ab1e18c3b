import BooleanLogic
import Facts
import Preprocessor
import SourceText

/// A candidate file read as text: its tokens, conditional structure and functions, in every branch.
///
/// Whatever the text alone decides (sets, entries, registrations) is read from here, so that it does not depend on which
/// branch of an `#if` the parser took.
final class CandidateText: Sendable {
  let file: SourceFile
  let stream: TokenStream
  let structure: ConditionalStructure
  let outline: FileOutline
  /// The condition under which another file includes this one; always for a file of its own.
  private let outerCondition: Formula

  init(file: SourceFile, outerCondition: Formula = .always) {
    self.file = file
    self.outerCondition = outerCondition
    stream = TokenStream(file: file)
    structure = ConditionalStructure(stream)
    outline = FileOutline(stream, directives: structure.directives)
  }

  /// Returns the source range of a range of tokens.
  func range(_ tokens: Range<Int>) -> SourceRange { file.range(stream.span(tokens)) }

  /// Returns the source range of one token.
  func range(ofToken index: Int) -> SourceRange { range(index..<index + 1) }

  /// Returns the empty range behind a token.
  func placeBehind(_ index: Int) -> SourceRange {
    let end = stream.tokens[index].span.upperBound
    return file.range(end..<end)
  }

  /// Returns the presence condition of a token.
  func condition(ofToken index: Int) -> Formula {
    guard stream.tokens.indices.contains(index) else { return .always }
    return condition(at: stream.tokens[index].span.lowerBound)
  }

  /// Returns the presence condition of a byte.
  func condition(at offset: Int) -> Formula {
    Formula.and(of: [outerCondition, structure.condition(at: offset)])
  }

  /// A macro or function call: the name's token, its parentheses and the token ranges of its arguments.
  struct Call {
    var name: String
    var nameIndex: Int
    var close: Int
    var arguments: [Range<Int>]
    var tokens: Range<Int> { nameIndex..<close + 1 }
  }

  /// Returns the call whose name stands at a token, nil when no closed argument list follows.
  func call(at index: Int) -> Call? {
    guard stream.isToken(index + 1, "("), let close = stream.closing(index + 1) else { return nil }
    return Call(
      name: stream.text(index), nameIndex: index, close: close,
      arguments: stream.arguments(open: index + 1, close: close))
  }

  /// Returns the lines of a range of tokens with their ends, nil when other tokens or comments stand on them. O(length of the lines).
  func wholeLines(of tokens: Range<Int>) -> SourceRange? {
    let span = stream.span(tokens)
    let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
    var start = span.lowerBound
    while start > 0, blanks.contains(file.bytes[start - 1]) { start -= 1 }
    var end = span.upperBound
    while end < file.bytes.count, blanks.contains(file.bytes[end]) { end += 1 }
    guard start == 0 || file.bytes[start - 1] == UInt8(ascii: "\n"), end < file.bytes.count,
      file.bytes[end] == UInt8(ascii: "\n")
    else { return nil }
    return file.range(start..<end + 1)
  }

  /// Returns the tokens that are exactly a word, in order; those of directives too. O(n) with the speed of memmem.
  func tokens(named word: String) -> [Int] {
    guard !word.isEmpty else { return [] }
    var result: [Int] = []
    file.bytes.withUnsafeBytes { bytes in
      var rest = UnsafeRawBufferPointer(rebasing: bytes[...])
      var start = 0
      while let place = KfuncMarkers.firstIndex(of: word, in: rest) {
        let offset = start + place
        let index = stream.firstToken(at: offset)
        if stream.tokens.indices.contains(index), stream.tokens[index].span == offset..<offset + word.utf8.count {
          result.append(index)
        }
        start = offset + word.utf8.count
        rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
      }
    }
    return result
  }

  /// Returns what to delete to be rid of some tokens: with the space on one side, and whole lines if nothing else stands on them.
  /// - Parameter emptyLines: takes an empty line behind whole lines too.
  func removalRange(ofTokens tokens: Range<Int>, emptyLines: Bool = false) -> SourceRange {
    let bytes = file.bytes
    func isBlank(_ offset: Int) -> Bool {
      bytes.indices.contains(offset) && (bytes[offset] == UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: "\t"))
    }
    func isNewline(_ offset: Int) -> Bool { bytes.indices.contains(offset) && bytes[offset] == UInt8(ascii: "\n") }
    let span = stream.span(tokens)
    var start = span.lowerBound
    while isBlank(start - 1) { start -= 1 }
    var end = span.upperBound
    while isBlank(end) { end += 1 }
    let beginsLine = start == 0 || isNewline(start - 1)
    guard isNewline(end) else {
      // Something follows on the line: what stands before keeps its space.
      return file.range(span.lowerBound..<end)
    }
    guard beginsLine else { return file.range(start..<span.upperBound) }
    end += 1
    if emptyLines, isNewline(end) { end += 1 }
    return file.range(start..<end)
  }

  /// Tells whether a text stands anywhere in the file, in comments too. O(n) with the speed of memmem.
  func contains(_ word: String) -> Bool { file.bytes.withUnsafeBytes { KfuncMarkers.contains($0, word) } }

  /// Tells whether an identifier stands outside of directives. O(n) with the speed of memmem.
  func names(_ identifier: String) -> Bool {
    tokens(named: identifier).contains { !stream.tokens[$0].isInDirective && stream.tokens[$0].kind == .identifier }
  }

  /// Calls the body for every identifier outside of directives.
  func forEachIdentifier(_ body: (Int) -> Void) {
    for (index, token) in stream.tokens.enumerated() where token.kind == .identifier && !token.isInDirective {
      body(index)
    }
  }
}
