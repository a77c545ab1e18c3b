import BooleanLogic

/// The assignments of a kbuild Makefile, each with the condition under which it is made.
struct MakefileReader: Sendable {
  /// One assignment to a variable; `=`, `:=` and `+=` count alike, since lists are only ever added to.
  struct Statement: Sendable {
    /// Without the selector, such as `obj` or `nf_conntrack`; the whole name when there is none.
    var stem: String
    /// As it is written, such as `obj-$(CONFIG_NET)`.
    var variable: String
    /// How the name ends, as those of the lists of objects do; nil when it does not.
    var selector: ObjectSelector?
    /// What the directives around the line ask for; nil when one of them is not understood.
    var surrounding: Formula?
    var words: [String]
  }

  let statements: [Statement]

  /// Reads a file. O(n), and O(3^references) in a single directive with at most five references.
  init(_ bytes: [UInt8]) {
    var statements: [Statement] = []
    var branches: [Branch] = []
    for line in MakefileLine.lines(of: bytes) {
      switch line.keyword {
      case "ifeq", "ifneq", "ifdef", "ifndef": branches.append(Branch(MakeCondition.formula(of: line.text)))
      case "else":
        guard !branches.isEmpty else { continue }
        let rest = String(line.text.dropFirst("else".count).drop { $0 == " " })
        branches[branches.count - 1].next(rest.isEmpty ? .always : MakeCondition.formula(of: rest))
      case "endif": _ = branches.popLast()
      default:
        guard !line.isRecipe, let assignment = line.assignment else { continue }
        let (stem, selector) = Self.selector(of: assignment.name)
        let isUnreadable = selector == nil && assignment.name.contains("$")
        statements.append(
          Statement(
            stem: stem, variable: assignment.name, selector: selector,
            surrounding: isUnreadable ? nil : .and(ofKnown: branches.map(\.current)),
            words: Words.list(assignment.value)))
      }
    }
    self.statements = statements
  }

  /// One `ifeq` ... `else` ... `endif`.
  private struct Branch {
    /// The condition of the branch that is being read.
    private(set) var current: Formula?
    /// Whether any branch before it was taken.
    private var earlier: Formula?

    init(_ condition: Formula?) {
      current = condition
      earlier = condition
    }

    mutating func next(_ condition: Formula?) {
      current = .and(ofKnown: [condition, earlier.map { .not(of: $0) }])
      earlier = earlier.flatMap { earlier in condition.map { .or(of: [earlier, $0]) } }
    }
  }

  /// Splits a variable's name into its stem and its selector; nil when it has none.
  private static func selector(of name: String) -> (stem: String, selector: ObjectSelector?) {
    if let dollar = name.firstIndex(of: "$"), dollar > name.startIndex,
      name[name.index(before: dollar)] == "-",
      let reference = MakeCondition.Reference(prefixOf: name[dollar...]), reference.end == name.endIndex,
      let selector = selectedSymbol(reference.body)
    {
      return (String(name[..<name.index(before: dollar)]), selector)
    }
    for (ending, selector) in [("-y", ObjectSelector.builtIn), ("-m", .modular), ("-objs", .either)]
    where name.hasSuffix(ending) && name.count > ending.count {
      return (String(name.dropLast(ending.count)), selector)
    }
    return (name, nil)
  }

  /// Reads `CONFIG_X`, `CONFIG_X:m=y` and `subst m,y,$(CONFIG_X)`.
  private static func selectedSymbol(_ body: String) -> ObjectSelector? {
    if body.hasSuffix(":m=y") { return MakeCondition.symbol(String(body.dropLast(4))).map { .whereEnabled($0) } }
    if body.hasPrefix("subst m,y,"), let inner = MakeCondition.Reference(prefixOf: body.dropFirst(10)) {
      return MakeCondition.symbol(inner.body).map { .whereEnabled($0) }
    }
    return MakeCondition.symbol(body).map { .symbol($0) }
  }
}

extension Formula {
  /// The conjunction of conditions of which some may not be known: false if one is, otherwise nil if one is not known.
  static func and(ofKnown operands: [Formula?]) -> Formula? {
    let known = operands.compactMap { $0 }
    let result = Formula.and(of: known)
    return known.count == operands.count || result == .never ? result : nil
  }

  /// The disjunction of conditions of which some may not be known: true if one is, otherwise nil if one is not known.
  static func or(ofKnown operands: [Formula?]) -> Formula? {
    let known = operands.compactMap { $0 }
    let result = Formula.or(of: known)
    return known.count == operands.count || result == .always ? result : nil
  }
}
