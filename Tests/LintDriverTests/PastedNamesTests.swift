import Testing

@testable import LintDriver

/// Names that no file has as they are.
struct PastedNamesTests {
  private func possible(_ names: [String], _ files: [String: String]) throws -> [String] {
    let tree = try TemporaryTree(files)
    return PastedNames(root: tree.path, sources: files.keys.sorted()).possible(among: names)
  }

  @Test func aNameWhosePartsStandSomewhereMayBePasted() throws {
    let files = [
      "include/trace.h": "#define TRACE(name) void trace_##name(void)\n",
      "kernel/sched.c": "TRACE(sched_switch)\nDEFINE(bpf, iter_map)\n",
    ]
    #expect(
      try possible(["trace_sched_switch", "bpf_iter_map", "trace_sched_swich", "tracing_sched_switch"], files)
        == ["bpf_iter_map", "trace_sched_switch"])
  }

  @Test func aMisspeltNameIsNoneThoughItsWordsAreCommon() throws {
    let files = [
      "kernel/task.c": "void bpf_task_release(struct task *p)\n{\n\tbpf_##name;\n\trelease(task);\n}\n"
    ]
    #expect(try possible(["bpf_task_relaese", "bpf_taks_release", "bpf_task_releasee"], files).isEmpty)
    // Words inside of others are no words.
    #expect(try possible(["bpf_ask_release"], files).isEmpty)
  }
}
