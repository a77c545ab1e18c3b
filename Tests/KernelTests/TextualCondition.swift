/// The `#if`s that enclose a place of a file.
struct TextualCondition {
  /// One part for each `#if`. A part that is not a plain test of one CONFIG symbol is in backquotes as written.
  private var parts: [String]

  /// A conjunction with its parts sorted; nil when nothing encloses the place.
  var formula: String? { parts.isEmpty ? nil : parts.sorted().joined(separator: " && ") }

  /// The condition of a place in a file that another file includes: both conditions hold.
  func and(_ includer: TextualCondition) -> TextualCondition {
    var both = self
    both.parts += includer.parts
    return both
  }

  /// Reads the directives of a file up to an offset.
  init(around offset: Int, in directives: [CDirective]) {
    var open: [String] = []
    for directive in directives where directive.offset < offset {
      switch directive.keyword {
      case "if", "ifdef", "ifndef": open.append(Self.atom(directive))
      case "elif" where !open.isEmpty: open[open.count - 1] = Self.atom(directive)
      case "else" where !open.isEmpty: open[open.count - 1] = "`else of \(open[open.count - 1])`"
      case "endif": _ = open.popLast()
      default: continue
      }
    }
    parts = open
  }

  private static func atom(_ directive: CDirective) -> String {
    let words = directive.tokens.dropFirst().map(\.text)
    let isSymbol = words.count == 1 && words[0].hasPrefix("CONFIG_")
    switch directive.keyword {
    case "ifdef" where isSymbol: return words[0]
    case "ifndef" where isSymbol: return "!" + words[0]
    default: return "`" + ([directive.keyword] + words).joined(separator: " ") + "`"
    }
  }
}
