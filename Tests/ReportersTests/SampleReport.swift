import Diagnostics
import SourceText

@testable import Reporters

/// A report with one of everything, and the pieces to make others.
enum SampleReport {
  static let taskSource = MarkedSource(
    "kernel/bpf/sample.c",
    """
    #include <linux/btf.h>

    «__bpf_kfunc struct task_struct *bpf_sample_acquire(struct task_struct *p)
    {
    \treturn p;
    }»

    BTF_KFUNCS_START(sample_kfunc_ids)
    BTF_ID_FLAGS(func, bpf_sample_acquire, «KF_ACQUIRE»)
    BTF_ID_FLAGS(func, «bpf_sample_release»)
    BTF_KFUNCS_END(sample_kfunc_ids)

    """)

  static let wideSource = MarkedSource(
    "drivers/hid/größe 文.c",
    """
    /* 漢字 */\tint «mem_文__sz»; /* e\u{301} */
    int «legacy»;

    """)

  static var sources: Sources { Sources([taskSource.file, wideSource.file]) }

  static func finding(
    _ rule: String = "flag-acquire-without-ret-null", _ severity: Severity = .warning,
    _ message: String = "'bpf_sample' is wrong.", at range: SourceRange, kfunc: String? = nil, set: String? = nil,
    parameter: String? = nil, related: [Finding.RelatedLocation] = [], flow: [Finding.RelatedLocation] = [],
    notes: [String] = [], fix: Fix? = nil,
    fingerprint: String = "00112233445566778899aabbccddeeff", isNew: Bool? = nil, suppression: String? = nil,
    isSuppressedInSource: Bool = false
  ) -> Finding {
    Finding(
      rule: RuleID(rule), severity: severity, message: message, range: range, kfunc: kfunc, set: set,
      parameter: parameter, related: related, flow: flow, notes: notes, fix: fix,
      identity: FindingIdentity(rule: RuleID(rule), subjectKind: "kfunc", subjectKey: kfunc ?? "bpf_sample"),
      fingerprint: fingerprint, isNew: isNew, suppression: suppression, isSuppressedInSource: isSuppressedInSource)
  }

  static func report(
    _ findings: [Finding], notifications: [Notification] = [], undecided: [RuleID: Int] = [:],
    rules: [RuleDescription] = [], lowestShown: Severity = .warning, isComplete: Bool = true,
    files: [Report.File]? = nil, kernel: Report.Kernel? = nil, exitCode: Int32 = 0,
    versionControl: Report.VersionControl? = nil
  ) -> Report {
    Report(
      tool: .init(name: "kfunclint", version: "1.0.0", libclang: "Debian clang version 19.1.7"),
      kernel: kernel ?? .init(version: "6.12.117", source: "tree", root: "/src/linux tree"),
      files: files ?? [
        .init(path: wideSource.file.path, context: "stub headers", degraded: "3 errors in headers"),
        .init(path: taskSource.file.path, context: "bare tree, through kernel/bpf/core.c", degraded: nil),
      ],
      rules: rules, findings: findings, notifications: notifications, undecided: undecided, kfuncCount: 268,
      lowestShown: lowestShown, isComplete: isComplete, exitCode: exitCode, versionControl: versionControl)
  }

  static func rule(_ id: String, severity: Severity = .error) -> RuleDescription {
    RuleDescription(
      id: RuleID(id), what: "A kfunc returns a reference that may be NULL without saying so.",
      why: "A program then dereferences { NULL }.", exceptions: "None.",
      references: ["kernel/bpf/verifier.c:check_kfunc_call"], fixSafety: "Programs have to test for NULL.",
      severity: severity, classes: ["U", "S"], status: "stable")
  }

  /// Two files, every severity, a suppressed and a hidden finding, related places, fixes, notifications.
  static var everything: Report {
    let task = taskSource.ranges
    let wide = wideSource.ranges
    let flagsEnd = SourceRange(path: task[1].path, start: task[1].end, end: task[1].end)
    return report(
      [
        finding(
          "flag-acquire-without-ret-null", .error,
          "'bpf_sample_acquire' is KF_ACQUIRE without 'KF_RET_NULL' and may return NULL.", at: task[1],
          kfunc: "bpf_sample_acquire", set: "sample_kfunc_ids",
          related: [.init(message: "The reference is returned here.", range: task[0])],
          flow: [
            .init(message: "'p' comes from the program.", range: task[1]),
            .init(message: "It is returned as it is.", range: task[0]),
          ],
          notes: ["The verifier trusts the flag (check_kfunc_call)."],
          fix: Fix(
            description: "Add KF_RET_NULL.", safety: .unsafe,
            edits: [Edit(range: flagsEnd, replacement: " | KF_RET_NULL")]),
          fingerprint: "0123456789abcdef0123456789abcdef", isNew: true),
        finding(
          "entry-undefined", .error, "'bpf_sample_release' has no definition.", at: task[2],
          kfunc: "bpf_sample_release", set: "sample_kfunc_ids", isNew: nil),
        finding(
          "param-size-suffix", .warning, "Parameter 'mem_文__sz' has the suffix '__sz' without a buffer.", at: wide[0],
          kfunc: "bpf_wide", parameter: "mem_文__sz",
          fix: Fix(
            description: "Rename it.", safety: .displayOnly,
            edits: [Edit(range: wide[0], replacement: "mem_len")]), isNew: false),
        finding(
          "def-missing-bpf-kfunc", .warning, "'legacy' is not tagged.", at: wide[1],
          suppression: "kept for 6.1", isSuppressedInSource: true),
        finding("doc-missing", .note, "'bpf_sample_acquire' has no description.", at: task[0]),
      ],
      notifications: [
        .init(
          id: "file-degraded", level: .warning, message: "Facts of this file are unknown: 3 errors in headers.",
          path: wideSource.file.path, line: 1),
        .init(id: "dialect", level: .note, message: "No build directory was given."),
      ],
      undecided: [RuleID("param-size-suffix"): 3, RuleID("body-may-sleep"): 1],
      rules: [
        rule("param-size-suffix", severity: .warning), rule("flag-acquire-without-ret-null"), rule("entry-undefined"),
        rule("def-missing-bpf-kfunc", severity: .warning), rule("doc-missing", severity: .note), rule("body-may-sleep"),
      ], isComplete: false, exitCode: 3,
      versionControl: .init(
        repositoryURI: "https://example.org/linux.git", revision: String(repeating: "5eed", count: 10), branch: "main",
        treePath: ""))
  }
}
