import Testing

@testable import BodyAnalysis

@Suite struct LifetimeTests {
  @Test(
    "a pointer that only RCU keeps is told where it is returned",
    arguments: [
      ("struct t *f(struct t *p) { return rcu_dereference(p->next); }", true),
      ("struct t *f(struct t *p) { struct t *n; rcu_read_lock(); n = walk(p); rcu_read_unlock(); return n; }", true),
      ("struct u *f(struct t *p) { return container_of(rcu_dereference(p->next), struct u, t); }", true),
      ("static struct t *g(struct t *q) { return walk(q); } struct t *f(struct t *p) { return g(p); }", true),
      ("struct t *f(struct t *p) { struct t *n = walk(p); if (!tryget_thing(n)) return NULL; return n; }", false),
      ("struct t *f(struct t *p) { struct t *n = walk(p); if (n) get_thing(n); return n; }", false),
      ("int f(struct t *p) { return walk(p)->count; }", false),
      ("struct t *f(struct t *p) { if (!walk(p)) return NULL; return p; }", false),
      ("struct t *f(struct t *p) { struct t *n = walk(p); if (n) return NULL; return n; }", false),
    ])
  func underRCU(_ text: String, _ isFound: Bool) throws {
    #expect(try (BodyText(text).fact().returnsUnderRCU != nil) == isFound, "\(text)")
  }

  @Test(
    "what needs RCU needs a section, or that the CPU cannot be taken away",
    arguments: [
      ("int f(struct t *p) { return walk(p)->a; }", true),
      ("int f(struct t *p) { lock(&p->lock); walk(p); unlock(&p->lock); walk(p); return 0; }", true),
      ("int f(struct t *p) { lock(&p->lock); walk(p); unlock(&p->lock); return 0; }", false),
      ("int f(struct t *p) { guard(rcu)(); return walk(p)->a; }", false),
      ("static int g(struct t *q) { return walk(q)->a; } int f(struct t *p) { guard(rcu)(); return g(p); }", false),
      ("static int g(struct t *q) { return walk(q)->a; } int f(struct t *p) { return g(p); }", true),
    ])
  func sections(_ text: String, _ isNeeded: Bool) throws {
    #expect(try (BodyText(text).fact().needsRCU != nil) == isNeeded, "\(text)")
  }

  @Test func `how memory goes back is told behind the count too`() throws {
    let counted = try BodyText.first("void f(struct t *p) { if (put_thing(&p->users)) free_thing(p); }")
    #expect(counted.dropping == "count")
    #expect(counted.dropPlace == "put_thing &users")
    #expect(counted.freeing == "immediate")
    #expect(try BodyText.first("void f(struct t *p) { free_thing_later(&p->head); }").freeing == "deferred")
    #expect(try BodyText.first("void f(struct t *p) { put_thing(p); }").freeing == nil)
    #expect(try BodyText.first("void f(struct t *p) { free_thing(p->inner); }").freeing == nil)
  }

  @Test func `what is dropped has the name of who drops it in the end`() throws {
    let text = "static void g(struct t *q) { put_thing(&q->users); } void f(void *p) { g(p); }"
    #expect(try BodyText.first(text).dropPlace == "put_thing &users")
    #expect(try BodyText.first("void f(struct t *p) { put_thing(p); }").dropPlace == "put_thing")
  }
}
