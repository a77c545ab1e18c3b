import Testing

@testable import LintDriver

@Suite struct ReportScopeTests {
  @Test("a whole tree reports everything but selftests")
  func wholeTree() {
    let scope = ReportScope(paths: [])
    #expect(scope.contains("kernel/bpf/helpers.c"))
    #expect(!scope.contains("tools/testing/selftests/bpf/bpf_testmod/bpf_testmod.c"))
  }

  @Test("a named path reports what is in it and no sibling with a longer name")
  func named() {
    let scope = ReportScope(paths: ["net/core", "tools/testing"])
    #expect(scope.contains("net/core/filter.c"))
    #expect(scope.contains("tools/testing/selftests/bpf/bpf_testmod/bpf_testmod.c"))
    #expect(!scope.contains("net/core2/filter.c"))
    #expect(!scope.contains("net/ipv4/fou_bpf.c"))
  }
}
