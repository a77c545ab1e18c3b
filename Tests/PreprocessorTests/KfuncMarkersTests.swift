import Testing

@testable import Preprocessor

struct KfuncMarkersTests {
  private func mayOccur(_ text: String, isHeader: Bool = false) -> Bool {
    Array(text.utf8).withUnsafeBytes { KfuncMarkers.mayOccur(in: $0, isHeader: isHeader) }
  }

  private func occur(_ text: String) -> Bool { KfuncMarkers.occur(KfuncMarkers.names, in: Array(text.utf8)) }

  @Test func namesInCodeMakeACandidate() {
    for name in KfuncMarkers.names { #expect(occur("int a;\n\(name)(x)\n"), "\(name)") }
    #expect(occur("\t__bpf_kfunc void f(void) {}"))
  }

  @Test(arguments: [
    "/* __bpf_kfunc */", "// BTF_ID_FLAGS(func, x)", "char *s = \"__bpf_kfunc\";", "#define __bpf_kfunc __used",
    "#define X \\\n BTF_ID_FLAGS(func, x)",
    "my__bpf_kfunc", "__bpf_kfunc_start_defs();", "BTF_ID(func, x)", "BTF_ID_LIST(x)", "",
  ])
  func otherTextsDoNot(text: String) {
    #expect(!occur(text))
  }

  @Test func theQuickTestNeverMissesAName() {
    for name in KfuncMarkers.names.union(KfuncMarkers.headerNames).union(KfuncMarkers.listNames) {
      #expect(mayOccur("x\(name)y"), "\(name)")
    }
    for name in KfuncMarkers.headerNames { #expect(mayOccur("x\(name)y", isHeader: true), "\(name)") }
    #expect(!mayOccur("__bpf_kfunc", isHeader: true))
    #expect(!mayOccur("int main(void) { return 0; }"))
    #expect(!mayOccur(""))
    #expect(!mayOccur("kfun BTF-"))
  }

  @Test func headerNamesAreFewer() {
    #expect(KfuncMarkers.headerNames.isSubset(of: KfuncMarkers.names))
    #expect(!KfuncMarkers.occur(KfuncMarkers.headerNames, in: Array("__bpf_kfunc void f(void);".utf8)))
  }

  @Test func wordsInBytes() {
    Array("abc".utf8).withUnsafeBytes {
      #expect(KfuncMarkers.contains($0, "bc"))
      #expect(!KfuncMarkers.contains($0, "bd"))
      #expect(!KfuncMarkers.contains($0, "abcd"))
    }
  }
}
