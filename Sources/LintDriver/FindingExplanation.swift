import Diagnostics
import Dialect
import Facts
import RuleEngine
import SourceText

/// The text of `kfunclint explain --finding`: all that a report about a wrong finding needs.
public struct FindingExplanation: Sendable {
  private let outcome: LintSession.Outcome
  private let rules: RuleSet

  /// - Parameter rules: every rule of the run.
  public init(_ outcome: LintSession.Outcome, rules: RuleSet) {
    self.outcome = outcome
    self.rules = rules
  }

  /// Why there is nothing to explain.
  public enum Failure: Error, Hashable, Sendable {
    case malformed(String)
    case notFound(String)
    case ambiguous(String, fingerprints: [String])

    public var message: String {
      switch self {
      case .malformed(let text): "'\(text)' is no fingerprint"
      case .notFound(let text): "no finding has the fingerprint '\(text)'"
      case .ambiguous(let text, let fingerprints): "'\(text)' is the beginning of \(fingerprints.count) fingerprints"
      }
    }

    public var remedy: String {
      switch self {
      case .malformed: "give its hexadecimal digits, at least the first 4, as in the 'fingerprint' of --format json"
      case .notFound:
        "give the same paths and options as to the run that found it; 'lint --format json' shows fingerprints"
      case .ambiguous(_, let fingerprints): "give more digits: \(fingerprints.prefix(5).joined(separator: ", "))"
      }
    }
  }

  /// Returns the digits of a fingerprint, of which the last may be missing. To be asked before an analysis is run for it.
  public static func digits(of fingerprint: String) throws(Failure) -> String {
    let digits = fingerprint.lowercased()
    guard (4...32).contains(digits.utf8.count), digits.allSatisfy({ $0.isHexDigit && $0.isASCII }) else {
      throw .malformed(fingerprint)
    }
    return digits
  }

  /// Returns the text about the findings with a fingerprint, of which the last digits may be missing.
  public func text(of fingerprint: String) throws(Failure) -> String {
    let prefix = try FindingExplanation.digits(of: fingerprint)
    let findings = outcome.report.findings.filter { $0.fingerprint.hasPrefix(prefix) }
    let fingerprints = Set(findings.map(\.fingerprint)).sorted()
    guard fingerprints.count < 2 else { throw .ambiguous(fingerprint, fingerprints: fingerprints) }
    guard let first = findings.first else { throw .notFound(fingerprint) }
    let sections =
      findings.map { [section("Finding \($0.fingerprint)", finding($0))] }.flatMap { $0 } + rule(of: first)
      + subjects(of: first)
      + [section("Files", files(of: findings)), section("Kernel", kernel), section("Program", program)]
    return sections.joined(separator: "\n")
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    title + "\n" + lines.map { "\($0)\n" }.joined()
  }

  // MARK: Sections

  private func finding(_ finding: Finding) -> [String] {
    var lines = [
      "  rule: \(finding.rule)", "  severity: \(finding.severity.rawValue)", "  message: \(finding.message)",
      "  place: \(FindingExplanation.place(finding.range))",
    ]
    lines += finding.notes.map { "  note: \($0)" }
    lines += finding.numberedFlow.map { "  path: \(FindingExplanation.place($0.range)): \($0.message)" }
    lines += finding.related.map { "  related: \(FindingExplanation.place($0.range)): \($0.message)" }
    if let fix = finding.fix { lines.append("  fix (\(fix.safety.rawValue)): \(fix.description)") }
    lines.append("  identity: \(finding.identity.canonicalJSON)")
    if let reason = finding.suppression {
      lines.append("  suppressed \(finding.isSuppressedInSource ? "in the source" : "outside of it"): \(reason)")
    }
    return lines
  }

  private func rule(of finding: Finding) -> [String] {
    guard let rule = rules.rule(named: finding.rule.rawValue) else { return [] }
    var lines = ["  \(rule.docs.what.split(whereSeparator: \.isWhitespace).joined(separator: " "))"]
    lines.append("  status: \(rule.status.rawValue), since \(rule.since); looks at each \(rule.subject)")
    lines += rule.docs.references.map { "  reference: \($0)" }
    return [section("Rule \(rule.id)", lines)]
  }

  private func subjects(of finding: Finding) -> [String] {
    guard let type = rules.rule(named: finding.rule.rawValue)?.subject else { return [] }
    let model = outcome.analysis.model
    let tree = ObjectTree(model: model)
    let rows = (0..<model.rowCount(of: type)).filter { row in
      let identity = model.identity(of: type, row: row)
      return identity.kind == finding.identity.subjectKind && identity.key == finding.identity.subjectKey
        && identity.parameterIndex == finding.identity.parameterIndex
    }
    return rows.map { row in
      section("Subject: \(tree.label(of: type, row: row))", tree.lines(of: type, row: row))
    }
  }

  /// How the files were parsed that the findings speak of.
  private func files(of findings: [Finding]) -> [String] {
    let paths = Set(findings.flatMap { [$0.range.path] + ($0.flow + $0.related).map(\.range.path) })
    return outcome.analysis.facts.files.filter { paths.contains($0.path) }.flatMap { file -> [String] in
      var lines = ["  \(file.path): \(file.context)"]
      if file.translationUnit != file.path { lines.append("    in translation unit \(file.translationUnit)") }
      switch file.status {
      case .complete: lines.append("    parsed completely")
      case .degraded(let reason): lines.append("    degraded: \(reason)")
      case .failed(let reason): lines.append("    not analysed: \(reason)")
      }
      if file.errorsInFile + file.errorsElsewhere > 0 {
        lines.append("    compiler errors: \(file.errorsInFile) in the file, \(file.errorsElsewhere) in headers")
      }
      lines.append("    compiled under: \(file.fileCondition.map(\.description) ?? "unknown")")
      lines += file.gaps.map { "    gap at line \($0.range.start.line): \($0.reason)" }
      return lines
    }
  }

  private var kernel: [String] {
    let kernel = outcome.report.kernel
    let dialect = outcome.analysis.model.dialect
    var lines = ["  version: \(kernel.version) (\(kernel.source))", "  vocabulary: \(dialect.vocabularyVersion)"]
    lines += DialectOrigins.lines(of: dialect).map { "  \($0)" }
    if let reason = outcome.analysis.model.incompleteReason { lines.append("  incomplete: \(reason)") }
    return lines
  }

  private var program: [String] {
    let tool = outcome.report.tool
    return ["  \(tool.name) \(tool.version)", "  libclang: \(tool.libclang ?? "not used")"]
  }

  private static func place(_ range: SourceRange) -> String {
    "\(range.path):\(range.start.line):\(range.start.column)"
  }
}
