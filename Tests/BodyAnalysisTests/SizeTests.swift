import Testing

@testable import BodyAnalysis

@Suite struct SizeTests {
  @Test(
    "what another parameter says how much of is accessed is told, unless that is bounded",
    arguments: [
      ("void f(u8 *p, u32 n) { u32 i; for (i = 0; i < n; i++) p[i] = 0; }", "1 bytes"),
      ("void f(u32 *p, u32 n) { u32 i; for (i = 0; i < n; i++) p[i] = 0; }", "1 elements"),
      ("void f(void *p, u32 n) { u32 i; u64 *q = p; for (i = 0; n > i; i++) q[i] = 0; }", "1 elements"),
      ("void f(u32 *p, u32 n) { memcpy(there, p, n); }", "1 bytes"),
      ("void f(u32 *p, u32 k, u32 n) { memcpy(p, there, n); }", "2 bytes"),
      ("static void g(u32 *q, u32 m) { memcpy(there, q, m); } void f(u32 *p, u32 n) { g(p, n); }", "1 bytes"),
      ("void f(u8 *p, u32 n) { u32 i; if (n > 8) return; for (i = 0; i < n; i++) p[i] = 0; }", ""),
      ("void f(u32 *p, u32 n) { u32 i; for (i = 0; i < n / 4; i++) p[i] = 0; }", ""),
      ("void f(u32 *p, u32 n) { if (n == 4) memcpy(there, p, n); }", ""),
      ("void f(u32 *p, u32 n) { if (fits(n)) memcpy(there, p, n); }", ""),
      ("void f(u32 *p, u32 n) { memcpy(there, p, 4); }", ""),
      ("void f(struct t *p, u32 n) { memcpy(there, p->inner, n); }", ""),
      ("void f(u32 *p, u32 n) { u32 i; for (i = 0; i < n; i++) other[i] = p[0]; }", ""),
    ])
  func extents(_ text: String, _ expected: String) throws {
    let use = try BodyText.first(text)
    let found = use.extent == nil ? "" : "\(use.extentBy ?? -1) \(use.isExtentInBytes ? "bytes" : "elements")"
    #expect(found == expected, "\(text)")
  }

  @Test(
    "a sum that can wrap before it is compared is told, unless something tells that it has",
    arguments: [
      ("int f(u32 a, u32 b) { return a + b > limit ? 1 : 0; }", true),
      ("int f(u32 a, u32 b) { u32 end = b + a; if (limit < end) return 1; return 0; }", true),
      ("int f(u32 a) { if (a + 4 > limit) return 1; return 0; }", true),
      ("int f(u64 a, u32 b) { if (a + b > limit) return 1; return 0; }", true),
      ("int f(u32 a, u64 b) { if (a + b > limit) return 1; return 0; }", false),
      ("int f(u32 a, u32 b) { if ((u64)a + b > limit) return 1; return 0; }", false),
      ("int f(u32 a, u32 b) { if (a + b < a || a + b > limit) return 1; return 0; }", false),
      ("int f(u32 a) { if (a + 4 < 4 || a + 4 > limit) return 1; return 0; }", false),
      ("int f(u32 a, u32 b) { if (a > limit || a + b > limit) return 1; return 0; }", false),
      ("int f(u32 a, u32 b) { if (a + b > limit || a > limit) return 1; return 0; }", false),
      ("int f(u16 a, u16 b) { if (a + b > limit) return 1; return 0; }", false),
      ("int f(int a, int b) { if (a + b > limit) return 1; return 0; }", false),
      ("int f(u32 a, u32 b) { return a + b; }", false),
      ("int f(u32 a) { if (a + sizeof(int) > limit) return 1; return 0; }", false),
    ])
  func sums(_ text: String, _ isFound: Bool) throws {
    #expect(try (BodyText.first(text).wrapping != nil) == isFound, "\(text)")
  }

  @Test func `whoever divides a size has looked at it`() throws {
    let checked = try BodyText.first(
      "int f(struct t *p, u32 n) { u32 i, k = n / sizeof(*p); for (i = 0; i < k; i++) g(p[i].a); return 0; }")
    #expect(checked.viewed == nil)
    #expect(try BodyText.first("int f(struct t *p, u32 n) { return p->a; }").viewed != nil)
  }

  @Test(
    "memory is accessed as a struct unless somebody has looked at its size",
    arguments: [
      ("int f(struct t *p, u32 n) { return p->a; }", true),
      ("int f(void *p, u32 n) { struct t *t = p; return t->a; }", true),
      ("int f(void *p, u32 n) { if (n > 8) return 0; return ((struct t *)p)->a; }", true),
      ("static int g(struct t *q) { return q->a; } int f(void *p, u32 n) { return g(p); }", true),
      ("static int g(struct t *q) { return q ? q->a : 0; } int f(void *p, u32 n) { return g(p); }", true),
      ("static int g(struct t *q, u32 m) { return q->a; } int f(void *p, u32 n) { return g(p, n); }", true),
      ("int f(struct t *p, u32 n) { if (n < 8) return 0; return p->a; }", false),
      ("static int g(struct t *q) { return q->a; } int f(void *p, u32 n) { return n == 8 ? g(p) : 0; }", false),
      (
        "static int g(struct t *q, u32 m) { if (m != 8) return 0; return q->a; } int f(void *p, u32 n) { return g(p, n); }",
        false
      ),
      (
        "static int g(u32 m, struct t *q) { if (m != 8) return 0; return q->a; } int f(void *p, u32 n) { return g(n, p); }",
        false
      ),
      ("int f(struct t *p, u32 n) { memcpy(there, p, n); return 0; }", false),
      ("int f(struct t *p, u32 n) { memcpy(there, p, 64); return 0; }", true),
      ("int f(struct t *p, u32 n) { u32 k = smaller(n, 8); memcpy(there, p, k); return 0; }", false),
      ("int f(struct t *p, u32 n) { memcpy(there, p, sizeof(*p)); return 0; }", true),
      ("int f(void *p, u32 n) { struct t *t = p; use(&t->a); return 0; }", false),
    ])
  func views(_ text: String, _ isFound: Bool) throws {
    #expect(try (BodyText.first(text).viewed != nil) == isFound, "\(text)")
  }

  @Test func `a body takes a parameter for the struct of the variable that it is stored to`() throws {
    let use = try BodyText.first("int f(void *p) { struct t *t = p; struct u *u = (struct u *)p; return t->a + u->b; }")
    #expect(use.views == ["t", "u"])
    #expect(try BodyText.first("int f(struct t *p) { struct t *t = p; return t->a; }").views.isEmpty)
    #expect(
      try BodyText.first("int f(struct t *p) { struct u *u = container_of(p, struct u, t); return u->b; }").views
        .isEmpty)
  }
}
