import Preprocessor
import SourceText

/// Reads what functions do as lists of words, in which comments, spaces and the function's own name do not count.
struct BodyReader {
  let read: (String) -> [UInt8]?
  private var outlines: [String: (stream: TokenStream, functions: [FileOutline.Function])] = [:]

  /// A body of fewer words than this, braces included, says too little to tell one function by it.
  static let leastEvidence = 8

  init(read: @escaping (String) -> [UInt8]?) { self.read = read }

  /// Returns the words of a function's body; nil when it is not found.
  ///
  /// - Parameter place: where its name stands; nil for the only function of that name.
  mutating func body(of name: String, in path: String, at place: SourceRange? = nil) -> [String]? {
    guard let (stream, functions) = outline(of: path) else { return nil }
    let found = functions.filter { function in
      function.name == name
        && (place.map { stream.tokens[function.nameIndex].span.lowerBound == $0.start.offset } ?? true)
    }
    guard found.count == 1, let function = found.first else { return nil }
    return (function.openBrace...function.closeBrace).map { index in
      let word = stream.text(index)
      return word == name ? "" : word
    }
  }

  private mutating func outline(of path: String) -> (stream: TokenStream, functions: [FileOutline.Function])? {
    if let known = outlines[path] { return known }
    guard let bytes = read(path) else { return nil }
    let stream = TokenStream(file: SourceFile(path: path, bytes: bytes))
    let outline = (stream, FileOutline(stream, directives: stream.directives()).functions)
    outlines[path] = outline
    return outline
  }
}
