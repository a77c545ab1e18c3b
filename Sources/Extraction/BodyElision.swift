import Preprocessor

/// Takes the bodies of functions out of what is parsed, where no fact depends on them: a large part of the time of a parse goes
/// into them. They are overwritten with blanks, so that no offset and no line moves.
struct BodyElision {
  /// Bytes between the braces of the bodies that are left out, in order.
  let spans: [Range<Int>]
  private let left: Set<FileOutline.Function>

  /// Chooses the bodies.
  ///
  /// Left in are those of the functions that facts are wanted of, whatever these call in the same file, directly or through others, and
  /// those that are not plainly what they seem: with a macro for a header, directives inside, kfunc macros, or a line that begins like
  /// a declaration, where a brace may come out of a macro. O(n).
  init(_ text: CandidateText, seeds: [FileOutline.Function]) {
    let kept = Self.reachable(from: seeds, in: text)
    let left = text.outline.functions.filter { !kept.contains($0) && Self.isPlain($0, in: text) }
    self.left = Set(left)
    spans = left.map { function in
      let tokens = text.stream.tokens
      return tokens[function.openBrace].span.upperBound..<tokens[function.closeBrace].span.lowerBound
    }
  }

  /// Tells whether the parse does not see the body of a function.
  func leavesOut(_ function: FileOutline.Function) -> Bool { left.contains(function) }

  /// Overwrites the bodies. The contents must have the same length as the text had.
  func apply(to contents: inout [UInt8]) {
    contents.withUnsafeMutableBufferPointer { bytes in
      for span in spans where span.upperBound <= bytes.count {
        for index in span where bytes[index] != UInt8(ascii: "\n") { bytes[index] = UInt8(ascii: " ") }
      }
    }
  }

  /// The seeds and the functions of the file whose names stand in their bodies, and so on.
  private static func reachable(from seeds: [FileOutline.Function], in text: CandidateText) -> Set<FileOutline.Function>
  {
    let byName = Dictionary(grouping: text.outline.functions, by: \.name)
    var reached = Set(seeds)
    var pending = seeds
    while let function = pending.popLast() {
      for index in function.openBrace..<function.closeBrace where text.stream.tokens[index].kind == .identifier {
        for callee in byName[text.stream.text(index)] ?? [] where reached.insert(callee).inserted {
          pending.append(callee)
        }
      }
    }
    return reached
  }

  /// Whether nothing but statements can stand between the braces of a function.
  private static func isPlain(_ function: FileOutline.Function, in text: CandidateText) -> Bool {
    let stream = text.stream
    // `BTF_TYPE_SAFE_RCU(struct s) { ... };` has the look of a function.
    guard function.start < function.nameIndex, !stream.isToken(function.closeBrace + 1, ";") else { return false }
    for index in function.openBrace + 1..<function.closeBrace {
      let token = stream.tokens[index]
      if token.isInDirective { return false }
      guard token.kind == .identifier else { continue }
      let start = token.span.lowerBound
      if stream.file.bytes[start - 1] == UInt8(ascii: "\n"), !stream.isToken(index + 1, ":") { return false }
      let first = stream.file.bytes[start]
      guard first == UInt8(ascii: "B") || first == UInt8(ascii: "K") || first == UInt8(ascii: "_") else { continue }
      let name = stream.text(index)
      if SetMacro.all[name] != nil || MacroTable.isFlagName(name) || name == "__bpf_kfunc" { return false }
    }
    return true
  }
}
