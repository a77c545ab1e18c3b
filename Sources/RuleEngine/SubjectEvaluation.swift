import CEL
import Crypto
import Diagnostics
import SourceText

/// The evaluation of one rule on one object.
struct SubjectEvaluation {
  enum Result {
    /// The rule is not about the object, or its assertion holds.
    case holds
    case undecided
    case finding(Finding)
    /// An expression failed, which is a defect of the rule.
    case failed(Notification)
  }

  let rule: Rule
  let source: any SubjectSource
  let row: Int

  func result() -> Result {
    do throws(EvaluationError) {
      switch try isViolated() {
      case .no: return .holds
      case .unknown: return .undecided
      case .yes: break
      }
      guard let range = try place(rule.at) else { return .undecided }
      return .finding(try finding(at: range))
    } catch {
      return .failed(notification(error))
    }
  }

  /// Whether the rule is about the object and its assertion does not hold.
  private func isViolated() throws(EvaluationError) -> Truth {
    let applies = try rule.when.map { condition throws(EvaluationError) in try truth(condition) } ?? .yes
    if applies == .no { return .no }
    switch (applies, evaluate(rule.assertion)) {
    case (_, .value(.bool(true))): return .no
    case (.yes, .value(.bool(false))): return .yes
    // The condition may be what guards an assertion that fails.
    case (.unknown, _), (_, .unknown): return .unknown
    case (_, .error(let error)): throw error
    case (_, .value(let value)): throw EvaluationError("a condition is \(value)")
    }
  }

  // MARK: The finding

  private func finding(at range: SourceRange) throws(EvaluationError) -> Finding {
    let subject = source.identity(of: rule.subject, row: row)
    let names = source.names(of: rule.subject, row: row)
    let identity = FindingIdentity(
      rule: rule.id, subjectKind: subject.kind, subjectKey: subject.key, parameterIndex: subject.parameterIndex,
      detail: try detail())
    var notes: [String] = []
    for note in rule.notes where try isShown(note.when) { notes.append(try text(note.text)) }
    return Finding(
      rule: rule.id, severity: try severity(), message: try text(rule.message), range: range, kfunc: names.kfunc,
      set: names.set, parameter: names.parameter, related: try locations(rule.related),
      flow: try locations(rule.flow), notes: notes,
      fix: try FixBuilder(evaluation: self).fix(), identity: identity, fingerprint: identity.fingerprint)
  }

  private func severity() throws(EvaluationError) -> Severity {
    if rule.status == .preview { return .note }
    var possible: [Severity] = []
    for level in rule.severities where level.kernel.contains(source.dialect.version) {
      switch try level.when.map({ expression throws(EvaluationError) in try truth(expression) }) ?? .yes {
      case .no: continue
      case .unknown: possible.append(level.severity)
      case .yes: return possible.reduce(level.severity) { min($0, $1) }
      }
    }
    return possible.min() ?? .note
  }

  private func detail() throws(EvaluationError) -> String {
    guard let detail = rule.detail else { return "" }
    switch evaluate(detail) {
    case .value(let value): return value.identityText
    case .unknown: return "?"
    case .error(let error): throw error
    }
  }

  private func locations(_ places: [Rule.Place]) throws(EvaluationError) -> [Finding.RelatedLocation] {
    var locations: [Finding.RelatedLocation] = []
    for stated in places {
      for item in try items(stated.each) {
        guard try isShown(stated.when, item), let range = try place(stated.at, item) else { continue }
        locations.append(Finding.RelatedLocation(message: try text(stated.message, item), range: range))
      }
    }
    return locations
  }

  /// Returns the elements that places are shown for; one without a value if there is no list.
  private func items(_ each: RuleExpression?) throws(EvaluationError) -> [Value?] {
    guard let each else { return [nil] }
    return try elements(of: each).list.filter { if case .object = $0 { true } else { false } }
  }

  /// Returns the elements that edits are made for; nil where some may be missing.
  func allItems(_ each: RuleExpression?) throws(EvaluationError) -> [Value?]? {
    guard let each else { return [nil] }
    let elements = try elements(of: each)
    return elements.isComplete ? elements.list : nil
  }

  private func elements(of list: RuleExpression) throws(EvaluationError) -> (list: [Value], isComplete: Bool) {
    switch evaluate(list) {
    case .value(.list(let elements)): return (elements, true)
    case .value(.incompleteList(let elements, _)): return (elements, false)
    case .error(let error): throw error
    case .value, .unknown: return ([], false)
    }
  }

  private func notification(_ error: EvaluationError) -> Notification {
    let subject = source.identity(of: rule.subject, row: row)
    return Notification(
      id: "rule-failed", level: .error,
      message: "rule '\(rule.id)' failed on \(subject.kind) '\(subject.key)': \(error.message)")
  }

  // MARK: Expressions

  enum Truth { case yes, no, unknown }

  func evaluate(_ expression: RuleExpression, _ item: Value? = nil) -> Outcome {
    var variables: [String: Value] = [
      rule.subject: .object(ObjectReference(type: rule.subject, row: row)),
      "dialect": .object(ObjectReference(type: "dialect", row: 0)),
    ]
    variables["item"] = item
    return expression.program.evaluate(variables: variables, resolver: SubjectResolver(source: source))
  }

  func truth(_ expression: RuleExpression, _ item: Value? = nil) throws(EvaluationError) -> Truth {
    switch evaluate(expression, item) {
    case .value(.bool(let value)): return value ? .yes : .no
    case .unknown: return .unknown
    case .error(let error): throw error
    case .value(let value): throw EvaluationError("a condition is \(value)")
    }
  }

  /// Whether an optional part is shown: its condition is missing or certainly holds.
  func isShown(_ condition: RuleExpression?, _ item: Value? = nil) throws(EvaluationError) -> Bool {
    guard let condition else { return true }
    return try truth(condition, item) == .yes
  }

  /// Returns a place, nil if it is not known.
  func place(_ expression: RuleExpression, _ item: Value? = nil) throws(EvaluationError) -> SourceRange? {
    switch evaluate(expression, item) {
    case .value(.object(let reference)) where reference.type == "range": return source.range(reference.row)
    case .unknown: return nil
    case .error(let error): throw error
    case .value(let value): throw EvaluationError("a place is \(value)")
    }
  }

  func text(_ template: MessageTemplate, _ item: Value? = nil) throws(EvaluationError) -> String {
    try template.render { evaluate($0, item) }
  }
}

extension FindingIdentity {
  /// First 32 hex digits of the SHA-256 of ``canonicalJSON``.
  public var fingerprint: String {
    SHA256.hash(data: Array(canonicalJSON.utf8)).prefix(16).map(HexDigits.pair).joined()
  }
}
