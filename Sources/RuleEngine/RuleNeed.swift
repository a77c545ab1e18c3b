import Dialect

/// Something that the kernel itself must have for a rule to apply, whatever its version says: distributions backport.
public enum RuleNeed: Hashable, Sendable {
  case flag(String)
  case suffix(String)
  case macro(String)

  /// Reads `flag KF_X`, `suffix __x` or `macro X`; nil for other texts.
  init?(_ text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { return nil }
    let name = parts[1]
    switch parts[0] {
    case "flag" where RuleTextForm.flag.accepts(name): self = .flag(name)
    case "suffix":
      guard name.hasPrefix("__"), RuleTextForm.consists(name.dropFirst(2), of: "abcdefghijklmnopqrstuvwxyz0123456789_")
      else { return nil }
      self = .suffix(name)
    case "macro":
      let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"
      guard RuleTextForm.consists(name.prefix(1), of: letters), RuleTextForm.consists(name, of: letters + "0123456789")
      else { return nil }
      self = .macro(name)
    default: return nil
    }
  }

  /// Tells whether the kernel has it.
  func isMet(by dialect: Dialect) -> Bool {
    switch self {
    case .flag(let name): dialect.flag(named: name) != nil
    case .suffix(let text): dialect.hasSuffix(text)
    case .macro(let name): dialect.hasMacro(name)
    }
  }
}

extension RuleNeed: CustomStringConvertible {
  public var description: String {
    switch self {
    case .flag(let name): "flag \(name)"
    case .suffix(let text): "suffix \(text)"
    case .macro(let name): "macro \(name)"
    }
  }
}

extension Dialect {
  /// Tells whether the kernel defines a macro that annotations use: of sets, entries, definitions or type-safe fields,
  /// or a flag.
  func hasMacro(_ name: String) -> Bool {
    setMacros.contains { $0.start == name || $0.end == name } || entryMacros.contains { $0.name == name }
      || definitionMacros.contains { $0.name == name } || safeTypeMacros.contains { $0.name == name }
      || flag(named: name) != nil
  }
}
