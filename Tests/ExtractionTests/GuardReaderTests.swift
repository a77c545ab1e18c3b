import Facts
import Testing

@testable import Extraction

@Suite struct GuardReaderTests {
  /// What is wrong with each guard of a text, `ok` for nothing.
  private func faults(_ text: String) -> [String] {
    GuardReader(text: Candidate.text(text).candidateText).facts().map { $0.fault?.rawValue ?? "ok" }
  }

  @Test("regions that nest, cross, or begin in branches are right")
  func right() {
    #expect(
      faults("__bpf_kfunc_start_defs();\n__bpf_hook_start();\n__bpf_hook_end();\n__bpf_kfunc_end_defs();\n")
        == .init(repeating: "ok", count: 4))
    #expect(
      faults("__diag_push();\n__bpf_kfunc_start_defs();\n__diag_pop();\n__bpf_kfunc_end_defs();\n")
        == .init(repeating: "ok", count: 4))
    let branches = """
      #ifdef CONFIG_A
      __bpf_kfunc_start_defs();
      #else
      __bpf_kfunc_start_defs();
      #endif
      __bpf_kfunc_end_defs();

      """
    #expect(faults(branches) == ["ok", "ok", "ok"])
  }

  @Test("an end without start in one configuration only is found")
  func oneConfiguration() {
    #expect(
      faults("#ifdef CONFIG_A\n__bpf_kfunc_start_defs();\n#endif\n__bpf_kfunc_end_defs();\n") == ["ok", "unopened"])
    #expect(
      faults("__bpf_kfunc_start_defs();\n#ifdef CONFIG_A\n__bpf_kfunc_end_defs();\n#endif\n") == ["unclosed", "ok"])
  }

  @Test("an end of another kind is a mismatch, and says what it closes")
  func mismatch() {
    let facts = GuardReader(
      text: Candidate.text("__bpf_hook_start();\n__bpf_kfunc_end_defs();\n").candidateText
    ).facts()
    #expect(facts.map(\.fault) == [nil, .mismatched])
    #expect(facts.last?.openedBy == "__bpf_hook_start")
  }

  @Test("more conditions than can be tried are not judged")
  func tooMany() {
    let text = (0..<20).map { "#ifdef CONFIG_\($0)\n__bpf_kfunc_end_defs();\n#endif\n" }.joined()
    #expect(faults(text) == .init(repeating: "ok", count: 20))
  }

  @Test("only a push for missing prototypes and nothing else is one for kfuncs")
  func kinds() {
    func kinds(_ ignored: String) -> [GuardFact.Kind] {
      GuardReader(text: Candidate.text("__diag_push();\n\(ignored)\n__diag_pop();\n").candidateText).facts().map(\.kind)
    }
    #expect(
      kinds("__diag_ignore_all(\"-Wmissing-prototypes\", \"x\");") == [.prototypeDiagnostics, .prototypeDiagnostics])
    #expect(
      kinds("__diag_ignore_all(\"-Wmissing-prototypes\", \"x\");\n__diag_ignore_all(\"-Wshadow\", \"x\");")
        == [.otherDiagnostics, .otherDiagnostics])
    #expect(kinds("") == [.otherDiagnostics, .otherDiagnostics])
  }
}
