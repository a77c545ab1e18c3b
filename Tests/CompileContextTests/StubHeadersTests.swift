import Dialect
import TestSupport
import Testing

@testable import CompileContext

@Suite struct StubHeadersTests {
  private func context(_ tree: TemporaryTree, _ files: [String], _ version: String = "6.12") throws -> CompileContext {
    let dialect = try Dialect(version: #require(KernelVersion(version)), vocabulary: VocabularyReader().read())
    return try StubHeaders(files: files.map(tree.path), dialect: dialect).makeContext()
  }

  @Test func supplyHeadersThatExistNowhere() throws {
    let tree = try TemporaryTree([
      "a.c": """
      #include <linux/bpf.h>
      #include <linux/no/such.h>
      #include "local.h"
      #include "missing.h"
      #include "../../etc/passwd"
      #include </etc/passwd>
      """,
      "local.h": "#include <linux/from_local.h>\n#include \"local.h\"\n",
    ])
    let names = try context(tree, ["a.c"]).virtualFiles.filter(\.contents.isEmpty).map(\.path)
    #expect(
      names
        == ["linux/from_local.h", "linux/no/such.h", "missing.h"].map {
          "/nonexistent-kfunclint/stub-headers/include/\($0)"
        })
  }

  @Test func defineTheAnnotationsOfTheRelease() throws {
    let tree = try TemporaryTree(["a.c": ""])
    func annotations(_ version: String) throws -> String {
      try context(tree, ["a.c"], version).virtualFiles.first { $0.path.hasSuffix("/annotations.h") }?.contents ?? ""
    }
    #expect(try annotations("6.1").contains("KF_KPTR_GET (1 << 3)\n"))
    #expect(try !annotations("6.1").contains("__bpf_kfunc "))
    #expect(try !annotations("6.12").contains("KF_KPTR_GET"))
    #expect(try annotations("6.12").contains("#define __bpf_kfunc __used __retain noinline\n"))
    #expect(try !annotations("7.0").contains("KF_TRUSTED_ARGS"))
  }

  @Test func leaveOutStructsThatTheFileDefines() throws {
    let tree = try TemporaryTree([
      "a.c": "struct task_struct { int mine; };\n/* struct sk_buff { */\nstruct file *f;\nstruct unknown { int x; };\n"
    ])
    let command = try context(tree, ["a.c"]).command(for: tree.path("a.c"))
    #expect(command.fullArguments.filter { $0.contains("OWN") } == ["-DKFUNCLINT_OWN_task_struct"])
    let other = try TemporaryTree(["b.c": ""])
    #expect(try context(other, ["b.c"]).command(for: other.path("b.c")).group != command.group)
  }

  @Test func sayWhichReleaseTheyStandFor() throws {
    let tree = try TemporaryTree(["a.c": ""])
    let context = try context(tree, ["a.c"])
    #expect(context.notes == ["parsed without kernel headers; annotations are those of 6.12"])
    #expect(try context.command(for: tree.path("a.c")).context == "stub headers")
    #expect(context.commonHeaders == [])
  }
}
