import Testing

@testable import BodyAnalysis

@Suite struct ParameterUseTests {
  @Test(
    "a dereference without a test is found",
    arguments: [
      "int f(struct t *p) { return p->a; }",
      "int f(struct t *p) { if (p) g(); return p->a; }",
      "int f(struct t *p) { struct t *q = p; return q->a; }",
      "int f(struct t *p) { return strlen(p); }",
      "static int g(struct t *q) { return q->a; } int f(struct t *p) { return g(p); }",
      "int f(struct t *p) { struct u *u = container_of(p, struct u, t); return u->b; }",
      "int f(struct t *p) { if (p || h()) return p->a; return 0; }",
    ])
  func untested(_ text: String) throws {
    #expect(try BodyText.first(text).untested != nil, "\(text)")
  }

  @Test(
    "a dereference behind a test is none",
    arguments: [
      "int f(struct t *p) { if (!p) return 0; return p->a; }",
      "int f(struct t *p) { return p ? p->a : 0; }",
      "int f(struct t *p) { if (p && p->a) return 1; return 0; }",
      "int f(struct t *p) { if (NULL == p || p->a) return 1; return 0; }",
      "int f(struct t *p) { if (IS_ERR_OR_NULL(p)) return 0; return p->a; }",
      "int f(struct t *p) { struct t *q = p; if (!q) return 0; return p->a; }",
      "int f(struct t *p) { if (!checks(p)) return 0; return p->a; }",
      "int f(struct t *p) { return sizeof(p->a); }",
      "int f(struct t *p) { use(&p->a); return 0; }",
      "int f(struct t *p) { do { if (!p) break; p->a = 1; } while (0); return 0; }",
      "int f(struct t *p) { switch (!!p) { case 0: return 0; } return p->a; }",
    ])
  func tested(_ text: String) throws {
    #expect(try BodyText.first(text).untested == nil, "\(text)")
  }

  @Test(
    "an index without a bound is found, one with a bound is not",
    arguments: [
      ("int f(int i) { return table[i]; }", true),
      ("int f(u32 i) { if (i >= COUNT) return 0; return table[i]; }", false),
      ("int f(u32 i) { if (i < COUNT) return table[i]; return table[i]; }", true),
      ("int f(int i) { if (i < 0 || i > 7) return 0; return table[i]; }", false),
      ("int f(int i) { if (!ok(i)) return 0; return table[i]; }", false),
      ("int f(int i) { return table[i & 7]; }", false),
      ("int f(int i) { return 1 << i; }", true),
      ("static int g(int j) { return table[j]; } int f(int i) { return g(i); }", true),
      ("static int g(u32 j) { if (j >= N) return 0; return table[j]; } int f(int i) { return g(i); }", false),
      ("int f(int i) { if (i >= N) return 0; return table[i]; }", true),
      ("int f(int i) { if ((u32)i >= N) return 0; return table[i]; }", false),
      ("static bool ok(u32 i) { return i < N; } int f(u32 i) { if (!ok(i)) return 0; return table[i]; }", false),
      ("int f(int i) { switch (i) { case 1: return table[i]; } return 0; }", false),
    ])
  func indices(_ text: String, _ isFound: Bool) throws {
    #expect(try (BodyText.first(text).unboundedIndex != nil) == isFound, "\(text)")
  }

  @Test("a reference that the function did not take is dropped")
  func dropped() throws {
    #expect(try BodyText.first("void f(struct t *p) { put_thing(p); }").dropped != nil)
    #expect(try BodyText.first("void f(struct t *p) { get_thing(p); put_thing(p); }").dropped == nil)
    #expect(try BodyText.first("void f(struct t *p) { put_thing(p->child); }").dropped == nil)
  }

  @Test("sleeping is found through calls, and not where flags or the context exclude it")
  func sleeping() throws {
    func sleeps(_ text: String) throws -> Bool { try BodyText(text).fact().sleep != nil }
    #expect(try sleeps("void f(void) { nap(); }"))
    #expect(try sleeps("static void g(void) { nap(); } void f(int a) { if (a) g(); }"))
    #expect(try sleeps("void f(void) { make_thing(GFP_KERNEL | __GFP_ZERO); }"))
    #expect(try !sleeps("void f(void) { make_thing(GFP_ATOMIC | __GFP_NOWARN); }"))
    #expect(try !sleeps("void f(gfp_t flags) { make_thing(flags); }"))
    #expect(try !sleeps("void f(void) { if (!has_current_bpf_ctx()) nap(); }"))
  }

  @Test(
    "regions that are not balanced on some path are found",
    arguments: [
      ("int f(int a) { lock(&l); if (a) return 1; unlock(&l); return 0; }", true),
      ("int f(int a) { lock(&l); if (a) goto out; a = 1; out: unlock(&l); return 0; }", false),
      ("int f(int a) { if (!trylock(&l)) return 1; unlock(&l); return 0; }", false),
      ("int f(int a) { if (trylock(&l)) return 1; return 0; }", true),
      ("int f(int a) { guard(rcu)(); if (a) return 1; return 0; }", false),
      ("int f(int a) { rcu_read_unlock(); return 0; }", true),
    ])
  func balance(_ text: String, _ isFound: Bool) throws {
    #expect(try (BodyText(text).fact().imbalance != nil) == isFound, "\(text)")
  }

  @Test("what needs RCU is found outside of a section only")
  func rcu() throws {
    #expect(try BodyText("void f(void) { walk(); }").fact().needsRCU != nil)
    #expect(try BodyText("void f(void) { rcu_read_lock(); walk(); rcu_read_unlock(); }").fact().needsRCU == nil)
    #expect(try BodyText("void f(void) { guard(rcu)(); walk(); }").fact().needsRCU == nil)
  }

  @Test("what the parser does not understand is a gap")
  func gaps() throws {
    #expect(try BodyText("int f(int a) { asm(\"nop\"); return 0; }").fact().gaps == ["it has inline assembler"])
    #expect(try BodyText("int f(int a) { goto *a; }").fact().gaps.isEmpty == false)
    #expect(
      try BodyText("int f(int a) { HEAD(a) { return 1; } return 0; }").fact().gaps == ["'HEAD' takes a statement"])
  }

  @Test func `an enumeration has no negative values, and what a function with gaps decided is not known`() throws {
    #expect(
      try BodyText.first("long f(enum e event) { if (event >= N) return -1; return all[event]; }").unboundedIndex == nil
    )
    #expect(try BodyText.first("long f(enum e event) { return all[event]; }").unboundedIndex != nil)
    let endless = "static bool valid(int cpu) { return valid(cpu); }\n"
    #expect(
      try BodyText.first(endless + "long f(int cpu) { if (!valid(cpu)) return -1; return all[cpu]; }").unboundedIndex
        == nil)
  }
}
