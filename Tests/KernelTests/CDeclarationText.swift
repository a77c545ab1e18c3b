/// A parameter's or a function's type, read from the words of its declaration and spelled as a gcc-built kernel's
/// BTF has it.
///
/// Qualifiers come first, one space stands before `*`, typedef names stay, sparse tags go, integer types have the
/// names that gcc gives them in debug information (`long unsigned int`), a parameter that is a function or an array
/// is a pointer.
struct CDeclarationText: Equatable {
  /// Nil when the declaration has no name.
  var name: String?
  var type: String

  /// Words that are no part of the type: storage, function specifiers, attribute macros and sparse annotations.
  static let dropped: Set<String> = [
    "static", "extern", "inline", "__inline", "__inline__", "__always_inline", "noinline", "noinline_for_stack",
    "notrace",
    "asmlinkage", "__bpf_kfunc", "__weak", "__used", "__maybe_unused", "__init", "__cold", "__must_check", "__visible",
    "__noclone", "__user", "__rcu", "__percpu", "__iomem", "__kernel", "__force", "__kptr", "__arena", "register",
    "__restrict", "restrict", "__retain", "nokprobe_inline", "__malloc", "__pure",
  ]

  private static let integerWords: Set<String> = ["char", "short", "int", "long", "signed", "unsigned"]

  private init(name: String?, type: String) {
    self.name = name
    self.type = type
  }

  /// Reads a parameter's declaration, or a function's up to its name.
  init(_ tokens: [CToken]) {
    let words = tokens.filter { !($0.kind == .identifier && Self.dropped.contains($0.text)) }
    if let open = words.firstIndex(where: { $0.isPunctuator("(") }), let close = words.closingParenthesis(of: open) {
      self = Self.function(words, open: open, close: close)
    } else {
      self = Self.object(words)
    }
  }

  /// `int (*fn)(A a)`, `bool (less)(A a, B b)` and `int fn(A a)`: all pointers to functions when they are parameters.
  private static func function(_ words: [CToken], open: Int, close: Int) -> Self {
    let result: CDeclarationText
    let name: String?
    var stars = 1
    var parameters: ArraySlice<CToken> = words[(open + 1)..<close]
    if close + 1 < words.count, words[close + 1].isPunctuator("("), let end = words.closingParenthesis(of: close + 1) {
      result = Self.object(Array(words[..<open]))
      name = words[(open + 1)..<close].first { $0.kind == .identifier }?.text
      stars = Swift.max(1, words[(open + 1)..<close].count { $0.isPunctuator("*") })
      parameters = words[(close + 2)..<end]
    } else {
      result = Self.object(Array(words[..<open]))
      name = result.name
    }
    let types = Array(parameters).splitAtCommas().map { CDeclarationText($0).type }
    let pointer = "(" + String(repeating: "*", count: stars) + ")"
    let list = "(" + (types.isEmpty ? "void" : types.joined(separator: ", ")) + ")"
    return Self(name: name, type: result.type + (result.type.hasSuffix("*") ? "" : " ") + pointer + list)
  }

  /// Anything but a function: qualifiers, base type, pointers, name, array bounds.
  private static func object(_ words: [CToken]) -> Self {
    var qualifiers: Set<String> = []
    var base: [String] = []
    var pointers: [String] = []
    var name: String?
    var dimensions = 0
    var bracket = 0
    for word in words {
      if word.isPunctuator("[") {
        bracket += 1
        dimensions += bracket == 1 ? 1 : 0
      } else if word.isPunctuator("]") {
        bracket -= 1
      } else if bracket > 0 {
        continue
      } else if word.isPunctuator("*") {
        pointers.append("*")
      } else if word.isPunctuator(".") {
        base = ["..."]
      } else if word.text == "const" || word.text == "volatile" {
        if pointers.isEmpty { qualifiers.insert(word.text) } else { pointers[pointers.count - 1] += word.text }
      } else if pointers.isEmpty, Self.belongs(word.text, to: base) {
        base.append(word.text)
      } else {
        name = word.text
      }
    }
    if dimensions > 0 { pointers.append("*") }
    var type = (qualifiers.sorted() + [integerName(base)]).joined(separator: " ")
    if !pointers.isEmpty { type += " " }
    for pointer in pointers {
      if type.hasSuffix("const") { type += " " }
      type += pointer
    }
    return Self(name: name, type: type)
  }

  /// Whether a word continues a base type: the tag behind `struct`, further words of an integer type, or the first
  /// word.
  private static func belongs(_ word: String, to base: [String]) -> Bool {
    guard let last = base.last else { return true }
    if base.count == 1, ["struct", "union", "enum"].contains(last) { return true }
    return integerWords.contains(last) && integerWords.contains(word)
  }

  /// The name that gcc's debug information has for an integer type; other types as they are.
  private static func integerName(_ base: [String]) -> String {
    guard let first = base.first, integerWords.contains(first) else { return base.joined(separator: " ") }
    let sign = base.contains("unsigned") ? "unsigned " : ""
    if base.contains("char") { return base.contains("signed") ? "signed char" : sign + "char" }
    if base.contains("short") { return "short " + sign + "int" }
    return String(repeating: "long ", count: base.count { $0 == "long" }) + sign + "int"
  }
}
