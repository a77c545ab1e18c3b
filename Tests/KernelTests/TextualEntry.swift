/// One function in one BTF ID set, as plain text shows it.
struct TextualEntry: Equatable {
  var set: String
  /// `kfuncs` for BTF_KFUNCS_START, `set8` for BTF_SET8_START.
  var setKind: String
  var name: String
  /// The flags as written, in source order.
  var flags: [String]
  /// `kfunc`, `fmodret`, or nil for a set that no registration names.
  var registeredAs: String?
  /// Sorted `BPF_PROG_TYPE_*` names.
  var programTypes: [String]
  /// Sorted hook names (`XDP`, `COMMON`).
  var hooks: [String]
  /// Path below the tree.
  var path: String
  /// The line of the entry, or of the macro use that generates it.
  var line: Int
  /// The `#if`s around the entry as a formula whose atoms are sorted, nil when there is none.
  var condition: String?
  /// Every definition the name can mean: those of the set's file when it has one, else those of the whole tree.
  /// More than one when branches of `#if` each define it.
  var definitions: [TextualDefinition]
}

/// A function definition as plain text shows it.
struct TextualDefinition: Equatable {
  var path: String
  /// The lines of the first word of the declaration and of the function's name.
  var lines: ClosedRange<Int>
  /// `static` or `extern`: the linkage in C, to which an earlier `static` prototype counts as well as the word on
  /// the definition (`scx_bpf_kick_cpu` of kernel/sched/ext.c).
  var storage: String
  /// Whether `__bpf_kfunc` stands on the definition.
  var isTagged: Bool
  var returnType: String
  var parameters: [CDeclarationText]

  /// Finds the definition of a function whose name stands at an index, or returns nil for a call or a prototype.
  ///
  /// A definition is `name ( ... )`, perhaps some annotations, then `{`. No call of a kfunc is followed by a brace.
  init?(nameAt index: Int, in code: [CToken], path: String) {
    guard index + 1 < code.count, code[index + 1].isPunctuator("("), let close = code.closingParenthesis(of: index + 1)
    else { return nil }
    var body = close + 1
    while body < code.count, code[body].kind == .identifier {
      body += 1
      if body < code.count, code[body].isPunctuator("("), let end = code.closingParenthesis(of: body) { body = end + 1 }
    }
    guard body < code.count, code[body].isPunctuator("{") else { return nil }
    let words = Self.specifiers(before: index, in: code)
    guard let first = words.first else { return nil }
    self.path = path
    lines = first.line...code[index].line
    storage = words.contains { $0.text == "static" } ? "static" : "extern"
    isTagged = words.contains { $0.text == "__bpf_kfunc" }
    returnType = CDeclarationText(words).type
    let list = Array(code[(index + 2)..<close])
    parameters = list.map(\.text) == ["void"] ? [] : list.splitAtCommas().map { CDeclarationText($0) }
  }
  /// Whether a prototype with the word `static` stands at an index.
  static func isStaticPrototype(nameAt index: Int, in code: [CToken]) -> Bool {
    guard index + 1 < code.count, code[index + 1].isPunctuator("("), let close = code.closingParenthesis(of: index + 1),
      close + 1 < code.count, code[close + 1].isPunctuator(";")
    else { return false }
    return specifiers(before: index, in: code).contains { $0.text == "static" }
  }

  /// The words of a declaration in front of its name, back to the end of whatever stands before the declaration.
  private static func specifiers(before index: Int, in code: [CToken]) -> [CToken] {
    var start = index
    while start > 0, code[start - 1].segment == code[index].segment,
      code[start - 1].kind == .identifier || code[start - 1].isPunctuator("*")
    {
      start -= 1
    }
    return Array(code[start..<index])
  }
}
