import BuiltinRules
import Testing

@testable import Dialect

@Suite struct TestKfuncsTests {
  @Test func aFunctionIsMeantInItsFilesOnly() throws {
    let dialect = try Dialect(version: KernelVersion(6, 1), vocabulary: VocabularyReader().read())
    let name = "bpf_kfunc_call_test_mem_len_fail1"
    #expect(dialect.rulesViolatedOnPurpose(by: name, in: "net/bpf/test_run.c") == ["param-void-ptr-unsized"])
    #expect(dialect.rulesViolatedOnPurpose(by: name, in: "net/core/filter.c") == [])
    #expect(dialect.rulesViolatedOnPurpose(by: "bpf_fentry_test1", in: "net/bpf/test_run.c") == [])
  }

  @Test func theRulesNamedExistAndAskForIt() throws {
    for kfunc in try VocabularyReader().read().testKfuncs {
      #expect(kfunc.why.hasSuffix("."))
      for rule in kfunc.rules {
        let text = BuiltinRules.files.first { $0.key.hasSuffix("/\(rule).yaml") }?.value
        let asks = ["\"", "'"].contains { text?.contains("\($0)\(rule)\($0) in ") == true }
        #expect(asks, "\(rule) of \(kfunc.name)")
      }
    }
  }
}
