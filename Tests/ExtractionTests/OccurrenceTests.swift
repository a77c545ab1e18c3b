import Facts
import Testing

@testable import Extraction

/// Where a parameter is named, so that it can be renamed.
struct OccurrenceTests {
  /// Parses a text in which every place that names the parameter is marked.
  private func expectMarked(_ text: String, function: String = "f", parameter: Int = 0) throws {
    let source = try Candidate.parse(text)
    let fact = try source.function(function).parameters[parameter]
    let places = try #require(fact.occurrences)
    #expect(places.map { source.file.text($0.bytes) } == source.spans.map { source.file.text($0) })
    #expect(places.map(\.bytes) == source.spans.sorted { $0.lowerBound < $1.lowerBound })
  }

  @Test("the declaration, the body, prototypes and the kernel-doc comment name it")
  func everywhere() throws {
    try expectMarked(
      """
      int f(int «n», int m);
      __must_hold(x) int f(int «n», int m) __maybe_unused;
      int g(int n);
      /**
       * f - finds @«n»
       * @«n»: the number
       * @nn: another
       */
      __bpf_kfunc int f(int «n», int m)
      {
      	int nn = «n» + sizeof(«n»);
      	return nn + «n»;
      }
      int h(int n)
      {
      	return n;
      }
      """)
  }

  @Test("members, tags and labels of its name are something else")
  func otherNames() throws {
    try expectMarked(
      """
      struct n { int n; struct n *next; };
      __bpf_kfunc int f(struct n *«n»)
      {
      	struct n other = { .n = «n»->n };
      	if (other.n) goto n;
      n:
      	return «n»->next->n ? «n»->n : 0;
      }
      """)
  }

  @Test("a prototype that calls it something else is left alone")
  func otherPrototype() throws {
    try expectMarked("int f(int number);\n__bpf_kfunc int f(int «n»)\n{\n\treturn «n»;\n}\n")
  }

  @Test(
    "where a macro may take it for a member, or a directive names it, it cannot be renamed",
    arguments: [
      "return container_of(n, struct s, n) ? 1 : 0;", "list_for_each_entry(p, q, n);",
      "#define TWICE (2 * n)\n\treturn TWICE;", "struct { int n; } s = { 1 };\n\treturn s.n;",
    ])
  func unknown(body: String) throws {
    let source = try Candidate.parse("__bpf_kfunc int f(int n)\n{\n\t\(body)\n}\n")
    #expect(try source.function("f").parameters[0].occurrences == nil)
  }

  @Test("a parameter without a name has no places")
  func unnamed() throws {
    let source = try Candidate.parse("__bpf_kfunc int f(int)\n{\n\treturn 0;\n}\n")
    #expect(try source.function("f").parameters[0].occurrences == nil)
  }

  @Test("uses that are cast to another pointer are none of the value as it is")
  func uncastUses() throws {
    let source = try Candidate.parse(
      """
      __bpf_kfunc int f(struct file *file__ign, int n)
      {
      	int file_ptr = 0;
      	struct inode *inode = (struct inode *)file__ign, *other = (const struct inode *)file__ign;
      	long number = (long)«file__ign» + sizeof(struct file *) + g(«file__ign»);
      	return «file__ign» ? n : file_ptr;
      }
      """)
    let fact = try source.function("f").parameters[0]
    #expect(fact.uncastUses?.map(\.bytes) == source.spans)
    #expect(fact.freeName == "file_ptr2")
    #expect(try source.function("f").parameters[1].freeName == "n_ptr")
  }
}
