import BooleanLogic
import Facts
import Preprocessor
import SourceText

/// Reads the BTF ID sets and lists of a file, in every branch, with the entries that macros generate.
struct SetReader {
  private let text: CandidateText
  private let macros: MacroTable
  private var sets: [SetFact] = []
  private var openSet: SetFact?

  static func sets(of text: CandidateText, macros: MacroTable) -> [SetFact] {
    var reader = SetReader(text: text, macros: macros)
    reader.run()
    return reader.sets
  }

  private init(text: CandidateText, macros: MacroTable) {
    self.text = text
    self.macros = macros
  }

  private mutating func run() {
    let stream = text.stream
    var index = 0
    while index < stream.tokens.count {
      let token = stream.tokens[index]
      guard !token.isInDirective else {
        index += 1
        continue
      }
      guard token.kind == .identifier else {
        // A list has no end macro: anything but an entry ends it.
        if openSet?.kind == .list, !stream.isToken(index, ";") { close() }
        index += 1
        continue
      }
      index = handleIdentifier(at: index)
    }
    close()
  }

  /// Returns the index to go on from.
  private mutating func handleIdentifier(at index: Int) -> Int {
    let name = text.stream.text(index)
    guard let macro = SetMacro.all[name] else { return handleOther(name, at: index) }
    if case .unused = macro {
      let hole = unused(at: index..<index + 1, generatedBy: nil)
      openSet?.entries.append(hole)
      return index + 1
    }
    guard let call = text.call(at: index) else { return index + 1 }
    switch macro {
    case .start(let kind):
      close()
      openSet = start(kind, call)
    case .single:
      close()
      openSet = start(.list, call)
      if call.arguments.count >= 3 {
        let only = entry(macro: "BTF_ID", prefix: call.arguments[1], name: call.arguments[2], flags: [], call: call)
        openSet?.entries.append(only)
      }
      close()
    case .end:
      guard openSet != nil else { break }
      let name = call.arguments.first.map { text.stream.text($0) } ?? ""
      openSet?.end = SetFact.End(macro: call.name, name: name, range: text.range(call.tokens))
      close()
    case .entry:
      guard call.arguments.count >= 2 else { break }
      let flags = call.name == "BTF_ID_FLAGS" ? Array(call.arguments.dropFirst(2)) : []
      let next = entry(
        macro: call.name, prefix: call.arguments[0], name: call.arguments[1], flags: flags, call: call)
      openSet?.entries.append(next)
    case .unused: break
    }
    return call.close + 1
  }

  /// An identifier inside a set that is no macro of btf_ids.h: another macro may stand for entries.
  private mutating func handleOther(_ name: String, at index: Int) -> Int {
    guard let open = openSet else { return index + 1 }
    let call = text.call(at: index)
    let next = (call?.close ?? index) + 1
    switch macros.expansion(ofTokens: index..<next, in: text, keeping: SetMacro.entryNames) {
    case .notAMacro:
      if open.kind == .list { close() }
      return index + 1
    case .unknown(let reason):
      if open.kind == .list { close() } else { openSet?.incompleteReason = reason }
      return index + 1
    case .tokens(let tokens):
      let (entries, isUnderstood) = generatedEntries(tokens, by: name, use: index..<next)
      if entries.isEmpty, open.kind == .list { close() }
      openSet?.entries += entries
      // What is left may be a macro of a header, which stands for entries in turn.
      if !isUnderstood { openSet?.incompleteReason = "the macro '\(name)' expands to more than entries" }
      return next
    }
  }

  private mutating func close() {
    if let set = openSet { sets.append(set) }
    openSet = nil
  }

  private func start(_ kind: SetFact.Kind, _ call: CandidateText.Call) -> SetFact {
    let name = call.arguments.first ?? call.close..<call.close
    return SetFact(
      name: text.stream.text(name), kind: kind, startMacro: call.name, startRange: text.range(call.tokens),
      nameRange: text.range(name), end: nil, entries: [], incompleteReason: nil,
      condition: text.condition(ofToken: call.nameIndex))
  }

  private func entry(
    macro: String, prefix: Range<Int>, name: Range<Int>, flags: [Range<Int>], call: CandidateText.Call
  ) -> EntryFact {
    let nameRange = text.range(name)
    let flagsRange = flags.first.map { text.range($0) }
    let argument = macros.flags(ofTokens: flags.first ?? 0..<0, in: text)
    return EntryFact(
      macro: macro, prefix: text.stream.text(prefix), name: text.stream.text(name),
      flags: argument.names.map { EntryFact.FlagToken(name: $0.name, range: text.range(ofToken: $0.token)) },
      flagTokens: argument.tokens, flagsText: flags.first.map { text.stream.text($0) },
      flagsRange: flagsRange ?? SourceRange(path: nameRange.path, start: nameRange.end, end: nameRange.end),
      extraArguments: flags.dropFirst().map { text.stream.text($0) }, range: text.range(call.tokens),
      nameRange: nameRange, generatedBy: nil, condition: text.condition(ofToken: call.nameIndex))
  }

  private func unused(at use: Range<Int>, generatedBy macro: String?) -> EntryFact {
    let range = text.range(use)
    return EntryFact(
      macro: "BTF_ID_UNUSED", prefix: "", name: "", flags: [], flagTokens: [], flagsText: nil,
      flagsRange: SourceRange(path: range.path, start: range.end, end: range.end), extraArguments: [], range: range,
      nameRange: range, generatedBy: macro, condition: text.condition(ofToken: use.lowerBound))
  }

  /// Reads entries from the tokens of an expansion; their places are that of the macro's use. Tells also whether there is nothing else.
  private func generatedEntries(
    _ tokens: [String], by macro: String, use: Range<Int>
  ) -> (entries: [EntryFact], isUnderstood: Bool) {
    let range = text.range(use)
    let condition = text.condition(ofToken: use.lowerBound)
    var entries: [EntryFact] = []
    var isUnderstood = true
    var index = 0
    while index < tokens.count {
      if tokens[index] == "BTF_ID_UNUSED" {
        entries.append(unused(at: use, generatedBy: macro))
        index += 1
        continue
      }
      guard SetMacro.entryNames.contains(tokens[index]), index + 1 < tokens.count, tokens[index + 1] == "(",
        let (arguments, next) = MacroExpander.arguments(of: tokens, open: index + 1), arguments.count >= 2
      else {
        if tokens[index] != ";" { isUnderstood = false }
        index += 1
        continue
      }
      let flags = arguments.count > 2 ? arguments[2] : []
      let names = flags.filter { $0.utf8.first.map(Lexer.isIdentifierStart) ?? false }
      entries.append(
        EntryFact(
          macro: tokens[index], prefix: arguments[0].joined(), name: arguments[1].joined(),
          flags: names.map { EntryFact.FlagToken(name: $0, range: range) },
          flagTokens: names.allSatisfy(MacroTable.isFlagName) ? flags : nil,
          flagsText: arguments.count > 2 ? flags.joined(separator: " ") : nil, flagsRange: range,
          extraArguments: arguments.dropFirst(3).map { $0.joined(separator: " ") }, range: range, nameRange: range,
          generatedBy: macro, condition: condition))
      index = next
    }
    return (entries, isUnderstood)
  }
}
