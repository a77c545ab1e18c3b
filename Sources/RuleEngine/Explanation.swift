import Diagnostics
import Dialect

/// The text of `kfunclint explain RULE`.
public struct Explanation: Sendable {
  private let rule: Rule

  public init(_ rule: Rule) {
    self.rule = rule
  }

  /// Returns the text in lines of at most `width` columns, code excepted, with a final line feed.
  public func text(width: Int = 100) -> String {
    var sections = ["\(rule.id)\(statusText)\n" + wrapped(rule.docs.what, width)]
    sections.append(section("Why is this bad?", rule.docs.why, width))
    sections.append(section("Exceptions", rule.docs.exceptions, width))
    sections.append("Severity\n" + severityLines.map { "  \($0)\n" }.joined())
    sections.append("Applies to\n" + scopeLines.map { "  \($0)\n" }.joined())
    if let fixSafety = rule.docs.fixSafety {
      sections.append(
        section(
          rule.fix.map { "Fix (\($0.safeties.map(\.safety.rawValue).joined(separator: " or ")))" } ?? "Fix", fixSafety,
          width))
    }
    sections.append("References\n" + rule.docs.references.map { "  \($0)\n" }.joined())
    sections += rule.examples.map { example($0, width) }
    return sections.joined(separator: "\n")
  }

  private var statusText: String {
    switch rule.status {
    case .stable: ""
    case .preview: " (preview: findings are notes)"
    case .deprecated: " (deprecated)"
    }
  }

  private var severityLines: [String] {
    rule.severities.map { level in
      let kernel = level.kernel == VersionRange() ? nil : "kernel \(level.kernel.ruleText)"
      let when = level.when.map { "where \(singleLine($0.text))" }
      let conditions = [kernel, when].compactMap(\.self)
      return conditions.isEmpty
        ? level.severity.rawValue : "\(level.severity.rawValue): \(conditions.joined(separator: ", "))"
    }
  }

  private var scopeLines: [String] {
    let kernels = rule.kernel == VersionRange() ? "all kernel releases" : "kernel \(rule.kernel.ruleText)"
    let classes = rule.classes.compactMap { letter in Self.classTexts[letter].map { "class \(letter): \($0)" } }
    let needs = rule.needs.isEmpty ? [] : ["kernels that have \(rule.needs.map(\.description).joined(separator: ", "))"]
    let names = rule.aliases.isEmpty ? [] : ["also known as \(rule.aliases.map(\.rawValue).joined(separator: ", "))"]
    return [kernels] + needs + classes + ["since kfunclint \(rule.since)"] + names
  }

  private static let classTexts = [
    "E": "the build rejects it or warns", "R": "registration fails at boot or module load",
    "V": "the verifier rejects programs that call the kfunc", "U": "nothing rejects it", "D": "documented only",
    "H": "a heuristic, which needs judgement",
  ]

  private func example(_ example: RuleExample, _ width: Int) -> String {
    let kernel = (example.kernel ?? rule.kernel.until).map { " (kernel \($0))" } ?? ""
    let why = example.why.map { wrapped($0, width) } ?? ""
    let before = example.before.map { "Before\n" + indented($0.code) + "\n" } ?? ""
    switch example.kind {
    case .good(let code): return before + "Good\(kernel)\n" + why + indented(code)
    case .bad(let code, let fixed):
      return before + "Bad\(kernel)\n" + why + indented(code) + (fixed.map { "\nFixed\n" + indented($0) } ?? "")
    }
  }

  private func section(_ title: String, _ text: String, _ width: Int) -> String { "\(title)\n" + wrapped(text, width) }

  private func singleLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { String($0.drop { $0 == " " }) }.joined(separator: " ")
  }

  private func indented(_ code: String) -> String {
    code.split(separator: "\n", omittingEmptySubsequences: false).dropLast(code.hasSuffix("\n") ? 1 : 0)
      .map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
  }

  /// Breaks a text at spaces, indented by two columns; a longer word gets a line of its own.
  private func wrapped(_ text: String, _ width: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + word.count + 3 > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    return (lines + [line]).map { "  \($0)\n" }.joined()
  }
}
