import Dialect
import SourceText

/// A piece of C that shows a rule, and tests it.
public struct RuleExample: Sendable {
  public enum Kind: Sendable {
    /// Has the findings that its comments draw.
    case bad(String, fixed: String?)
    case good(String)
  }

  /// What an example changes.
  public struct Before: Sendable {
    public let code: String
    /// nil for the release of the new tree.
    public let kernel: KernelVersion?
  }

  /// The release it is for; nil for the newest one that the rule is about.
  public let kernel: KernelVersion?
  public let why: String?
  /// Kconfig definitions of the symbols in the code; nil when nothing is known about them.
  public let kconfig: String?
  public let kind: Kind
  /// The old tree of a rule about changes; nil for other rules.
  public let before: Before?
  /// Where the text begins in the rule file.
  public let range: SourceRange
}
