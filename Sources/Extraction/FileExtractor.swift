import BooleanLogic
import ClangFrontend
import Facts
import Preprocessor
import SourceText

/// Extracts every fact of one candidate file. Runs in a worker process only.
public struct FileExtractor {
  let input: ParseInput
  let text: CandidateText
  private let library: LibClang
  private let elision: BodyElision
  private var facts: FileFacts
  private var structTags: Set<String> = []

  private var reads: Set<FileRead> = []
  private var dumps: [String] = []

  /// What came of a file.
  public struct Extract: Sendable {
    public var facts: FileFacts
    /// The files that were read for them.
    public var reads: Set<FileRead>
    /// The bodies of ``ParseInput/dumpedBody``, for people.
    public var dumps: [String]
  }

  /// Parses the input and returns its facts. A file that cannot be parsed has status `failed`.
  public static func extract(_ input: ParseInput, library: LibClang) -> Extract {
    var extractor = FileExtractor(input: input, library: library)
    extractor.run()
    return Extract(facts: extractor.facts, reads: extractor.reads, dumps: extractor.dumps)
  }

  /// Returns what the text alone says of a file that holds nothing but ID lists.
  public static func textFacts(path: String, contents: [UInt8], fileCondition: Formula?) -> FileFacts {
    let text = CandidateText(file: SourceFile(path: path, bytes: contents))
    var facts = FileFacts(path: path, translationUnit: path, context: FileFacts.textOnlyContext, status: .complete)
    facts.fileCondition = fileCondition
    facts.readSets(of: text, macros: MacroTable(recordedDefinition: { _, _ in nil }, isParsed: { _ in false }))
    facts.suppressions = CommentReader(text: text).suppressions()
    return facts
  }

  private init(input: ParseInput, library: LibClang) {
    self.input = input
    self.library = library
    let file = SourceFile(path: input.path, bytes: input.contents)
    let text = CandidateText(file: file, outerCondition: IncluderCondition.condition(of: input))
    self.text = text
    elision = BodyElision(
      text,
      seeds: text.outline.functions.filter {
        input.wantedFunctions.contains($0.name) || $0.name == input.dumpedBody || Self.isTagged($0, in: text)
      })
    facts = FileFacts(path: input.path, translationUnit: input.path, context: input.context, status: .complete)
    facts.translationUnit = relative(input.mainFile)
    facts.fileCondition = input.fileCondition
    facts.isModuleCode = (input.arguments + input.localArguments).contains("-DMODULE")
    facts.namesModuleLicense = text.names("MODULE_LICENSE")
  }

  private mutating func run() {
    let safeTypes = SafeTypeReader(text: text).declarations()
    var probes = probeTags(safeTypes)
    var parsed: ParsedCandidate
    do {
      parsed = try parse(input.contents, probes: probes)
      reads = parsed.unit.reads()
      // A declaration may take a union for a struct; what the type really is shows when it is asked for by the other word.
      let turned = turned(probes, unseenIn: parsed, of: safeTypes)
      if turned.map(\.keyword) != probes.map(\.keyword) {
        probes = turned
        parsed = try parse(input.contents, probes: probes)
        reads.formUnion(parsed.unit.reads())
      }
    } catch {
      facts.status = .failed(reason: error.description)
      facts.readSets(of: text, macros: MacroTable(recordedDefinition: { _, _ in nil }, isParsed: { _ in false }))
      facts.markMentions(in: input)
      return
    }
    facts.readSets(of: text, macros: macroTable(parsed))
    facts.markMentions(in: input)
    assess(parsed)
    let registrations = RegistrationReader(text: text)
    facts.kfuncIDSets = registrations.kfuncIDSets()
    facts.registrations = registrations.registrations()
    facts.destructors = registrations.destructors(lists: facts.sets)
    facts.suppressions = CommentReader(text: text).suppressions()
    facts.guards = GuardReader(text: text).facts()
    readFunctions(parsed)
    readSafeTypes(safeTypes, probes: probes, parsed)
    facts.safeEmissions = SafeTypeReader(text: text).emissions()
    for record in parsed.records.sorted(by: { $0.key < $1.key }).map(\.value)
    where input.wantedStructs.contains(record.tag) {
      addStruct(record, withFields: true)
    }
    reportUnseenMarkers(parsed)
    facts.functions.sort { ($0.nameRange, $0.name) < ($1.nameRange, $1.name) }
    facts.structs.sort { ($0.tag, $0.range) < ($1.tag, $1.range) }
    facts.gaps.sort { ($0.range, $0.reason) < ($1.range, $1.reason) }
  }

  // MARK: Parsing

  private func parse(_ contents: [UInt8], probes: [(keyword: String, tag: String)]) throws(ParseError)
    -> ParsedCandidate
  {
    // Probe declarations behind the last byte of the candidate: no offset moves, and the types they name can be asked for.
    var source = contents
    elision.apply(to: &source)
    if !probes.isEmpty {
      for header in input.trailingHeaders { source += Array("\n#include <\(header)>".utf8) }
    }
    for (number, probe) in probes.enumerated() {
      source += Array("\nextern \(probe.keyword) \(probe.tag) *\(ParsedCandidate.probePrefix)\(number);".utf8)
    }
    if !probes.isEmpty { source.append(UInt8(ascii: "\n")) }
    let unsaved =
      input.unsavedFiles.filter { $0.path != input.candidate }
      + [UnsavedFile(path: input.candidate, contents: source)]
    var options: TranslationUnit.Options = [.macroRecord, .attributedTypes]
    if input.toleratesMissingIncludes { options.insert(.keepGoing) }
    if let header = input.precompiledHeader {
      do {
        return try parse(["-include-pch", header], unsaved, options)
      } catch {
        // A precompiled header that no longer fits is no reason to lose the file.
        guard error == .unusablePrecompiledHeader else { throw error }
      }
    }
    return try parse(input.prefixIncludes.flatMap { ["-include", $0] }, unsaved, options)
  }

  private func parse(
    _ prefix: [String], _ unsaved: [UnsavedFile], _ options: TranslationUnit.Options
  ) throws(ParseError) -> ParsedCandidate {
    let index = try Index(library: library)
    let unit = try TranslationUnit(
      index: index, file: input.mainFile, arguments: input.arguments + prefix + input.localArguments,
      unsavedFiles: unsaved, options: options)
    return ParsedCandidate(unit: unit, candidate: input.candidate)
  }

  /// Decides from the diagnostics how far the parse can be relied on.
  private mutating func assess(_ parsed: ParsedCandidate) {
    guard let file = parsed.file else {
      facts.status = .failed(reason: "'\(input.path)' is not read when '\(relative(input.mainFile))' is parsed")
      return
    }
    var reasons: [String] = []
    for diagnostic in parsed.unit.diagnostics() {
      let isHere = diagnostic.file.map { parsed.unit.isSame($0, file) } ?? false
      let isMissingInclude = diagnostic.message.hasSuffix("file not found")
      if isHere { facts.errorsInFile += 1 } else { facts.errorsElsewhere += 1 }
      if isMissingInclude, isHere, input.toleratesMissingIncludes { continue }
      let isUnknownType =
        diagnostic.message.hasPrefix("unknown type name") || diagnostic.message.hasPrefix("use of undeclared")
        || diagnostic.message.hasPrefix("type specifier missing")
        || diagnostic.message.hasPrefix("a type specifier is required")
      guard diagnostic.isFatal || (isHere && (isMissingInclude || isUnknownType)) else { continue }
      if isHere, !diagnostic.isFatal, isInBody(diagnostic.offset) || isNameOfSet(diagnostic.message) { continue }
      let name = diagnostic.file.map { relative(parsed.unit.name(of: $0)) } ?? input.path
      reasons.append("\(name):\(diagnostic.line): \(sanitized(diagnostic.message))")
    }
    guard let first = reasons.first else { return }
    let more = reasons.count > 1 ? " (and \(reasons.count - 1) more)" : ""
    facts.status = .degraded(reason: first + more)
  }

  /// The end of a set declares it: one whose end is missing or has another name is not known where an object points to it. That is
  /// the subject of rules, and changes nothing else.
  private func isNameOfSet(_ message: String) -> Bool {
    facts.sets.contains { message.hasPrefix("use of undeclared identifier '\($0.name)'") }
  }

  /// Errors inside a function's braces leave declarations as they are.
  private func isInBody(_ offset: Int) -> Bool {
    let token = text.stream.firstToken(at: offset)
    guard let function = text.outline.function(containing: token) else { return false }
    return token > function.openBrace
  }

  /// Messages quote source text; control characters in it must not reach a terminal.
  private func sanitized(_ message: String) -> String {
    String(message.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) }.prefix(300))
  }

  func relative(_ path: String) -> String {
    let root = input.root.hasSuffix("/") ? input.root : input.root + "/"
    return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
  }

  // MARK: Macros

  private func macroTable(_ parsed: ParsedCandidate) -> MacroTable {
    let lacksIncludes = parsed.unit.diagnostics().contains { $0.message.hasSuffix("file not found") }
    // Without BTF the entry macros drop their arguments, and nothing in these is recorded.
    var recordsFlags = false
    text.forEachIdentifier { index in
      guard MacroTable.isFlagName(text.stream.text(index)) else { return }
      recordsFlags = recordsFlags || parsed.expansions[text.stream.tokens[index].span.lowerBound] != nil
    }
    let isComplete = facts.status == .complete && !lacksIncludes && recordsFlags
    return MacroTable { name, offset in
      guard let expansion = parsed.expansions[offset], expansion.spelling == name,
        let definition = expansion.referenced, definition.kind == .macroDefinition, let file = definition.file,
        let header = self.headerTokens(parsed.unit.name(of: file))
      else { return nil }
      let place = definition.place.offset
      guard
        let directive = header.directives().first(where: { $0.kind == .define && $0.span.contains(place) }),
        let macro = MacroDefinition(operands: directive.operands, in: header)
      else { return nil }
      return MacroTable.HeaderMacro(definition: macro, header: header)
    } isParsed: { offset in
      isComplete && !parsed.isSkipped(offset)
    }
  }

  func headerTokens(_ path: String) -> TokenStream? {
    input.bytes(of: path).map { TokenStream(file: SourceFile(path: path, bytes: $0)) }
  }

  /// Compares the markers of the text with the macro uses that the parser recorded: a marker in a compiled region that is
  /// no macro for the parser means that this kernel lacks it, and that its entry is not what it seems.
  private mutating func reportUnseenMarkers(_ parsed: ParsedCandidate) {
    guard case .complete = facts.status else { return }
    text.forEachIdentifier { index in
      let name = text.stream.text(index)
      guard SetMacro.all[name] != nil || name == "__bpf_kfunc" else { return }
      let offset = text.stream.tokens[index].span.lowerBound
      guard parsed.expansions[offset] == nil, !parsed.isSkipped(offset) else { return }
      let isUnclosed = text.stream.isToken(index + 1, "(") && text.call(at: index) == nil
      let reason =
        isUnclosed ? "the argument list of '\(name)' is never closed" : "'\(name)' is not a macro in this kernel"
      facts.gaps.append(FileFacts.Gap(range: text.range(ofToken: index), reason: reason))
    }
  }

  // MARK: Functions

  private mutating func readFunctions(_ parsed: ParsedCandidate) {
    let ownNames = Set(
      facts.sets.flatMap { $0.entries }.filter { $0.prefix == "func" }.map(\.name)
        + facts.destructors.compactMap(\.functionName))
    let wanted = input.wantedFunctions.union(ownNames)
    let guards = GuardRegions(text)
    let reader = FunctionReader(text: text, guards: guards)
    var pending = text.outline.functions.filter { function in
      wanted.contains(function.name) || Self.isTagged(function, in: text)
    }
    let bystanders = bystanders(guards, except: Set(pending))
    var seenNames = Set(pending.map { text.stream.tokens[$0.nameIndex].span.lowerBound })
    var current: ParsedCandidate? = parsed
    var rounds = 0
    // Functions in branches that this parse left out are reached by further parses with those branches selected.
    while let unit = current {
      let callees = CalleeFinder(input: input, parsed: unit, path: relative)
      let bodies = bodyAnalyzer(unit, callees: callees)
      pending.removeAll { function in
        guard let cursor = unit.functions[text.stream.tokens[function.nameIndex].span.lowerBound] else { return false }
        var fact = reader.fact(function, cursor: cursor) { unit.expansions[$0] != nil }
        fact.prototype = prototype(of: cursor)
        // The parse says which macros jump; of a body that it did not see nobody knows.
        if !elision.leavesOut(function) { fact.body = bodies.fact(of: function.name) }
        facts.functions.append(fact)
        readStructs(of: cursor, isIterator: function.name.hasPrefix("bpf_iter_"))
        if function.name.hasPrefix("bpf_iter_") { readViews(of: fact, in: unit) }
        return true
      }
      for (offset, cursor) in unit.functions.sorted(by: { $0.key < $1.key })
      where !seenNames.contains(offset) && wanted.contains(cursor.spelling) && isGenerated(cursor, at: offset) {
        seenNames.insert(offset)
        facts.functions.append(reader.generatedFact(cursor, at: offset))
      }
      if let name = input.dumpedBody, let dump = bodies.dump(of: name) { dumps.append(dump) }
      reads.formUnion(callees.reads)
      rounds += 1
      current = rounds < 16 ? reparse(for: pending, after: unit) : nil
    }
    for function in bystanders {
      guard let cursor = parsed.functions[text.stream.tokens[function.nameIndex].span.lowerBound],
        cursor.spelling == function.name
      else { continue }
      facts.functions.append(reader.fact(function, cursor: cursor) { parsed.expansions[$0] != nil })
    }
    for function in pending {
      let condition = text.condition(ofToken: function.nameIndex)
      guard condition != .never else { continue }
      facts.gaps.append(
        FileFacts.Gap(
          range: text.range(ofToken: function.nameIndex),
          reason: "the definition of '\(function.name)' could not be parsed"))
    }
  }

  private static func isTagged(_ function: FileOutline.Function, in text: CandidateText) -> Bool {
    (function.start..<function.nameIndex).contains { text.stream.isToken($0, "__bpf_kfunc") }
  }

  /// A function that the outline does not show: its name comes out of a macro.
  private func isGenerated(_ cursor: Cursor, at offset: Int) -> Bool {
    guard cursor.isDefinition else { return false }
    let token = text.stream.firstToken(at: offset)
    return text.stream.text(token) != cursor.spelling || text.outline.function(containing: token) == nil
  }

  /// Parses again with the branches of as many pending functions as go together.
  private func reparse(for pending: [FileOutline.Function], after unit: ParsedCandidate) -> ParsedCandidate? {
    var places: [Int] = []
    for function in pending {
      let place = text.stream.tokens[function.nameIndex].span.lowerBound
      guard unit.isSkipped(place), text.structure.condition(at: place) != .never else { continue }
      if BranchSelection.select(places + [place], in: input.contents, structure: text.structure) != nil {
        places.append(place)
      }
    }
    guard !places.isEmpty,
      let contents = BranchSelection.select(places, in: input.contents, structure: text.structure)
    else { return nil }
    return try? parse(contents, probes: [])
  }

  // MARK: Types

  private mutating func readStructs(of function: Cursor, isIterator: Bool) {
    let types = function.arguments.map(\.type) + [function.resultType]
    for type in types {
      guard case .pointer(let pointee) = type.shape, let record = record(behind: pointee) else { continue }
      let tag = record.tag
      let wantsFields = tag.hasPrefix("bpf_iter_") || tag.contains("___init")
      addStruct(record, withFields: wantsFields)
    }
  }

  /// The structs of the file that an iterator's body takes the state of the iterator for.
  private mutating func readViews(of function: FunctionFact, in parsed: ParsedCandidate) {
    let views = Set(function.body?.parameters.first { $0.index == 0 }?.views ?? [])
    guard !views.isEmpty else { return }
    for (_, record) in parsed.records.sorted(by: { $0.key < $1.key }) where views.contains(record.tag) {
      addStruct(record, withFields: false)
    }
  }

  private func record(behind type: CType) -> Cursor? {
    switch type.shape {
    case .record(let record): return record
    case .typedef(let declaration, _): return self.record(behind: CType.underlying(of: declaration))
    case .void, .bool, .integer, .floating, .enumeration, .pointer, .array, .function, .other: return nil
    }
  }

  private mutating func addStruct(_ record: Cursor, withFields: Bool) {
    let tag = record.tag
    guard !tag.isEmpty, structTags.insert(tag + (withFields ? "+" : "")).inserted,
      var fact = StructReader(range: range(of:), tokens: tokens(of:)).fact(record, withFields: withFields)
    else { return }
    if tag.contains("___init"), fact.range.path == input.path, !input.path.hasSuffix(".h") {
      fact.mentions = text.tokens(named: tag).map { text.range(ofToken: $0) }
    }
    facts.structs.removeAll { $0.tag == tag && !$0.hasFields }
    if !facts.structs.contains(where: { $0.tag == tag }) { facts.structs.append(fact) }
  }

  private func range(of cursor: Cursor) -> SourceRange? {
    guard let file = cursor.file else { return nil }
    let name = relative(cursor.unit.name(of: file))
    if name == input.path { return text.file.range(cursor.span) }
    // Headers: the line is enough, and their bytes are not at hand.
    let place = cursor.place
    let position = SourcePosition(offset: place.offset, line: place.line, column: 1)
    return SourceRange(path: name, start: position, end: position)
  }

  private func tokens(of cursor: Cursor) -> TokenStream? {
    guard let file = cursor.file else { return nil }
    let name = cursor.unit.name(of: file)
    return relative(name) == input.path ? text.stream : headerTokens(name)
  }

  // MARK: Safe types and ___init

  /// The types that a declaration speaks about without naming them in a way that the parse shows.
  private func probeTags(_ safeTypes: [SafeTypeFact]) -> [(keyword: String, tag: String)] {
    var tags: [(String, String)] = []
    for declaration in safeTypes where !tags.contains(where: { $0.1 == declaration.tag }) {
      tags.append((declaration.keyword == "union" ? "union" : "struct", declaration.tag))
    }
    // Few files have one, and bytes are found faster than words.
    guard input.contents.withUnsafeBytes({ KfuncMarkers.contains($0, "___init") }) else { return tags }
    var initTags = Set<String>()
    text.forEachIdentifier { index in
      let name = text.stream.text(index)
      if name.contains("___init"), text.stream.isToken(index - 1, "struct") { initTags.insert(name) }
    }
    for tag in initTags.sorted() {
      tags.append(("struct", tag))
      if tag.hasSuffix("___init") { tags.append(("struct", String(tag.dropLast("___init".count)))) }
    }
    return tags
  }

  /// The probes with the other keyword for the safe types that a parse shows no definition of.
  private func turned(
    _ probes: [(keyword: String, tag: String)], unseenIn parsed: ParsedCandidate, of safeTypes: [SafeTypeFact]
  ) -> [(keyword: String, tag: String)] {
    let tags = Set(safeTypes.map(\.tag))
    return probes.enumerated().map { number, probe in
      let isSeen = parsed.probes[number].flatMap { record(behind: $0) }?.definition != nil
      guard tags.contains(probe.tag), !isSeen else { return probe }
      return (probe.keyword == "union" ? "struct" : "union", probe.tag)
    }
  }

  private mutating func readSafeTypes(
    _ declarations: [SafeTypeFact], probes: [(keyword: String, tag: String)], _ parsed: ParsedCandidate
  ) {
    for number in probes.indices {
      guard let type = parsed.probes[number], let record = record(behind: type) else { continue }
      addStruct(record, withFields: true)
    }
    let reader = StructReader(range: range(of:), tokens: tokens(of:))
    for declaration in declarations {
      var fact = declaration
      // libclang places the record at its keyword, which is the macro's argument.
      let place = fact.range.bytes
      if let record = parsed.records.first(where: { place.contains($0.key) })?.value {
        fact.fields = reader.fact(record, withFields: true)?.fields ?? []
      } else {
        facts.gaps.append(
          FileFacts.Gap(
            range: fact.range, reason: "the members of '\(fact.macro)(\(fact.keyword) \(fact.tag))' could not be parsed"
          ))
      }
      facts.safeTypes.append(fact)
    }
  }
}
