import Testing

/// The witness's parts on small texts.
@Suite struct TextualExtractorTests {
  private func declaration(_ text: String) -> CDeclarationText {
    CDeclarationText(CTokens(Array(text.utf8)).code)
  }

  private func sets(_ text: String, headers: String = "") throws -> [TextualSet] {
    let directives = CTokens(Array(headers.utf8)).directives
    return try TextualSets(CTokens(Array(text.utf8)), path: "a.c") {
      TextualMacro($0, before: .max, in: directives)
    }.sets
  }

  @Test(
    "spells types as the debug information of gcc has them",
    arguments: [
      ("const struct file *f", "const struct file *", "f"),
      ("struct file const * const f", "const struct file *const", "f"),
      ("unsigned long flags", "long unsigned int", "flags"),
      ("unsigned u", "unsigned int", "u"),
      ("long long int x", "long long int", "x"),
      ("unsigned short x", "short unsigned int", "x"),
      ("signed char c", "signed char", "c"),
      ("const int rdonly_buf_size", "const int", "rdonly_buf_size"),
      ("void __user *src__ign", "void *", "src__ign"),
      ("struct task_struct __rcu * const *p", "struct task_struct *const *", "p"),
      ("u8 key[16]", "u8 *", "key"),
      ("bool (less)(struct a *x, const struct a *y)", "bool (*)(struct a *, const struct a *)", "less"),
      ("int (*done)(void)", "int (*)(void)", "done"),
      ("void *make(int n)", "void *(*)(int)", "make"),
      ("enum tcp_ca_event", "enum tcp_ca_event", ""),
      ("size_t", "size_t", ""),
    ])
  func types(source: String, type: String, name: String) {
    #expect(declaration(source).type == type)
    #expect(declaration(source).name ?? "" == name)
  }

  @Test("drops comments and literals, keeps directives apart and lines right")
  func tokens() {
    let text = "/* a\n b */ int x; // BTF_KFUNCS_START(no)\n#define M(a) \\\n  f(a)\nchar *s = \"a \\\" ; b\"; '\"'; y"
    let tokens = CTokens(Array(text.utf8))
    #expect(
      tokens.code.map(\.text) == ["int", "x", ";", "char", "*", "s", "=", "\"a \\\" ; b\"", ";", "'\"'", ";", "y"])
    #expect(tokens.code.map(\.line) == [2, 2, 2, 5, 5, 5, 5, 5, 5, 5, 5, 5])
    #expect(tokens.directives.map { $0.tokens.map(\.text).joined(separator: " ") } == ["define M ( a ) f ( a )"])
  }

  @Test("reads entries with and without flags, of functions only, from both branches")
  func entries() throws {
    let text = """
      BTF_KFUNCS_START(ids)
      BTF_ID_FLAGS(func, bpf_a)
      #ifdef CONFIG_X
      BTF_ID_FLAGS(func, bpf_b, KF_ACQUIRE /* note */ | KF_RET_NULL)
      #else
      BTF_ID_FLAGS(func, bpf_c, KF_RELEASE);
      #endif
      BTF_ID_FLAGS(struct, file)
      BTF_KFUNCS_END(ids)
      BTF_SET8_START(old)
      BTF_SET8_END(old)
      """
    let found = try sets(text)
    #expect(found.map(\.name) == ["ids", "old"])
    #expect(found.map(\.kind) == ["kfuncs", "set8"])
    #expect(found[0].entries.map(\.name) == ["bpf_a", "bpf_b", "bpf_c"])
    #expect(found[0].entries.map(\.flags) == [[], ["KF_ACQUIRE", "KF_RET_NULL"], ["KF_RELEASE"]])
    #expect(found[0].entries.map(\.line) == [2, 4, 6])
  }

  @Test("expands a header's list macro with the file's own entry macro, leaving flag names alone")
  func generated() throws {
    let headers = "#define EACH \\\n  ONE(A, bpf_a) \\\n  ONE(B, bpf_b)\n#define KF_RCU (1 << 7)"
    let text = """
      BTF_KFUNCS_START(ids)
      #define ONE(_, name) BTF_ID_FLAGS(func, name, KF_RCU)
      EACH
      #undef ONE
      BTF_KFUNCS_END(ids)
      """
    let entries = try sets(text, headers: headers)[0].entries
    #expect(entries.map(\.name) == ["bpf_a", "bpf_b"])
    #expect(entries.map(\.flags) == [["KF_RCU"], ["KF_RCU"]])
    #expect(entries.map(\.line) == [3, 3])
  }

  @Test("refuses a set without end, and one with words it does not understand")
  func malformed() {
    #expect(throws: TextualSets.MalformedSet.self) { try sets("BTF_KFUNCS_START(ids)\nBTF_ID_FLAGS(func, bpf_a)\n") }
    #expect(throws: TextualSets.MalformedSet.self) { try sets("BTF_KFUNCS_START(ids)\nEACH\nBTF_KFUNCS_END(ids)\n") }
    #expect(throws: TextualSets.MalformedSet.self) { try sets("BTF_KFUNCS_START(ids)\nBTF_KFUNCS_END(other)\n") }
  }

  @Test("names the conditions around a place, and marks those it does not understand")
  func conditions() {
    let text = """
      a
      #ifdef CONFIG_X
      #ifndef CONFIG_B
      b
      #endif
      c
      #else
      d
      #endif
      #if IS_ENABLED(CONFIG_Y)
      e
      #endif
      f
      """
    let tokens = CTokens(Array(text.utf8))
    let formulas = tokens.code.map { TextualCondition(around: $0.offset, in: tokens.directives).formula }
    let expected = [
      nil, "!CONFIG_B && CONFIG_X", "CONFIG_X", "`else of CONFIG_X`", "`if IS_ENABLED ( CONFIG_Y )`", nil,
    ]
    #expect(formulas == expected)
  }

  @Test("takes definitions, not calls or prototypes")
  func definitions() throws {
    let text = """
      __bpf_kfunc int bpf_a(int x);
      int user(void) { if (bpf_a(1)) { return bpf_a(2); } return 0; }
      __bpf_kfunc struct file *
      bpf_a(int x, u64 y__k) __must_hold(&lock)
      { return NULL; }
      static void helper(void) { }
      """
    let code = CTokens(Array(text.utf8)).code
    let all = code.indices.filter { code[$0].text == "bpf_a" }
      .compactMap { TextualDefinition(nameAt: $0, in: code, path: "a.c") }
    #expect(all.count == 1)
    #expect(all.first?.lines == 3...4)
    #expect(all.first?.returnType == "struct file *")
    #expect(all.first?.parameters.map(\.name) == ["x", "y__k"])
    #expect(all.first?.isTagged == true)
    let index = try #require(code.firstIndex { $0.text == "helper" })
    let helper = try #require(TextualDefinition(nameAt: index, in: code, path: "a.c"))
    #expect(helper.storage == "static" && helper.parameters.isEmpty && !helper.isTagged)
  }

  @Test("joins registrations with sets through their objects")
  func registrations() {
    let text = """
      static const struct btf_kfunc_id_set one = { .owner = THIS_MODULE, .set = &ids, };
      static const struct btf_kfunc_id_set two = { .set = &ret_ids };
      static int __init start(void)
      {
        int ret = register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &one);
        ret = ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_SCHED_CLS, &one);
        return ret ?: register_btf_fmodret_id_set(&two);
      }
      int register_btf_kfunc_id_set(enum bpf_prog_type type, const struct btf_kfunc_id_set *set);
      """
    let found = TextualRegistrations(CTokens(Array(text.utf8)))
    #expect(found.programTypes == ["ids": ["BPF_PROG_TYPE_XDP", "BPF_PROG_TYPE_SCHED_CLS"]])
    #expect(found.fmodret == ["ret_ids"])
  }

  @Test("reads the map of program types to hooks, shared labels included")
  func hooks() {
    let text = """
      static int bpf_prog_type_to_kfunc_hook(enum bpf_prog_type type)
      {
        switch (type) {
        case BPF_PROG_TYPE_XDP: return BTF_KFUNC_HOOK_XDP;
        case BPF_PROG_TYPE_TRACING:
        case BPF_PROG_TYPE_LSM: return BTF_KFUNC_HOOK_TRACING;
        default: return BTF_KFUNC_HOOK_MAX;
        }
      }
      """
    #expect(
      TextualRegistrations.hooks(CTokens(Array(text.utf8))) == [
        "BPF_PROG_TYPE_XDP": "XDP", "BPF_PROG_TYPE_TRACING": "TRACING", "BPF_PROG_TYPE_LSM": "TRACING",
      ])
  }
}
