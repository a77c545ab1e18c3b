import BooleanLogic
import Facts
import Foundation
import Testing

@testable import Extraction

struct RegistrationReaderTests {
  private func reader(_ text: String) -> (source: Candidate, reader: RegistrationReader) {
    let candidate = Candidate.text(text)
    return (candidate, RegistrationReader(text: candidate.candidateText))
  }

  // MARK: Objects

  @Test func designatedMembers() throws {
    let (source, reader) = reader(
      """
      static const struct btf_kfunc_id_set «««my_kset» = {
      \t.owner = «THIS_MODULE»,
      \t.set   = «&my_set»,
      \t.filter = «my_filter»,
      }»»;
      """)
    let kset = try #require(reader.kfuncIDSets().first)
    #expect(kset.name == "my_kset")
    #expect(kset.range.isSpan(0, of: source))
    #expect(kset.nameRange.isSpan(2, of: source))
    #expect(kset.owner?.text == "THIS_MODULE")
    #expect(kset.owner?.range.isSpan(3, of: source) == true)
    #expect(kset.set?.text == "my_set")
    #expect(kset.set?.range.isSpan(4, of: source) == true)
    #expect(kset.filter?.text == "my_filter")
    #expect(kset.filter?.range.isSpan(5, of: source) == true)
  }

  @Test(arguments: [
    ("struct btf_kfunc_id_set k = { THIS_MODULE, &s };", "THIS_MODULE", "s", nil as String?),
    ("struct btf_kfunc_id_set k = { THIS_MODULE, &s, f };", "THIS_MODULE", "s", "f"),
    ("struct btf_kfunc_id_set k = { .set = &s, f };", nil, "s", "f"),
    ("struct btf_kfunc_id_set k = { .set = & s };", nil, "s", nil),
    ("struct btf_kfunc_id_set k = { };", nil, nil, nil),
    ("struct btf_kfunc_id_set k = { .filter = cond ? a : b, .set = &s, };", nil, "s", "cond ? a : b"),
    (
      "struct btf_kfunc_id_set k = {\n#ifdef MODULE\n.owner = THIS_MODULE,\n#endif\n.set = &s,\n};", "THIS_MODULE", "s",
      nil
    ),
  ])
  func membersInEveryForm(text: String, owner: String?, set: String?, filter: String?) throws {
    let kset = try #require(reader(text).reader.kfuncIDSets().first)
    #expect(kset.owner?.text == owner)
    #expect(kset.set?.text == set)
    #expect(kset.filter?.text == filter)
  }

  @Test(arguments: [
    "static struct btf_kfunc_id_set k __ro_after_init = { .set = &s };",
    "struct btf_kfunc_id_set __initconst k = { .set = &s };",
    "const struct btf_kfunc_id_set k __section(\".x\") = { .set = &s };",
    "struct btf_kfunc_id_set\nk\n=\n{ .set = &s };",
  ])
  func attributesAroundTheName(text: String) throws {
    let found = reader(text).reader.kfuncIDSets()
    #expect(found.map(\.name) == ["k"])
    #expect(found.map { $0.set?.text } == ["s"])
  }

  @Test func arraysHaveOneFactPerElement() {
    let found = reader("static struct btf_kfunc_id_set k[] = {\n\t{ .set = &a },\n\t[3] = { THIS_MODULE, &b },\n};")
      .reader.kfuncIDSets()
    #expect(found.map(\.name) == ["k", "k"])
    #expect(found.map { $0.set?.text } == ["a", "b"])
  }

  @Test(arguments: [
    "struct btf_kfunc_id_set k;", "extern const struct btf_kfunc_id_set k;", "int f(struct btf_kfunc_id_set *k) { }",
    "int f(const struct btf_kfunc_id_set k, int b) { }", "struct btf_kfunc_id_set { void *owner; };",
    "struct btf_kfunc_id_set *p = &k;", "struct other k = { .set = &s };", "/* struct btf_kfunc_id_set k = { }; */",
    "struct btf_kfunc_id_set k = {",
  ])
  func whatIsNoObject(text: String) {
    #expect(reader(text).reader.kfuncIDSets().isEmpty)
  }

  @Test func objectsHaveConditions() {
    let found = reader("#ifdef CONFIG_A\nstruct btf_kfunc_id_set k = { .set = &s };\n#endif\n").reader.kfuncIDSets()
    #expect(found.map(\.condition.description) == ["CONFIG_A"])
  }

  // MARK: Calls

  @Test func aCallWithEverything() throws {
    let (source, reader) = reader(
      """
      static int __init my_init(void)
      {
      #ifdef CONFIG_A
      \treturn «register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP,
      \t\t&my_kset)»;
      #endif
      \treturn 0;
      }
      """)
    let call = try #require(reader.registrations().first)
    #expect(call.api == .kfunc)
    #expect(call.programType == "BPF_PROG_TYPE_XDP")
    #expect(call.object == "my_kset")
    #expect(call.arguments == ["BPF_PROG_TYPE_XDP", "&my_kset"])
    #expect(call.range.isSpan(0, of: source))
    #expect(call.enclosingFunction == "my_init")
    #expect(call.enclosingAttributes == ["__init"])
    #expect(call.result == .returned)
    #expect(call.condition.description == "CONFIG_A")
  }

  @Test(arguments: [
    ("return CALL;", RegistrationFact.ResultFate.returned), ("return (CALL);", .returned),
    ("return ret ?: CALL;", .returned),
    ("return x ? CALL : 0;", .returned),
    ("ret = CALL;", .assigned), ("int ret = CALL;", .assigned), ("ret = ret ?: CALL;", .assigned),
    ("ret = (CALL);", .assigned),
    ("ret = ret ?:\n#ifdef X\n\tCALL\n#endif\n;", .assigned), ("ret = x ? 0 : CALL;", .assigned),
    ("if (CALL) { }", .tested), ("if (!CALL) { }", .tested), ("if (CALL < 0) { }", .tested),
    ("if (a || CALL) { }", .tested),
    ("if (a && CALL) { }", .tested), ("while (CALL) { }", .tested), ("if ((ret = CALL)) { }", .assigned),
    ("if ((CALL) < 0) { }", .tested),
    ("WARN_ON(CALL);", .passed), ("f(1, CALL);", .passed), ("BUG_ON((CALL));", .passed),
    ("CALL;", .ignored), ("(void)CALL;", .ignored), ("{ CALL; }", .ignored), ("else CALL;", .ignored),
    ("a = 1; CALL;", .ignored),
    ("do CALL; while (0);", .ignored), ("out: CALL;", .ignored), ("switch (x) { case 1: CALL; }", .ignored),
    ("switch (x) { default: CALL; }", .ignored), ("#ifdef X\nCALL;\n#endif\n", .ignored), ("if (x)\n\tCALL;", .ignored),
    ("for (;;) CALL;", .ignored), ("if (f(x) && y) CALL;", .ignored), ("while (x) CALL;", .ignored),
    ("err |= CALL;", .assigned), ("x = a + CALL;", .unknown), ("(int)CALL;", .unknown),
  ])
  func whatBecomesOfTheResult(statement: String, fate: RegistrationFact.ResultFate) throws {
    let call = "register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &k)"
    let text = "int f(void)\n{\n\t\(statement.replacingOccurrences(of: "CALL", with: call))\n}\n"
    let found = reader(text).reader.registrations()
    #expect(found.map(\.result) == [fate])
  }

  @Test func otherFunctions() {
    let found = reader(
      """
      int f(void)
      {
      \tregister_btf_fmodret_id_set(&m);
      \treturn register_btf_id_dtor_kfuncs(dtors, ARRAY_SIZE(dtors), THIS_MODULE);
      }
      """
    ).reader.registrations()
    #expect(found.map(\.api) == [.fmodret, .destructors])
    #expect(found.map(\.object) == ["m", "dtors"])
    #expect(found.map(\.programType) == [nil, nil])
    #expect(found[1].arguments == ["dtors", "ARRAY_SIZE(dtors)", "THIS_MODULE"])
  }

  @Test(arguments: [
    ("register_btf_kfunc_id_set(type, &k)", nil as String?, "k" as String?),
    ("register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, kset)", "BPF_PROG_TYPE_XDP", "kset"),
    ("register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &ksets[i])", "BPF_PROG_TYPE_XDP", "ksets"),
    ("register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &ksets[0])", "BPF_PROG_TYPE_XDP", "ksets"),
    ("register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &ksets[0].x)", "BPF_PROG_TYPE_XDP", nil),
    ("register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, x->k)", "BPF_PROG_TYPE_XDP", nil),
    ("register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, get(k))", "BPF_PROG_TYPE_XDP", nil),
    ("register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP)", "BPF_PROG_TYPE_XDP", nil),
    ("register_btf_kfunc_id_set()", nil, nil),
  ])
  func argumentsThatAreNoPlainNames(call: String, type: String?, object: String?) {
    let found = reader("int f(void)\n{\n\treturn \(call);\n}\n").reader.registrations()
    #expect(found.map(\.programType) == [type])
    #expect(found.map(\.object) == [object])
  }

  @Test(arguments: [
    ("&ksets[0]", 0 as Int?), ("&ksets[1]", 1), ("ksets + 2", 2), ("&(ksets[3])", 3), ("ksets", nil),
    ("&ksets[i]", nil),
    ("&ksets[i + 1]", nil), ("ksets + i", nil),
  ])
  func elementsOfArrays(argument: String, index: Int?) {
    let found = reader("int f(int i)\n{\n\treturn register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, \(argument));\n}\n")
      .reader.registrations()
    #expect(found.map(\.object) == ["ksets"])
    #expect(found.map(\.objectIndex) == [index])
  }

  @Test func declarationsAndDefinitionsAreNoCalls() {
    let text = """
      int register_btf_kfunc_id_set(enum bpf_prog_type t, const struct btf_kfunc_id_set *k);
      int register_btf_kfunc_id_set(enum bpf_prog_type t, const struct btf_kfunc_id_set *k)
      {
      \treturn 0;
      }
      EXPORT_SYMBOL_GPL(register_btf_kfunc_id_set);
      """
    #expect(reader(text).reader.registrations().isEmpty)
  }

  // MARK: Destructors

  private func destructors(_ text: String) -> [DestructorFact] {
    let candidate = Candidate.text(text)
    let lists = SetReader.read(
      candidate.candidateText, macros: MacroTable(recordedDefinition: { _, _ in nil }, isParsed: { _ in true })
    ).sets
    return RegistrationReader(text: candidate.candidateText).destructors(lists: lists)
  }

  @Test func pairsAreResolvedThroughTheirList() throws {
    let source = Candidate.text(
      """
      BTF_ID_LIST(ids)
      BTF_ID(struct, «task_struct»)
      BTF_ID(func, «bpf_task_release»)
      static const struct btf_id_dtor_kfunc dtors[] = {
      \t«{
      \t\t.btf_id = ids[0],
      \t\t.kfunc_btf_id = ids[1]
      \t}»,
      };
      """)
    let found = destructors(String(decoding: source.file.bytes, as: UTF8.self))
    let fact = try #require(found.first)
    #expect(found.count == 1)
    #expect(fact.array == "dtors")
    #expect(fact.typeName == "task_struct")
    #expect(fact.functionName == "bpf_task_release")
    #expect(fact.typeRange.isSpan(0, of: source))
    #expect(fact.functionRange.isSpan(1, of: source))
    #expect(fact.range.isSpan(2, of: source))
  }

  @Test func positionalPairsAndSeveralOfThem() {
    let found = destructors(
      """
      BTF_ID_LIST(ids)
      BTF_ID(struct, a)
      BTF_ID(func, a_put)
      BTF_ID(struct, b)
      BTF_ID(func, b_put)
      const struct btf_id_dtor_kfunc dtors[] = { { ids[0], ids[1] }, { ids[2], ids[3] } };
      """)
    #expect(found.map(\.typeName) == ["a", "b"])
    #expect(found.map(\.functionName) == ["a_put", "b_put"])
  }

  @Test(arguments: ["other[0]", "ids[7]", "ids[N]", "ids", "ids[-1]", "5"]) func whatIsNotResolvableIsNil(index: String)
  {
    let found = destructors(
      "BTF_ID_LIST(ids)\nBTF_ID(struct, a)\nBTF_ID(func, a_put)\nconst struct btf_id_dtor_kfunc d[] = { { .btf_id = \(index), .kfunc_btf_id = ids[1] } };\n"
    )
    #expect(found.map(\.typeName) == [nil])
    #expect(found.map(\.functionName) == ["a_put"])
  }

  @Test func aTailUnderTheSameConditionIsResolved() {
    let found = destructors(
      """
      BTF_ID_LIST(ids)
      BTF_ID(struct, a)
      BTF_ID(func, a_put)
      #ifdef CONFIG_B
      BTF_ID(struct, b)
      BTF_ID(func, b_put)
      #endif
      #ifdef CONFIG_C
      BTF_ID(struct, c)
      BTF_ID(func, c_put)
      #endif
      const struct btf_id_dtor_kfunc dtors[] = {
      \t{ ids[0], ids[1] },
      #ifdef CONFIG_B
      \t{ ids[2], ids[3] },
      #endif
      #if defined(CONFIG_C) && !defined(CONFIG_B)
      \t{ ids[2], ids[3] },
      #endif
      };
      """)
    #expect(found.map(\.typeName) == ["a", "b", "c"])
    #expect(found.map(\.functionName) == ["a_put", "b_put", "c_put"])
    #expect(found.map(\.condition.description) == ["1", "CONFIG_B", "!CONFIG_B && CONFIG_C"])
  }

  @Test func holesKeepPositionsThatDoNotDependOnTheConfiguration() {
    let found = destructors(
      """
      BTF_ID_LIST(ids)
      BTF_ID(struct, a)
      #ifdef CONFIG_B
      BTF_ID(func, b_put)
      #else
      BTF_ID_UNUSED
      #endif
      BTF_ID(func, c_put)
      const struct btf_id_dtor_kfunc dtors[] = { { ids[0], ids[1] }, { ids[0], ids[2] } };
      """)
    #expect(found.map(\.functionName) == ["b_put", "c_put"])
  }

  @Test func anElementThatDependsOnTheConfigurationIsNotResolved() {
    let found = destructors(
      """
      BTF_ID_LIST(ids)
      #ifdef CONFIG_B
      BTF_ID(struct, b)
      #endif
      BTF_ID(struct, a)
      BTF_ID(func, a_put)
      const struct btf_id_dtor_kfunc dtors[] = { { ids[0], ids[1] } };
      """)
    #expect(found.map(\.typeName) == [nil])
    #expect(found.map(\.functionName) == [nil])
  }
}
