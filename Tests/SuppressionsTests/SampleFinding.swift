import Diagnostics
import SourceText

/// Makes a finding; tests name what matters to them.
func finding(
  _ rule: String = "flag-acquire-return", kfunc: String? = "bpf_stamp_get", set: String? = nil,
  path: String = "net/stamp.c",
  line: Int = 10, severity: Severity = .error, fingerprint: String? = nil
) -> Finding {
  let identity = FindingIdentity(rule: RuleID(rule), subjectKind: "entry", subjectKey: kfunc ?? set ?? "")
  let hex =
    fingerprint ?? String(repeating: String((rule + (kfunc ?? "")).utf8.reduce(0) { ($0 + Int($1)) % 10 }), count: 32)
  return Finding(
    rule: RuleID(rule), severity: severity, message: "'\(kfunc ?? set ?? "")' is wrong.",
    range: range(path, line...line),
    kfunc: kfunc, set: set, identity: identity, fingerprint: hex)
}

/// Makes a range of whole lines; the offsets only order it.
func range(_ path: String, _ lines: ClosedRange<Int>) -> SourceRange {
  SourceRange(
    path: path, start: SourcePosition(offset: lines.lowerBound * 100, line: lines.lowerBound, column: 1),
    end: SourcePosition(offset: lines.upperBound * 100 + 9, line: lines.upperBound, column: 10))
}
