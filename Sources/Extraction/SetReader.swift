import BooleanLogic
import Facts
import Preprocessor
import SourceText

/// Reads the BTF ID sets and lists of a file, in every branch, with the entries that macros generate.
struct SetReader {
  /// What a file holds of them.
  struct Result {
    var sets: [SetFact] = []
    /// Entries and ends outside of every set.
    var strays: [StrayFact] = []
  }

  private let text: CandidateText
  private let macros: MacroTable
  private var result = Result()
  /// Sets that are not closed, the innermost last: one may start in the middle of another by mistake.
  private var open: [OpenSet] = []
  /// The set or list closed last.
  private var previous: String?

  private struct OpenSet {
    var fact: SetFact
    /// Its place in ``Result/sets``, which are in the order of their starts.
    var place: Int
    var hasInner = false
  }

  /// Reads a file. O(tokens).
  static func read(_ text: CandidateText, macros: MacroTable) -> Result {
    var reader = SetReader(text: text, macros: macros)
    reader.run()
    return reader.result
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
        if isInList, !stream.isToken(index, ";") { close() }
        index += 1
        continue
      }
      index = handleIdentifier(at: index)
    }
    while !open.isEmpty { close() }
    markMentions()
  }

  private var isInList: Bool { open.last?.fact.kind == .list }

  /// Returns the index to go on from.
  private mutating func handleIdentifier(at index: Int) -> Int {
    let name = text.stream.text(index)
    guard let macro = SetMacro.all[name] else { return handleOther(name, at: index) }
    if case .unused = macro {
      append(unused(at: index..<index + 1, generatedBy: nil))
      return index + 1
    }
    guard let call = text.call(at: index) else { return index + 1 }
    switch macro {
    case .start(let kind):
      begin(start(kind, call), at: call)
    case .single:
      begin(start(.list, call), at: call)
      if call.arguments.count >= 3 {
        append(entry(macro: "BTF_ID", prefix: call.arguments[1], name: call.arguments[2], flags: [], call: call))
      }
      close()
    case .end:
      end(call)
    case .entry:
      guard call.arguments.count >= 2 else { break }
      let flags = call.name == "BTF_ID_FLAGS" ? Array(call.arguments.dropFirst(2)) : []
      append(entry(macro: call.name, prefix: call.arguments[0], name: call.arguments[1], flags: flags, call: call))
    case .unused: break
    }
    return call.close + 1
  }

  /// An identifier inside a set that is no macro of btf_ids.h: another macro may stand for entries.
  private mutating func handleOther(_ name: String, at index: Int) -> Int {
    guard !open.isEmpty else { return index + 1 }
    let call = text.call(at: index)
    let next = (call?.close ?? index) + 1
    switch macros.expansion(ofTokens: index..<next, in: text, keeping: SetMacro.entryNames) {
    case .notAMacro:
      if isInList { close() }
      return index + 1
    case .unknown(let reason):
      if isInList { close() } else { open[open.count - 1].fact.incompleteReason = reason }
      return index + 1
    case .tokens(let tokens):
      let (entries, isUnderstood) = generatedEntries(tokens, by: name, use: index..<next)
      if entries.isEmpty, isInList { close() }
      guard !open.isEmpty else { return next }
      open[open.count - 1].fact.entries += entries
      // What is left may be a macro of a header, which stands for entries in turn.
      if !isUnderstood {
        open[open.count - 1].fact.incompleteReason = "the macro '\(name)' expands to more than entries"
      }
      return next
    }
  }

  // MARK: Starts and ends

  private mutating func begin(_ set: SetFact, at call: CandidateText.Call) {
    if isInList { close() }
    if let outer = open.last {
      if outer.fact.entries.isEmpty, !outer.hasInner, isAlternative(set.condition, of: outer.fact.condition) {
        // `#if NEW START_A(x) #else START_B(x) #endif`: one set, opened as the branch that this kernel compiles does.
        let condition = Formula.or(of: [outer.fact.condition, set.condition])
        if macros.isUsed(call, in: text) { open[open.count - 1].fact = set }
        open[open.count - 1].fact.condition = condition
        return
      }
      // Its end was forgotten where a second one follows; else every later set would seem to stand inside of it.
      if outer.hasInner { close() }
    }
    var set = set
    if !open.isEmpty {
      set.enclosingSet = open[open.count - 1].fact.name
      open[open.count - 1].hasInner = true
    }
    open.append(OpenSet(fact: set, place: result.sets.count))
    result.sets.append(set)
  }

  private mutating func end(_ call: CandidateText.Call) {
    if isInList { close() }
    let name = call.arguments.first.map { text.stream.text($0) } ?? ""
    let end = SetFact.End(macro: call.name, name: name, range: text.range(call.tokens))
    guard !open.isEmpty else {
      // The other branch of an end that was there already.
      let condition = text.condition(ofToken: call.nameIndex)
      if let last = result.sets.indices.last, let other = result.sets[last].end, other.name == name,
        isAlternative(condition, of: text.condition(at: other.range.start.offset))
      {
        if macros.isUsed(call, in: text) { result.sets[last].end = end }
      } else {
        addStray(macro: call.name, name: name, at: call.tokens)
      }
      return
    }
    // The end of an outer set tells that the inner ones have none.
    if let owner = open.lastIndex(where: { $0.fact.name == name }) {
      while open.count > owner + 1 { close() }
    }
    open[open.count - 1].fact.end = end
    close()
  }

  private mutating func close() {
    guard let last = open.popLast() else { return }
    result.sets[last.place] = last.fact
    previous = last.fact.name
  }

  private mutating func append(_ entry: EntryFact) {
    if open.isEmpty {
      addStray(entry)
    } else {
      open[open.count - 1].fact.entries.append(entry)
    }
  }

  private mutating func addStray(_ entry: EntryFact) {
    result.strays.append(
      StrayFact(
        macro: entry.macro, name: entry.name, range: entry.range, previousSet: previous, condition: entry.condition))
  }

  private mutating func addStray(macro: String, name: String, at tokens: Range<Int>) {
    result.strays.append(
      StrayFact(
        macro: macro, name: name, range: text.range(tokens), previousSet: previous,
        condition: text.condition(ofToken: tokens.lowerBound)))
  }

  private func isAlternative(_ condition: Formula, of other: Formula) -> Bool {
    Formula.and(of: [condition, other]).implies(.never) == .yes
  }

  /// Finds the sets whose names stand elsewhere too, so that code uses them.
  private mutating func markMentions() {
    var uses: [String: Int] = [:]
    for index in text.stream.tokens.indices where text.stream.tokens[index].kind == .identifier {
      uses[text.stream.text(index), default: 0] += 1
    }
    for index in result.sets.indices {
      let set = result.sets[index]
      let own =
        result.sets.filter { $0.name == set.name }.count
        + result.sets.filter { $0.end?.name == set.name }.count
      result.sets[index].isMentioned = uses[set.name, default: 0] > own
    }
  }

  // MARK: Facts

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
    var fact = EntryFact(
      macro: macro, prefix: text.stream.text(prefix), name: text.stream.text(name),
      flags: argument.names.map { EntryFact.FlagToken(name: $0.name, range: text.range(ofToken: $0.token)) },
      flagTokens: argument.tokens, flagsText: flags.first.map { text.stream.text($0) },
      flagsRange: flagsRange ?? SourceRange(path: nameRange.path, start: nameRange.end, end: nameRange.end),
      extraArguments: flags.dropFirst().map { text.stream.text($0) }, range: text.range(call.tokens),
      nameRange: nameRange, generatedBy: nil, condition: text.condition(ofToken: call.nameIndex))
    fact.prefixRange = text.range(prefix)
    let hasSemicolon = text.stream.isToken(call.close + 1, ";")
    fact.semicolonRange = hasSemicolon ? text.range(ofToken: call.close + 1) : nil
    fact.lineRange = text.wholeLines(of: call.nameIndex..<call.close + (hasSemicolon ? 2 : 1))
    return fact
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
