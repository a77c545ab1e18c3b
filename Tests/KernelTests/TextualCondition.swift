/// The `#if`s that enclose a place of a file, outermost first.
struct TextualCondition {
  /// Nil when nothing encloses the place, else a conjunction with its parts sorted. Parts that are not a plain test of one
  /// CONFIG symbol are in backquotes as written.
  let formula: String?

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
    formula = open.isEmpty ? nil : open.sorted().joined(separator: " && ")
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
