extension BodyParser {
  /// Words that begin a type or a declaration.
  static let typeWords: Set<String> = [
    "struct", "union", "enum", "const", "volatile", "static", "extern", "register", "auto", "unsigned", "signed", "int",
    "long", "short", "char", "void", "bool", "_Bool", "float", "double", "typeof", "__typeof__", "typeof_unqual",
    "__auto_type", "__int128",
  ]
  private static let qualifiers: Set<String> = [
    "const", "volatile", "static", "extern", "register", "auto", "__maybe_unused", "__always_unused", "__read_mostly",
    "__user", "__rcu", "__percpu", "__iomem", "__kernel", "restrict", "__force", "__aligned", "__ro_after_init",
  ]
  /// Names of integers that the kernel and C libraries have; others end in `_t`.
  private static let integerNames: Set<String> = [
    "u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64", "__u8", "__u16", "__u32", "__u64", "__s8", "__s16", "__s32",
    "__s64", "__be16", "__be32", "__be64", "__le16", "__le32", "__le64", "__wsum", "__sum16", "ulong", "uint", "ushort",
  ]

  static func namesType(_ word: String) -> Bool {
    typeWords.contains(word) || integerNames.contains(word) || (word.hasSuffix("_t") && word.count > 2)
  }

  /// Whether a declaration stands at the position, and no expression.
  func startsDeclaration() -> Bool {
    let word = tokens.text(position)
    if Self.typeWords.contains(word) { return true }
    guard tokens.isIdentifier(position) else { return false }
    if word == "CLASS", tokens.isToken(position + 1, "(") { return true }
    var next = position + 1
    if tokens.isIdentifier(next) { return !tokens.isToken(position + 1, "else") }
    guard tokens.isToken(next, "*") else { return false }
    while tokens.isToken(next, "*") || Self.qualifiers.contains(tokens.text(next)) { next += 1 }
    guard tokens.isIdentifier(next) else { return false }
    if tokens.text(next).hasPrefix("__"), tokens.isToken(next + 1, "(") { return true }
    return tokens.isToken(next + 1, "=") || tokens.isToken(next + 1, ";") || tokens.isToken(next + 1, ",")
      || tokens.isToken(next + 1, "[") || tokens.isIdentifier(next + 1)
  }

  mutating func declaration(_ start: Int) -> Statement {
    if tokens.isToken(position, "CLASS") { return classDeclaration(start) }
    var base = TypeName(words: [], stars: 0)
    var isStatic = false
    guard specifiers(&base, &isStatic) else { return lost(start) }
    var declarators: [Declarator] = []
    while !take(";") {
      guard let declarator = declarator(base, isStatic) else { return lost(start) }
      declarators.append(declarator)
      if take(",") { continue }
      if take(";") { break }
      return lost(start)
    }
    return make(.declaration(declarators), start)
  }

  /// `CLASS(name, variable)(arguments);`: what the class returns is nothing that is known.
  private mutating func classDeclaration(_ start: Int) -> Statement {
    let name = tokens.text(position + 2)
    let variable = tokens.text(position + 4)
    guard let behind = tokens.behindClosing(position + 1), tokens.isToken(behind, "("),
      let end = tokens.behindClosing(behind), tokens.isToken(position + 3, ",")
    else { return lost(start) }
    position = end
    let declarator = Declarator(
      name: variable, type: TypeName(words: [name], stars: 0), isArray: false, isStatic: false,
      cleanup: nil, value: Expression(.unknown, tokens.range(start, end)), tokens: tokens.range(start, end))
    return finish(.declaration([declarator]), start)
  }

  mutating func specifiers(_ base: inout TypeName, _ isStatic: inout Bool) -> Bool {
    while tokens.isIdentifier(position) {
      let word = tokens.text(position)
      if word == "static" { isStatic = true }
      if Self.qualifiers.contains(word) {
        position += 1
        if tokens.isToken(position, "(") { position = tokens.behindClosing(position) ?? tokens.count }
        continue
      }
      if ["typeof", "__typeof__", "typeof_unqual"].contains(word) {
        guard tokens.isToken(position + 1, "("), let behind = tokens.behindClosing(position + 1) else { return false }
        base.words.append(word)
        position = behind
        continue
      }
      if ["struct", "union", "enum"].contains(word) {
        base.words.append(word)
        position += 1
        if tokens.isIdentifier(position) {
          base.words.append(tokens.text(position))
          position += 1
        }
        if tokens.isToken(position, "{") { position = tokens.behindClosing(position) ?? tokens.count }
        continue
      }
      // The last word is the declared name, unless the words so far are no type yet.
      let isTypeWord = Self.typeWords.contains(word)
      if !isTypeWord, !base.words.isEmpty { return true }
      base.words.append(word)
      position += 1
    }
    return !base.words.isEmpty
  }

  mutating func declarator(_ base: TypeName, _ isStatic: Bool) -> Declarator? {
    let start = position
    var type = base
    var cleanup: String?
    while true {
      if take("*") {
        type.stars += 1
        continue
      }
      let word = tokens.text(position)
      if Self.qualifiers.contains(word) || (word.hasPrefix("__") && tokens.isToken(position + 1, "(")) {
        position += 1
        if tokens.isToken(position, "(") {
          if word == "__free" { cleanup = tokens.text(position + 1) }
          position = tokens.behindClosing(position) ?? tokens.count
        }
        continue
      }
      break
    }
    var name = ""
    if tokens.isToken(position, "("), tokens.isToken(position + 1, "*") {
      // A pointer to a function: the name, then the parameters.
      name = tokens.text(position + 2)
      position = tokens.behindClosing(position) ?? tokens.count
      if tokens.isToken(position, "(") { position = tokens.behindClosing(position) ?? tokens.count }
      type.stars += 1
    } else {
      guard tokens.isIdentifier(position) else { return nil }
      name = tokens.text(position)
      position += 1
    }
    var isArray = false
    while tokens.isToken(position, "[") {
      isArray = true
      position = tokens.behindClosing(position) ?? tokens.count
    }
    while tokens.isIdentifier(position) {
      // Attributes behind the name.
      if tokens.text(position) == "__free", tokens.isToken(position + 1, "(") { cleanup = tokens.text(position + 2) }
      position += 1
      if tokens.isToken(position, "(") { position = tokens.behindClosing(position) ?? tokens.count }
    }
    if tokens.isToken(position, ":") {
      // A bit field in a local struct never gets here; this is no declaration.
      return nil
    }
    var value: Expression?
    if take("=") { value = tokens.isToken(position, "{") ? initializer() : assignment() }
    return Declarator(
      name: name, type: type, isArray: isArray, isStatic: isStatic, cleanup: cleanup, value: value,
      tokens: tokens.range(start, position))
  }

  /// Returns the type between parentheses and the position behind them, nil when an expression stands there.
  func typeName(at open: Int) -> (type: TypeName, behind: Int)? {
    guard let behind = tokens.behindClosing(open), behind - open > 2 else { return nil }
    var type = TypeName(words: [], stars: 0)
    var place = open + 1
    let end = behind - 1
    var isKnown = false
    while place < end, tokens.isIdentifier(place) {
      let word = tokens.text(place)
      if Self.namesType(word) || Self.qualifiers.contains(word) { isKnown = true }
      if ["typeof", "__typeof__", "typeof_unqual"].contains(word), tokens.isToken(place + 1, "("),
        let behindType = tokens.behindClosing(place + 1)
      {
        type.words.append(word)
        place = behindType
        continue
      }
      if !Self.qualifiers.contains(word) { type.words.append(word) }
      place += 1
    }
    guard !type.words.isEmpty else { return nil }
    while place < end {
      if tokens.isToken(place, "*") {
        type.stars += 1
      } else if tokens.isIdentifier(place), Self.qualifiers.contains(tokens.text(place)) {
        isKnown = true
      } else if tokens.isToken(place, "("), tokens.isToken(place + 1, "*") {
        // A pointer to a function.
        type.stars += 1
        return isKnown || type.words.count > 0 ? (type, behind) : nil
      } else {
        return nil
      }
      place += 1
    }
    if isKnown || type.stars > 0 { return (type, behind) }
    // `(name) x`: two operands in a row make it a cast.
    let isOperand =
      tokens.isIdentifier(behind) || tokens.kind(behind) == .number || tokens.kind(behind) == .string
    return type.words.count == 1 && isOperand ? (type, behind) : nil
  }
}

extension BodyParser {
  /// Reads one parameter of a function's header.
  mutating func parameter() -> PathExplorer.Parameter {
    var type = TypeName(words: [], stars: 0)
    var isStatic = false
    guard specifiers(&type, &isStatic), let declarator = declarator(type, false) else {
      return PathExplorer.Parameter(name: "", type: type)
    }
    type = declarator.type
    if declarator.isArray { type.stars += 1 }
    return PathExplorer.Parameter(name: declarator.name, type: type)
  }
}
