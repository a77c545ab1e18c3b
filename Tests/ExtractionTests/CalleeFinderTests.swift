import Facts
import Testing

/// What a body calls in headers.
@Suite struct CalleeFinderTests {
  /// Parses a kfunc that returns what an inline function of a header returns.
  private func body(header: String, call: String = "find(id)") throws -> BodyFact {
    let text = """
      #include <crew.h>
      __bpf_kfunc struct crew *bpf_crew(int id)
      {
      	return \(call);
      }
      """
    let candidate = try Candidate.parse(
      text, .init(headers: ["/kfl/include/crew.h": "struct crew { int id; };\n" + header]))
    return try #require(try candidate.function("bpf_crew").body)
  }

  @Test func `an inline function of a header is followed into, and the steps lead there`() throws {
    let body = try body(
      header: """
        static inline struct crew *find(int id)
        {
        	if (id < 0)
        		return (void *)0;
        	return &crews[id];
        }
        """.replacingOccurrences(of: "static", with: "extern struct crew crews[8];\nstatic"))
    let null = try #require(body.returns.first { $0.kind == .null })
    #expect(
      null.steps.map(\.text) == ["return find(id);", "'find' is called", "'id < 0' is true", "return (void *)0;"])
    #expect(null.steps.map(\.range.path) == ["kernel/a.c", "kernel/a.c", "include/crew.h", "include/crew.h"])
    #expect(null.steps.map(\.range.start.line) == [4, 4, 5, 6])
    #expect(body.unknownCallees == [] && body.gaps == [])
  }

  @Test func `one header function leads to the next`() throws {
    let body = try body(
      header: """
        static inline struct crew *none(void) { return (void *)0; }
        static inline struct crew *find(int id) { return none(); }
        """)
    #expect(body.returns.map(\.kind) == [.null])
  }

  @Test(
    "what may be something else is not known",
    arguments: [
      // A macro may jump.
      """
      #define GIVE_UP(x) return x
      static inline struct crew *find(int id) { GIVE_UP((void *)0); }
      """,
      // Which of the parts is compiled the text does not say.
      """
      static inline struct crew *find(int id)
      {
      #ifdef CONFIG_CREW
      	return (void *)0;
      #endif
      	return 0;
      }
      """,
      // No body at all.
      "struct crew *find(int id);",
      // It never ends.
      "static inline struct crew *find(int id) { return find(id); }",
    ])
  func unknown(header: String) throws {
    let body = try body(header: header)
    #expect(!body.returns.contains { $0.kind == .null })
    #expect(!body.unknownCallees.isEmpty)
  }

  @Test func `a comment that says so makes a function sleep`() throws {
    func sleeps(_ context: String) throws -> [String]? {
      try body(
        header: """
          /**
           * find() - look for one
           * @id: its number
           *
           * Context: \(context)
           * Return: what was found.
           */
          static inline struct crew *find(int id) { return (void *)0; }
          """
      ).sleep?.map(\.text)
    }
    #expect(
      try sleeps("Process context.  May sleep.")
        == ["'find' is called", "the comment of 'find' says that it may sleep"])
    #expect(try sleeps("can sleep") != nil)
    #expect(try sleeps("Any context.  May sleep if\n *   @gfp lets it.") == nil)
    #expect(try sleeps("Any context.  Will not sleep.") == nil)
    #expect(try sleeps("Process context.") == nil)
  }
}
