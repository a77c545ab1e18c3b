/// Reads the Kconfig files of a kernel for one architecture into a ``KconfigTree``.
///
/// The language is that of Documentation/kbuild/kconfig-language.rst and kconfig-macro-language.rst. Nothing is executed:
/// what a macro other than the given variables makes is unknown.
struct KconfigReader {
  /// Returns the bytes of a file given relative to the tree; nil when there is none.
  private let bytes: (String) -> [UInt8]?
  private let variables: [String: String]
  var tree = KconfigTree()
  var frames = [Frame()]
  var entry: KconfigEntry?
  private var path = ""
  private var lines = KconfigLines([])
  private var depth = 0

  /// Files nested deeper source themselves.
  private static let depthLimit = 50

  /// What surrounds a statement.
  struct Frame {
    enum Kind { case file, menu, condition, choice }

    var kind = Kind.file
    /// What everything in it depends on.
    var dependency = KconfigTree.always
    /// What prompts in it depend on besides (`visible if`).
    var visibility = KconfigTree.always
    /// The innermost `choice`.
    var choice: Int?
  }

  /// Reads a file and all that it sources. O(n).
  ///
  /// - Parameters:
  ///   - variables: such as `SRCARCH`.
  ///   - bytes: returns a file given relative to the tree.
  static func read(
    _ file: String, variables: [String: String], bytes: @escaping (String) -> [UInt8]?
  ) -> KconfigTree {
    var reader = KconfigReader(bytes: bytes, variables: variables)
    reader.read(file: file, isOptional: false)
    reader.tree.findTroubles()
    return reader.tree
  }

  private init(bytes: @escaping (String) -> [UInt8]?, variables: [String: String]) {
    self.bytes = bytes
    self.variables = variables
  }

  private mutating func read(file: String, isOptional: Bool) {
    guard let contents = bytes(file) else {
      if !isOptional { addGap("'\(file)' cannot be read") }
      return
    }
    guard depth < Self.depthLimit else { return addGap("files source each other") }
    let (outerPath, outerLines, outerFrames) = (path, lines, frames.count)
    (path, lines) = (file, KconfigLines(contents))
    depth += 1
    while let line = lines.line() {
      var words = KconfigWords(line)
      read(&words)
    }
    finishEntry()
    if frames.count != outerFrames {
      addGap("a block does not end in the file that begins it")
      frames.removeLast(max(0, frames.count - outerFrames))
    }
    depth -= 1
    (path, lines) = (outerPath, outerLines)
  }

  mutating func addGap(_ reason: String) {
    tree.gaps.append(KconfigTree.Gap(path: path, line: lines.number, reason: reason))
  }

  // MARK: Statements

  private mutating func read(_ words: inout KconfigWords) {
    guard words.peek() != UInt8(ascii: "$") else { return readMacroStatement(&words) }
    let keyword = String(decoding: words.word(), as: UTF8.self)
    switch keyword {
    case "config", "menuconfig":
      finishEntry()
      let name = words.word()
      guard !name.isEmpty else { return addGap("a symbol has no name") }
      entry = KconfigEntry(subject: .symbol(tree.place(of: ByteString(name))))
    case "choice":
      finishEntry()
      tree.choices.append(KconfigChoice())
      open(.choice)
      frames[frames.count - 1].choice = tree.choices.count - 1
      entry = KconfigEntry(subject: .choice(tree.choices.count - 1))
    case "menu":
      finishEntry()
      open(.menu)
      entry = KconfigEntry(subject: .menu)
    case "if":
      finishEntry()
      let condition = condition(&words)
      open(.condition)
      frames[frames.count - 1].dependency = tree.and(frames[frames.count - 1].dependency, condition)
    case "endmenu": close(.menu)
    case "endif": close(.condition)
    case "endchoice": close(.choice)
    case "comment":
      finishEntry()
      entry = KconfigEntry(subject: .comment)
    case "mainmenu": finishEntry()
    case "source", "rsource", "osource", "orsource": readSource(keyword, &words)
    case "help", "---help---": lines.skipHelp()
    default: readProperty(keyword, &words)
    }
  }

  /// A macro that prints or fails makes no symbols; what any other one makes is not known.
  private mutating func readMacroStatement(_ words: inout KconfigWords) {
    if words.take("$(") {
      let name = words.word()
      if ["error-if", "warning-if", "info"].contains(String(decoding: name, as: UTF8.self)) { return }
    }
    addGap("a macro makes statements")
  }

  private mutating func readSource(_ keyword: String, _ words: inout KconfigWords) {
    finishEntry()
    guard let written = words.path(variables) else { return addGap("the name of a file is made by a macro") }
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let isRelative = keyword == "rsource" || keyword == "orsource"
    read(file: isRelative ? directory + written : written, isOptional: keyword.hasPrefix("o"))
  }

  private mutating func open(_ kind: Frame.Kind) {
    guard var frame = frames.last else { return }
    frame.kind = kind
    frames.append(frame)
  }

  private mutating func close(_ kind: Frame.Kind) {
    finishEntry()
    guard frames.count > 1, frames.last?.kind == kind else { return addGap("a block ends that did not begin") }
    frames.removeLast()
  }

  // MARK: Properties

  private mutating func readProperty(_ keyword: String, _ words: inout KconfigWords) {
    if isAssignment(words) { return finishEntry() }
    // Taken out while it changes, so that the tree can change with it.
    guard var current = entry else { return addGap("'\(keyword)' is not known here") }
    entry = nil
    read(property: keyword, of: &current, &words)
    entry = current
  }

  private mutating func read(property keyword: String, of entry: inout KconfigEntry, _ words: inout KconfigWords) {
    switch keyword {
    case "bool", "boolean", "tristate", "int", "hex", "string":
      entry.kind = Self.kind(of: keyword)
      if !words.isAtEnd() { readPrompt(of: &entry, &words) }
    case "def_bool", "def_tristate":
      entry.kind = Self.kind(of: String(keyword.dropFirst(4)))
      readDefault(of: &entry, &words)
    case "prompt": readPrompt(of: &entry, &words)
    case "default": readDefault(of: &entry, &words)
    case "depends": readDependency(of: &entry, &words)
    case "visible":
      entry.visibility = tree.and(entry.visibility, trailingCondition(&words) ?? KconfigTree.unknown)
    case "select", "imply":
      let name = words.word()
      guard !name.isEmpty else { return addGap("'\(keyword)' names no symbol") }
      let target = tree.place(of: ByteString(name))
      let demand = KconfigEntry.Demand(target: target, condition: trailingCondition(&words) ?? KconfigTree.always)
      if keyword == "select" { entry.selects.append(demand) } else { entry.implies.append(demand) }
    case "modules": markModules(entry)
    case "option":
      if words.takeWord("modules") { markModules(entry) }
    case "optional":
      if case .choice(let choice) = entry.subject { tree.choices[choice].isOptional = true }
    case "range":
      if case .symbol(let symbol) = entry.subject { tree.symbols[Int(symbol)].hasRange = true }
    case "transitional": break
    default: addGap("'\(keyword)' is not known")
    }
  }

  /// `name = value` at the start of a line defines a variable.
  private func isAssignment(_ words: KconfigWords) -> Bool {
    var words = words
    return words.take(":=") || words.take("+=") || words.take("=")
  }

  private static func kind(of keyword: String) -> KconfigSymbol.Kind {
    switch keyword {
    case "bool", "boolean": .bool
    case "tristate": .tristate
    default: .text
    }
  }

  private mutating func markModules(_ entry: KconfigEntry) {
    if case .symbol(let symbol) = entry.subject { tree.modules = symbol }
  }

  private mutating func readDependency(of entry: inout KconfigEntry, _ words: inout KconfigWords) {
    guard words.takeWord("on") else { return addGap("'on' is missing") }
    var dependency = condition(&words)
    if let exception = trailingCondition(&words) {
      // `depends on A if B` is A where B is on at all (scripts/kconfig/menu.c:menu_add_dep).
      let isOn = tree.add(.isOn(exception))
      dependency = tree.or(dependency, tree.add(.not(isOn)))
    }
    entry.dependency = tree.and(entry.dependency, dependency)
    entry.hasDependency = true
  }

  private mutating func readPrompt(of entry: inout KconfigEntry, _ words: inout KconfigWords) {
    _ = words.value(variables)
    entry.prompts.append(trailingCondition(&words) ?? KconfigTree.always)
  }

  private mutating func readDefault(of entry: inout KconfigEntry, _ words: inout KconfigWords) {
    let reader = KconfigExpressionReader(variables: variables, isCondition: false)
    let value = reader.read(&words, into: &tree) ?? KconfigTree.unknown
    let condition = trailingCondition(&words) ?? KconfigTree.always
    entry.defaults.append(KconfigSymbol.Conditional(value: value, condition: condition))
  }

  /// What follows `if`; nil without one.
  private mutating func trailingCondition(_ words: inout KconfigWords) -> Int32? {
    words.takeWord("if") ? condition(&words) : nil
  }

  /// An expression that must be there; unknown when it cannot be read.
  private mutating func condition(_ words: inout KconfigWords) -> Int32 {
    KconfigExpressionReader(variables: variables, isCondition: true).read(&words, into: &tree) ?? KconfigTree.unknown
  }
}
