import Testing

@testable import Dialect

@Suite struct ProgramContextTests {
  private func dialect(_ version: String) throws -> Dialect {
    try Dialect(version: #require(KernelVersion(version)), vocabulary: VocabularyReader().read())
  }

  @Test func aProgramTypeHasItsContext() throws {
    let dialect = try dialect("6.12")
    #expect(dialect.contexts["BPF_PROG_TYPE_NETFILTER"] == ["bpf_nf_ctx"])
    #expect(dialect.contexts["BPF_PROG_TYPE_XDP"] == ["xdp_md", "xdp_buff"])
    #expect(dialect.contexts["BPF_PROG_TYPE_TRACING"] == nil)
  }

  @Test func theKernelStructCountsFromItsReleaseOn() throws {
    #expect(try dialect("6.3").contexts["BPF_PROG_TYPE_SCHED_CLS"] == ["__sk_buff"])
    #expect(try dialect("6.4").contexts["BPF_PROG_TYPE_SCHED_CLS"] == ["__sk_buff", "sk_buff"])
  }

  @Test func knowsTheEndingsOfOtherReleases() throws {
    let old = try dialect("6.6")
    #expect(old.foreignSuffix(ofParameter: "map__nullable")?.versions.since == KernelVersion(6, 7))
    #expect(old.foreignSuffix(ofParameter: "buf__opt") == nil)
    #expect(old.foreignSuffix(ofParameter: "nullable") == nil)
    #expect(old.foreignSuffix(ofParameter: "__nullable") == nil)
    #expect(try dialect("7.0").foreignSuffix(ofParameter: "buf__opt")?.versions.until == KernelVersion(6, 19))
  }

  @Test func aLongerEndingOfAnotherReleaseIsMeant() throws {
    let dialect = try dialect("6.12")
    #expect(dialect.suffix(ofParameter: "p__arena__nullable")?.text == "__nullable")
    #expect(dialect.foreignSuffix(ofParameter: "p__arena__nullable")?.text == "__arena__nullable")
    #expect(dialect.foreignSuffix(ofParameter: "p__nullable") == nil)
  }
}
