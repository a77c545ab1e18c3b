import Testing

@testable import Kbuild

@Suite struct IncludeDirectiveTests {
  @Test func findsNamesOfBothKinds() {
    let text = """
      #include <linux/bpf.h>
        #  include "ext.c"
      #include MACRO
      x #include "not-at-the-start.h"
      #include "unclosed
      #include <unclosed
      #include ""
      #define include "x.h"
      """
    #expect(
      IncludeDirective.names(in: Array(text.utf8)) == [
        .init(text: "linux/bpf.h", isSystem: true), .init(text: "ext.c", isSystem: false),
      ])
    #expect(IncludeDirective.quotedNames(in: Array(text.utf8), endingWith: "ext.c") == ["ext.c"])
  }

  @Test(arguments: ["#", "#include", "#include ", "#include \"", "##include \"a\""])
  func survivesTheEndOfTheFile(_ text: String) {
    #expect(IncludeDirective.names(in: Array(text.utf8)).isEmpty)
  }
}
