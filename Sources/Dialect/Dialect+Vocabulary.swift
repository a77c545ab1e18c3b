extension Dialect {
  /// Selects what the vocabulary says about a release.
  ///
  /// A release newer than any known one is treated like the newest, and ``notes`` says so.
  /// - Throws: ``VocabularyError/tooOld(_:oldest:)``.
  public init(version: KernelVersion, vocabulary: Vocabulary) throws(VocabularyError) {
    guard version.mainline >= vocabulary.oldest else { throw .tooOld(version, oldest: vocabulary.oldest) }
    let used = min(version.mainline, vocabulary.newest)
    func current<Element>(_ elements: [Element], _ versions: (Element) -> VersionRange) -> [Element] {
      elements.filter { versions($0).contains(used) }
    }
    self.version = version
    vocabularyVersion = used
    flags = current(vocabulary.flags, \.versions).map { Flag(name: $0.name, bit: $0.bit, isKnown: true) }
    suffixes = current(vocabulary.suffixes, \.versions).map { Suffix(text: $0.text, isKnown: true) }
    suffixHistory = vocabulary.suffixes
    setMacros = current(vocabulary.setMacros, \.versions)
    entryMacros = current(vocabulary.entryMacros, \.versions)
    definitionMacros = current(vocabulary.definitionMacros, \.versions)
    kfuncAttributes = definitionMacros.filter { $0.role == .kfunc }
      .flatMap { macro in current(macro.attributes, \.versions).flatMap(\.names) }
    safeTypeMacros = current(vocabulary.safeTypeMacros, \.versions)
    registrationCalls = current(vocabulary.registrationCalls, \.versions)
    registrationMembers = current(vocabulary.registrationMembers, \.versions).map(\.name)
    hooks = Dictionary(
      current(vocabulary.hooks, \.versions).map { ($0.programType, $0.hook) }, uniquingKeysWith: { first, _ in first })
    contexts = Dictionary(
      vocabulary.contexts.map { ($0.programType, $0.typeNames(in: used)) }, uniquingKeysWith: { first, _ in first })
    testKfuncs = vocabulary.testKfuncs
    typesReleasedByHelpers = current(vocabulary.helperReleases, \.versions).map(\.name)
    generatedFunctionPrefixes = current(vocabulary.generatedFunctions, \.versions).map(\.name)
    limits = Dictionary(
      current(vocabulary.limits, \.versions).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    parameterNames = current(vocabulary.parameterNames, \.versions).map(\.name)
    types = current(vocabulary.types, \.versions).map(\.name)
    helpers = current(vocabulary.helpers, \.versions).flatMap(\.names).sorted()
    semantics = current(vocabulary.semantics, \.versions).map(\.name).sorted()
    provenance = Dictionary(uniqueKeysWithValues: Part.allCases.map { ($0, .vocabulary(used)) })
    notes =
      used == version.mainline
      ? [] : ["kernel \(version) is newer than the newest known release; treated like \(used)"]
    sort()
  }

  /// Brings the parts that a tree may have added to into their order.
  mutating func sort() {
    flags.sort { ($0.bit ?? .max, $0.name) < ($1.bit ?? .max, $1.name) }
    suffixes.sort { $0.text < $1.text }
  }
}
