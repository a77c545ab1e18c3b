import Testing

@testable import LintDriver

@Suite struct WantedNamesTests {
  @Test("reads functions from entries and structs from declarations, in code only")
  func names() throws {
    let tree = try TemporaryTree([
      "a.c": """
      BTF_ID_FLAGS(func, first, KF_ACQUIRE)
      BTF_ID(func, second)
      BTF_ID(struct, not_a_function)
      /* BTF_ID(func, in_comment) */
      BTF_TYPE_SAFE_RCU(struct task_struct) { int x; };
      #define BTF_TYPE_SAFE_RCU(__type) __PASTE(__type, __safe_rcu)
      void f(struct conn___init *c);
      """
    ])
    let wanted = WantedNames(candidates: [("a.c", tree.path + "/a.c"), ("missing.c", tree.path + "/missing.c")])
    #expect(wanted.functions == ["first", "second"])
    #expect(wanted.structs == ["task_struct", "conn___init", "conn"])
  }
}
