import Diagnostics
import Dialect
import Model
import SourceText

/// A rule, ready to be evaluated.
public struct Rule: Sendable {
  /// How far a rule can be relied on.
  public enum Status: String, Sendable { case preview, stable, deprecated }

  public let id: RuleID
  /// The directory of the rule file, such as `flags`; empty for a file without one.
  public let family: String
  /// The release of kfunclint that has it first.
  public let since: String
  public let status: Status
  public let aliases: [RuleID]
  /// The rulebook's classes: any of E R V U D H.
  public let classes: [String]
  public let kernel: VersionRange
  public let needs: [RuleNeed]
  /// The object type of the model that the rule looks at.
  public let subject: String
  public let docs: Documentation
  public let examples: [RuleExample]
  /// Where the rule file states the name.
  public let idRange: SourceRange

  let severities: [Level]
  let when: RuleExpression?
  let assertion: RuleExpression
  let message: MessageTemplate
  let at: RuleExpression
  /// The path to what is wrong.
  let flow: [Place]
  let related: [Place]
  let notes: [Note]
  let detail: RuleExpression?
  let fix: FixRecipe?

  /// What users read about a rule.
  public struct Documentation: Sendable {
    public let what: String
    public let why: String
    public let exceptions: String
    public let references: [String]
    /// nil for a rule without a fix that says nothing about it.
    public let fixSafety: String?
  }

  /// A severity with the circumstances in which it applies.
  struct Level: Sendable {
    let when: RuleExpression?
    let kernel: VersionRange
    let severity: Severity
    var isUnconditional: Bool { when == nil && kernel == VersionRange() }
  }

  struct Place: Sendable {
    let each: RuleExpression?
    let when: RuleExpression?
    let at: RuleExpression
    let message: MessageTemplate
  }

  struct Note: Sendable {
    let when: RuleExpression?
    let text: MessageTemplate
  }

  /// Whether the rule looks at what is different between two trees: it says nothing about one.
  public var isAboutChanges: Bool { Model.comparedTypes.contains(subject) }

  /// Tells whether the rule is about a kernel: its release and what it defines.
  public func applies(to dialect: Dialect) -> Bool {
    kernel.contains(dialect.version) && needs.allSatisfy { $0.isMet(by: dialect) }
  }

  /// The most severe level that the rule can report.
  public var highestSeverity: Severity {
    status == .preview ? .note : severities.map(\.severity).max() ?? .note
  }
}
