import Diagnostics

/// Paints parts of the text output with SGR sequences (ECMA-48 §8.3.117), or leaves them plain.
struct TextStyle {
  /// What a piece of text is, which decides its colour.
  enum Role {
    case severity(Severity)
    case place, headline, gutter, caret, relatedCaret, label, removed, added
  }

  let usesColor: Bool

  /// Returns the text in the colour of its role.
  func paint(_ text: String, _ role: Role) -> String {
    guard usesColor, !text.isEmpty else { return text }
    return "\u{1b}[\(TextStyle.parameters(of: role))m\(text)\u{1b}[0m"
  }

  private static func parameters(of role: Role) -> String {
    switch role {
    case .severity(.error): "1;31"
    case .severity(.warning): "1;35"
    case .severity(.note): "1;36"
    case .place, .headline, .label: "1"
    case .gutter: "34"
    case .caret: "1;32"
    case .relatedCaret: "36"
    case .removed: "31"
    case .added: "32"
    }
  }
}
