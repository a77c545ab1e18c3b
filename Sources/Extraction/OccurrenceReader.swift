import Facts
import Preprocessor
import SourceText

/// Finds every place of a file that names a parameter of a function, so that it can be renamed: the declaration, the body, prototypes
/// and the kernel-doc comment.
///
/// All ordinary identifiers of that name in the body are renamed together, also one that shadows the parameter, which changes nothing.
/// Where a name may be a member's although it does not look like one, because a macro puts it there, the reader gives up.
struct OccurrenceReader {
  let text: CandidateText
  let function: FileOutline.Function

  /// Returns the places, sorted; nil when it cannot be told which of the file's identifiers are meant.
  /// - Parameters:
  ///   - declaration: the token of the parameter's name.
  ///   - position: the parameter's place, from 0.
  func occurrences(ofParameterAt declaration: Int, position: Int) -> [SourceRange]? {
    let name = text.stream.text(declaration)
    guard let body = inBody(name, declaration: declaration) else { return nil }
    let tokens = body + inPrototypes(name, position: position)
    return (tokens.map { text.range(ofToken: $0) } + inKernelDoc(name)).sorted()
  }

  /// Returns the places of the body that use the parameter's value as it is, not a pointer that it is cast to; nil when they cannot be
  /// told.
  func uncastUses(ofParameterAt declaration: Int) -> [SourceRange]? {
    inBody(text.stream.text(declaration), declaration: declaration)?
      .filter { $0 > function.openBrace && !isBehindPointerCast($0) }.map { text.range(ofToken: $0) }
  }

  /// Returns a name made of a parameter's, without its ending, that no word of the function is.
  func freeName(like name: String) -> String {
    let end = name.utf8.firstRange(of: "__".utf8)?.lowerBound
    let stem = (end.map { String(name[..<$0]) } ?? name) + "_ptr"
    let words = Set((function.start..<function.closeBrace).map { text.stream.text($0) })
    var number = 1
    while words.contains(number == 1 ? stem : stem + "\(number)") { number += 1 }
    return number == 1 ? stem : stem + "\(number)"
  }

  /// Whether `(struct TAG *)` stands before a token.
  private func isBehindPointerCast(_ index: Int) -> Bool {
    let stream = text.stream
    guard stream.isToken(index - 1, ")"), stream.isToken(index - 2, "*") else { return false }
    var start = index - 3
    while start > function.openBrace, stream.isToken(start, "*") || stream.tokens[start].kind == .identifier {
      start -= 1
    }
    return stream.isToken(start, "(") && start < index - 3
      && (stream.tokens[start - 1].kind != .identifier || stream.isToken(start - 1, "return"))
  }

  private func inBody(_ name: String, declaration: Int) -> [Int]? {
    let stream = text.stream
    var result: [Int] = []
    for index in function.openParenthesis..<function.closeBrace {
      let token = stream.tokens[index]
      guard token.kind == .identifier else { continue }
      if OccurrenceReader.recordKeywords.contains(stream.text(index)),
        stream.isToken(index + 1, "{") || stream.isToken(index + 2, "{")
      {
        // Members of a local struct have names of their own.
        return nil
      }
      guard stream.text(index) == name else { continue }
      if index == declaration {
        result.append(index)
        continue
      }
      if token.isInDirective { return nil }
      if isMemberTagOrLabel(index) { continue }
      if isMacroArgument(index) { return nil }
      result.append(index)
    }
    return result
  }

  private func isMemberTagOrLabel(_ index: Int) -> Bool {
    let stream = text.stream
    if stream.isToken(index - 1, ".") || stream.isToken(index - 1, "->") { return true }
    if OccurrenceReader.recordKeywords.contains(stream.text(index - 1)) || stream.isToken(index - 1, "goto") {
      return true
    }
    let startsStatement = [";", "{", "}", ":"].contains(stream.text(index - 1))
    return startsStatement && stream.isToken(index + 1, ":")
  }

  /// Whether the token is a whole argument, behind the first, of a macro that takes members.
  private func isMacroArgument(_ index: Int) -> Bool {
    let stream = text.stream
    guard stream.isToken(index - 1, ","), stream.isToken(index + 1, ",") || stream.isToken(index + 1, ")") else {
      return false
    }
    var depth = 0
    var place = index - 1
    while place > function.openBrace {
      if stream.isToken(place, ")") { depth += 1 }
      if stream.isToken(place, "(") {
        if depth == 0 { break }
        depth -= 1
      }
      place -= 1
    }
    let callee = stream.text(place - 1)
    return OccurrenceReader.memberMacros.contains(callee)
      || OccurrenceReader.memberMacroStems.contains { callee.hasPrefix($0) }
  }

  private static let recordKeywords: Set<String> = ["struct", "union", "enum"]
  private static let memberMacros: Set<String> = [
    "offsetof", "offsetofend", "sizeof_field", "container_of", "container_of_const", "struct_size", "struct_size_t",
    "flex_array_size", "typeof_member", "FIELD_SIZEOF",
  ]
  private static let memberMacroStems = ["list_", "hlist_", "rb_", "rbtree_", "llist_", "rht_", "rhashtable_", "hash_"]

  /// Declarations of the function without a body, outside of functions. Those with another name for the parameter are left alone.
  private func inPrototypes(_ name: String, position: Int) -> [Int] {
    text.tokens(named: function.name).compactMap { index in
      guard index != function.nameIndex, !text.stream.tokens[index].isInDirective, let call = text.call(at: index),
        text.outline.function(containing: index) == nil, position < call.arguments.count,
        let named = call.arguments[position].last(where: { text.stream.tokens[$0].kind == .identifier }),
        text.stream.text(named) == name, !call.arguments[position].isEmpty, isDeclaration(call)
      else { return nil }
      return named
    }
  }

  /// A declaration has words before its name, and ends in a semicolon behind its attributes; an initialiser or a macro's use does not.
  private func isDeclaration(_ call: CandidateText.Call) -> Bool {
    let before = text.stream.text(call.nameIndex - 1)
    guard before == "*" || before.utf8.last.map(Lexer.isIdentifierPart) == true else { return false }
    var index = call.close + 1
    while index < text.stream.tokens.count, text.stream.tokens[index].kind == .identifier {
      index = (text.call(at: index)?.close ?? index) + 1
    }
    return text.stream.isToken(index, ";")
  }

  /// `@name` in the comment above the definition.
  private func inKernelDoc(_ name: String) -> [SourceRange] {
    guard let comment = text.stream.kernelDoc(beforeToken: function.start) else { return [] }
    let bytes = text.file.bytes
    let wanted = Array("@\(name)".utf8)
    var result: [SourceRange] = []
    var offset = comment.lowerBound
    while offset + wanted.count <= comment.upperBound {
      let end = offset + wanted.count
      if bytes[offset..<end].elementsEqual(wanted), !(end < bytes.count && Lexer.isIdentifierPart(bytes[end])) {
        result.append(text.file.range(offset + 1..<end))
      }
      offset += 1
    }
    return result
  }
}
