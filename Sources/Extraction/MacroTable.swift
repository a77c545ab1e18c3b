import Preprocessor

/// What is known about macros at a place of a file: its own directives, and header definitions that the parse recorded.
struct MacroTable {
  /// Returns the definition that the parser recorded for the macro used at an offset.
  let recordedDefinition: (_ name: String, _ offset: Int) -> HeaderMacro?
  /// Whether the parser saw a byte with everything that is included, so that a name without a recorded definition is no macro there.
  let isParsed: (_ offset: Int) -> Bool

  /// A definition in a header, with that header's own tokens, in which the macros it uses are looked up in turn.
  struct HeaderMacro {
    var definition: MacroDefinition
    var header: TokenStream?
  }

  enum Expansion {
    case notAMacro
    /// A macro, but it cannot be expanded; the reason is for people.
    case unknown(String)
    case tokens([String])
  }

  /// Expands the macro use that begins with the first of the tokens. O(size of the expansion).
  func expansion(ofTokens use: Range<Int>, in text: CandidateText, keeping opaqueNames: Set<String>) -> Expansion {
    let name = text.stream.text(use.lowerBound)
    let offset = text.stream.tokens[use.lowerBound].span.lowerBound
    let own = text.definitions(before: offset)
    let recorded = recordedDefinition(name, offset)
    guard own[name] != nil || recorded != nil else { return .notAMacro }
    let headerDefinitions = recorded?.header.map { MacroTable.definitions(of: $0, before: Int.max) } ?? [:]
    let expander = MacroExpander(opaqueNames: opaqueNames) { wanted in
      own[wanted] ?? (wanted == name ? recorded?.definition : nil) ?? headerDefinitions[wanted]
    }
    do {
      return .tokens(try expander.expand(use.map { text.stream.text($0) }))
    } catch {
      switch error {
      case .tooLong: return .unknown("the macro '\(name)' expands to too much")
      case .unbalanced(let macro): return .unknown("the arguments of macro '\(macro)' do not end")
      }
    }
  }

  /// Tells whether the parser expanded a macro of a header at a call: the branch is compiled, and this kernel has the macro.
  func isUsed(_ call: CandidateText.Call, in text: CandidateText) -> Bool {
    recordedDefinition(call.name, text.stream.tokens[call.nameIndex].span.lowerBound) != nil
  }

  /// Returns the definitions in force at an offset of a file, by its own directives. O(directives).
  static func definitions(of stream: TokenStream, before offset: Int) -> [String: MacroDefinition] {
    definitions(stream.directives(), of: stream, before: offset)
  }

  static func definitions(
    _ directives: [Directive], of stream: TokenStream, before offset: Int
  ) -> [String: MacroDefinition] {
    var result: [String: MacroDefinition] = [:]
    for directive in directives where directive.span.lowerBound < offset {
      switch directive.kind {
      case .define:
        if let macro = MacroDefinition(operands: directive.operands, in: stream) { result[macro.name] = macro }
      case .undef:
        if let name = directive.operands.first { result[stream.text(name)] = nil }
      case .if, .ifdef, .ifndef, .elif, .elifdef, .elifndef, .else, .endif, .include, .other: break
      }
    }
    return result
  }
}

extension CandidateText {
  /// Returns the macros that the file itself has defined before an offset.
  func definitions(before offset: Int) -> [String: MacroDefinition] {
    MacroTable.definitions(structure.directives, of: stream, before: offset)
  }
}
