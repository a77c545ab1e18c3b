import Preprocessor
import SourceText

extension MacroTable {
  /// A flags argument with everything but KF_* flags expanded.
  struct Flags {
    /// The identifiers, each with the written token that it comes from.
    var names: [(name: String, token: Int)] = []
    /// All tokens; nil when what one stands for is not known.
    var tokens: [String]? = []
  }

  /// Reads the flags argument of an entry. The kernel's flags stay names; a macro of the file, or one that a header makes of flags,
  /// whatever it is called, is replaced by what it stands for. O(size of the expansion + directives of the file).
  func flags(ofTokens argument: Range<Int>, in text: CandidateText) -> Flags {
    var result = Flags()
    for index in argument {
      let word = text.stream.text(index)
      guard text.stream.tokens[index].kind == .identifier else {
        result.tokens?.append(word)
        continue
      }
      let expansion = flagExpansion(ofToken: index, in: text)
      result.names += (expansion ?? [word]).filter { $0.utf8.first.map(Lexer.isIdentifierStart) ?? false }
        .map { (name: $0, token: index) }
      if let expansion { result.tokens?.append(contentsOf: expansion) } else { result.tokens = nil }
    }
    return result
  }

  /// Whether a name without a definition of its own can be taken for one of the kernel's flags, defined or not.
  static func isFlagName(_ name: String) -> Bool { name.hasPrefix("KF_") }

  /// Returns what an identifier of a flags argument stands for; nil when that is not known.
  private func flagExpansion(ofToken index: Int, in text: CandidateText) -> [String]? {
    let word = text.stream.text(index)
    let offset = text.stream.tokens[index].span.lowerBound
    let own = text.definitions(before: offset)
    // What the parser saw counts for more than the file's own directives, which may stand under a condition.
    let recorded = recordedDefinition(word, offset)
    guard let definition = recorded?.definition ?? own[word] else {
      return MacroTable.isFlagName(word) || isParsed(offset) ? [word] : nil
    }
    let header = recorded?.header.flatMap { text.isSameFile($0.file) ? nil : $0 }
    // A header that gives a flag its bit is the kernel's, one that joins flags is not.
    if header != nil, MacroTable.isFlagName(word), !definition.body.contains(where: MacroTable.isFlagName) {
      return [word]
    }
    let others = header.map { MacroTable.definitions(of: $0, before: Int.max) } ?? [:]
    let expander = MacroExpander(opaqueNames: []) { name in
      name == word ? definition : own[name] ?? (MacroTable.isFlagName(name) ? nil : others[name])
    }
    guard let tokens = try? expander.expand([word]) else { return nil }
    // A name that is left may be a macro of yet another header.
    let names = tokens.filter { $0.utf8.first.map(Lexer.isIdentifierStart) ?? false }
    return names.allSatisfy(MacroTable.isFlagName) ? tokens : nil
  }
}

extension CandidateText {
  /// Whether a file that the parser names by its absolute path is this one.
  fileprivate func isSameFile(_ other: SourceFile) -> Bool {
    other.path == file.path || other.path.hasSuffix("/" + file.path)
  }
}
