import Testing

@testable import BodyAnalysis

@Suite struct ReturnTests {
  @Test(
    "what may be returned is found on every path",
    arguments: [
      ("struct t *f(int a) { if (a) return NULL; return find_static(); }", ["call", "null"]),
      ("struct t *f(int a) { return 0; }", ["null"]),
      ("struct t *f(int a) { return find_thing(a); }", ["null", "object"]),
      ("struct t *f(int a) { struct t *p = find_thing(a); if (!p) return &fallback; return p; }", ["object"]),
      ("struct t *f(int a) { struct t *p = find_thing(a); return p ? p : ERR_PTR(-ENOENT); }", ["error", "object"]),
      (
        "struct t *f(int a) { struct t *p = open_thing(a); if (IS_ERR(p)) return NULL; return p; }", ["null", "object"]
      ),
      (
        "struct t *f(int a) { struct t *p = open_thing(a); if (unlikely(IS_ERR_OR_NULL(p))) p = NULL; return p; }",
        ["null", "object"]
      ),
      (
        "struct t *f(int a) { struct t *p = open_thing(a); if (a) goto out; p = NULL; out: return p; }",
        ["error", "null", "object"]
      ),
      ("struct t *f(struct t *p) { return p; }", ["parameter 0"]),
      (
        "struct t *f(int a) { switch (a) { case 1: return &one; case 2: break; default: return NULL; } return &two; }",
        ["null", "object"]
      ),
      ("int f(int a) { return a ? 1 : 0; }", ["integer 0", "integer 1"]),
      (
        "struct t *f(int a) { struct t *p = NULL; while (a--) { p = find_thing(a); if (p) break; } return p; }",
        ["null", "object"]
      ),
      ("struct t *f(int a) { panic(); return NULL; }", []),
    ])
  func kinds(_ text: String, _ expected: [String]) throws {
    #expect(try BodyText.returns(text) == expected, "\(text)")
  }

  @Test("a NULL that only a NULL parameter leads to says so")
  func nullParameter() throws {
    let fact = try BodyText("struct t *f(struct t *p) { if (!p) return NULL; return p; }").fact()
    #expect(fact.returns.filter { $0.kind == .null }.map(\.nullParameters) == [[0]])
  }

  @Test("a function of the same file is followed into, with what the caller has tested")
  func callee() throws {
    let text = """
      static struct t *g(struct t *p) { if (!p) return NULL; return &p->inner; }
      static bool valid(struct t *p) { return p && p->ok; }
      struct t *f(struct t *p) { if (!valid(p)) return &fallback; return g(p); }
      """
    #expect(try !BodyText.returns(text).contains("null"))
    #expect(try BodyText.first(text).untested == nil)
  }

  @Test("the steps lead from the deciding condition to the return")
  func steps() throws {
    let fact = try BodyText("struct t *f(int cpu) {\n  if (cpu < 0)\n    return NULL;\n  return &all[cpu];\n}").fact()
    let null = try #require(fact.returns.first { $0.kind == .null })
    #expect(null.steps.map(\.text) == ["'cpu < 0' is true", "return NULL;"])
    #expect(null.steps.map(\.range.start.line) == [2, 3])
  }

  @Test("references go with what is returned, where they were taken")
  func references() throws {
    func references(_ text: String) throws -> [String] {
      try BodyText(text).fact().returns.map { $0.kind.rawValue + " " + $0.hasReference.rawValue }
    }
    #expect(try references("struct t *f(struct t *p) { get_thing(p); return p; }") == ["parameter yes"])
    #expect(try references("struct t *f(struct t *p) { return p; }") == ["parameter no"])
    #expect(
      try references("struct t *f(struct t *p) { if (!tryget_thing(p)) return NULL; return p; }")
        == ["null unknown", "parameter yes"])
    #expect(
      try references("struct t *f(struct t *p) { get_thing(p); put_thing(p); return p; }") == ["parameter no"])
  }

  @Test("a call that something is read or written through happens once")
  func callsOnce() throws {
    let taking = "struct t *f(struct t *p) { get_thing(p)->b.c = 2; put_thing(p); return p; }"
    #expect(try BodyText(taking).fact().returns.map(\.hasReference) == [.no])
  }

  @Test("what recursion returns is not known")
  func recursion() throws {
    #expect(try BodyText.returns("struct t *f(int a) { if (a) return f(a - 1); return NULL; }").contains("null"))
  }
}
