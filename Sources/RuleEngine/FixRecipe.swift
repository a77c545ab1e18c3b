import Diagnostics

/// How a rule's fix is made.
struct FixRecipe: Sendable {
  /// A text at a place, or at one place for each element of a list.
  struct TextEdit: Sendable {
    enum Position: Sendable { case replacing, before, after }

    let each: RuleExpression?
    let when: RuleExpression?
    let position: Position
    let at: RuleExpression
    /// nil for nothing: the place is deleted.
    let text: MessageTemplate?
  }

  /// A safety with the objects that it is said of.
  struct Level: Sendable {
    let when: RuleExpression?
    let safety: Fix.Safety
  }

  /// The first that fits is taken; the last always does.
  let safeties: [Level]
  let description: MessageTemplate?
  let when: RuleExpression?
  let addFlags: [String]
  let removeFlags: [String]
  let edits: [TextEdit]
}
