import Diagnostics
import Dialect
import SourceText

/// Analyses the files of an example.
public protocol SnippetAnalyzer: Sendable {
  /// Returns the model of files that are a whole tree by themselves, for a kernel release.
  ///
  /// - Parameter kconfig: Kconfig definitions; nil when nothing is known about configurations.
  /// - Parameter before: the old tree, for rules about changes.
  func model(
    of example: ExampleFiles, kernel: KernelVersion, kconfig: String?, before: (ExampleFiles, KernelVersion)?
  ) async throws -> any SubjectSource
}

/// Runs the examples of rules as tests.
public struct RuleTester: Sendable {
  /// One way in which a rule does not do what its example says.
  public struct Failure: Hashable, Sendable, CustomStringConvertible {
    public let rule: RuleID
    /// The example in the rule file.
    public let place: SourceRange
    /// What differs, in one clause or several lines.
    public let message: String

    public var description: String {
      "\(place.path):\(place.start.line):\(place.start.column): error: \(message) [\(rule)]"
    }
  }

  private let analyzer: any SnippetAnalyzer
  private let newest: KernelVersion

  /// - Parameters:
  ///   - newest: the release for examples that name none, of rules without an upper bound.
  public init(analyzer: any SnippetAnalyzer, newest: KernelVersion) {
    self.analyzer = analyzer
    self.newest = newest
  }

  /// Runs all examples of a rule, in order.
  public func failures(of rule: Rule) async -> [Failure] {
    var failures: [Failure] = []
    for example in rule.examples {
      failures += await problems(of: example, rule).map { Failure(rule: rule.id, place: example.range, message: $0) }
    }
    return failures
  }

  private func problems(of example: RuleExample, _ rule: Rule) async -> [String] {
    let kernel = example.kernel ?? rule.kernel.until ?? newest
    do {
      switch example.kind {
      case .good(let code):
        return try await silent(code, rule, kernel, example, "the good code")
      case .bad(let text, let fixed):
        let snippet = MarkedSnippet(text)
        let evaluation = try await evaluate(snippet.code, rule, kernel, example)
        var problems = evaluation.notifications.map(\.message)
        if !rule.applies(to: evaluation.dialect) { problems.append("the rule does not apply to kernel \(kernel)") }
        problems += Self.differences(snippet, evaluation.findings)
        problems += Self.fixProblems(snippet.code, evaluation.findings, fixed)
        if let fixed, problems.isEmpty {
          problems += try await silent(fixed, rule, kernel, example, "the fixed code")
        }
        return problems
      }
    } catch {
      return ["the example cannot be analysed: \(error)"]
    }
  }

  private func silent(
    _ code: String, _ rule: Rule, _ kernel: KernelVersion, _ example: RuleExample, _ name: String
  ) async throws -> [String] {
    let evaluation = try await evaluate(code, rule, kernel, example)
    return evaluation.notifications.map(\.message)
      + evaluation.findings.map { "\(name) has a finding: \(Self.drawn($0))" }
      // A rule that cannot decide is silent for another reason than the example means.
      + (evaluation.undecided > 0 ? ["\(name) leaves \(evaluation.undecided) undecided"] : [])
  }

  private func evaluate(
    _ code: String, _ rule: Rule, _ kernel: KernelVersion, _ example: RuleExample
  ) async throws -> (findings: [Finding], notifications: [Notification], undecided: Int, dialect: Dialect) {
    let files = ExampleFiles(code, path: "example.c")
    let before = example.before.map { (ExampleFiles($0.code, path: "example.c"), $0.kernel ?? kernel) }
    let model = try await analyzer.model(of: files, kernel: kernel, kconfig: example.kconfig, before: before)
    let evaluation = Evaluation(rules: RuleSet([rule]), model: model)
    return (
      evaluation.findings.map(files.inExample), evaluation.notifications, evaluation.undecided[rule.id] ?? 0,
      model.dialect
    )
  }

  // MARK: Comparing

  /// Compares the findings with those that the comments draw, as multisets.
  private static func differences(_ snippet: MarkedSnippet, _ findings: [Finding]) -> [String] {
    // What says more is looked for first, so that it does not lose its finding to a comment that takes any.
    var missing = snippet.expectations.filter { $0.message != nil } + snippet.expectations.filter { $0.message == nil }
    var problems: [String] = []
    for finding in findings {
      let columns = columns(of: finding.range, in: snippet.code)
      let match = missing.firstIndex { expectation in
        expectation.line == finding.range.start.line && expectation.columns == columns
          && (expectation.message ?? finding.message) == finding.message
          && (expectation.severity ?? finding.severity) == finding.severity
      }
      if let match {
        missing.remove(at: match)
      } else {
        problems.append("a finding that the example does not draw: \(drawn(finding))")
      }
    }
    return problems
      + missing.map {
        "no \($0.severity?.rawValue ?? "finding") at line \($0.line), columns \($0.columns.lowerBound) to \($0.columns.upperBound - 1)"
          + ($0.message.map { ": \($0)" } ?? "")
      }
  }

  /// Returns the columns of a range on its first line.
  private static func columns(of range: SourceRange, in code: String) -> Range<Int> {
    guard range.end.line > range.start.line else {
      return range.start.column..<max(range.start.column, range.end.column)
    }
    let bytes = Array(code.utf8)
    let length = LineTable(bytes).range(ofLine: range.start.line, in: bytes)?.count ?? 0
    return range.start.column..<max(range.start.column, length + 1)
  }

  private static func drawn(_ finding: Finding) -> String {
    let range = finding.range
    let end = range.end.line == range.start.line ? " to \(range.end.column - 1)" : " to the end"
    return
      "line \(range.start.line), columns \(range.start.column)\(end): \(finding.severity.rawValue): \(finding.message)"
  }

  /// Applies the fixes of all findings and compares the outcome with the text that the example gives.
  private static func fixProblems(_ code: String, _ findings: [Finding], _ fixed: String?) -> [String] {
    let edits = findings.compactMap(\.fix).flatMap(\.edits)
    guard let fixed else { return edits.isEmpty ? [] : ["the findings have a fix, but the example does not show it"] }
    guard !edits.isEmpty else { return ["the example shows a fix, but the findings have none"] }
    guard let text = EditedText(Array(code.utf8), edits: edits) else { return ["the edits of the fixes overlap"] }
    let outcome = String(decoding: text.bytes, as: UTF8.self)
    return outcome == fixed ? [] : ["the fix gives another text than 'fixed':\n\(outcome)"]
  }
}
