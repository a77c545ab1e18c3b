import BooleanLogic
import SourceText
import Testing

@testable import Preprocessor

/// Functions that a file makes of the calls in a list that it includes.
struct IncludedDefinitionsTests {
  private static let hooks = """
    #ifndef HOOKS_H
    #define HOOKS_H
    HOOK(int, file_open, struct file *file)
    #ifdef CONFIG_NET
    HOOK(void, socket_bind)
    #endif
    OTHER(int, file_close)
    /* HOOK(int, comment) */
    #endif
    """

  private func definitions(_ text: String, _ headers: [String: String] = ["linux/hooks.h": hooks]) -> [String] {
    let file = SourceFile(path: "kernel/lsm.c", bytes: Array(text.utf8))
    return IncludedDefinitions(file) { name in
      headers[name].map { SourceFile(path: "include/" + name, bytes: Array($0.utf8)) }
    }.definitions().map { "\($0.range.path):\($0.range.start.line) \($0.name) \($0.condition)" }
  }

  @Test func eachCallIsAFunctionUnderItsCondition() {
    #expect(
      definitions(
        "#define HOOK(RET, NAME, ...) RET lsm_##NAME(__VA_ARGS__) \\\n{ return 0; }\n#include <linux/hooks.h>\n#undef HOOK\n"
      )
        == ["include/linux/hooks.h:3 lsm_file_open 1", "include/linux/hooks.h:5 lsm_socket_bind CONFIG_NET"])
    #expect(
      definitions(
        "#ifdef CONFIG_A\n#define HOOK(R, N, ...) R N##_of_##R(void) { }\n#include \"linux/hooks.h\"\n#endif\n")
        == [
          "include/linux/hooks.h:3 file_open_of_int CONFIG_A",
          "include/linux/hooks.h:5 socket_bind_of_void CONFIG_A && CONFIG_NET",
        ])
  }

  @Test func whatDefinesNoFunctionIsNone() {
    let include = "#include <linux/hooks.h>\n"
    // A prototype, a list, a macro that is gone, one that has another meaning by then, and a name without an argument in it.
    #expect(definitions("#define HOOK(R, N, ...) R lsm_##N(void);\n" + include).isEmpty)
    #expect(definitions("#define HOOK(R, N, ...) BTF_ID(func, lsm_##N)\n" + include).isEmpty)
    #expect(definitions("#define HOOK(R, N, ...) R lsm_##N(void) { }\n#undef HOOK\n" + include).isEmpty)
    #expect(definitions("#define HOOK(R, N, ...) R lsm(void) { }\n" + include).isEmpty)
    #expect(definitions("#define HOOK R lsm_##N(void) { }\n" + include).isEmpty)
    #expect(
      definitions("#define HOOK(R, N, ...) R lsm_##N(void) { }\n#define HOOK(R, N, ...)\n" + include).isEmpty)
    #expect(definitions("#define HOOK(R, N, ...) R lsm_##N(void) { }\n#include <linux/missing.h>\n").isEmpty)
    // A call with too few arguments.
    #expect(definitions("#define HOOK(R, N) R lsm_##N(void) { }\n#include <a.h>\n", ["a.h": "HOOK(int)\n"]).isEmpty)
  }
}
