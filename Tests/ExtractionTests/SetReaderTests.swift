import BooleanLogic
import Facts
import Testing

@testable import Extraction

struct SetReaderTests {
  private func sets(_ text: String) -> (source: Candidate, sets: [SetFact]) {
    let candidate = Candidate.text(text)
    return (
      candidate,
      SetReader.read(
        candidate.candidateText, macros: MacroTable(recordedDefinition: { _, _ in nil }, isParsed: { _ in true })
      ).sets
    )
  }

  @Test(arguments: [
    (
      "BTF_KFUNCS_START(s)\nBTF_ID_FLAGS(func, f)\nBTF_KFUNCS_END(s)\n", SetFact.Kind.kfuncs, "BTF_KFUNCS_START",
      "BTF_KFUNCS_END" as String?
    ),
    ("BTF_SET8_START(s)\nBTF_ID_FLAGS(func, f)\nBTF_SET8_END(s)\n", .set8, "BTF_SET8_START", "BTF_SET8_END"),
    ("BTF_SET_START(s)\nBTF_ID(func, f)\nBTF_SET_END(s)\n", .set, "BTF_SET_START", "BTF_SET_END"),
    ("BTF_SET_START_GLOBAL(s)\nBTF_ID(func, f)\nBTF_SET_END(s)\n", .set, "BTF_SET_START_GLOBAL", "BTF_SET_END"),
    ("BTF_ID_LIST(s)\nBTF_ID(func, f)\n", .list, "BTF_ID_LIST", nil),
    ("BTF_ID_LIST_GLOBAL(s, 1)\nBTF_ID(func, f)\n", .list, "BTF_ID_LIST_GLOBAL", nil),
    ("BTF_ID_LIST_SINGLE(s, func, f)\n", .list, "BTF_ID_LIST_SINGLE", nil),
    ("BTF_ID_LIST_GLOBAL_SINGLE(s, func, f)\n", .list, "BTF_ID_LIST_GLOBAL_SINGLE", nil),
  ])
  func everyKind(text: String, kind: SetFact.Kind, start: String, end: String?) {
    let found = sets(text).sets
    #expect(found.count == 1)
    #expect(found.first?.name == "s")
    #expect(found.first?.kind == kind)
    #expect(found.first?.startMacro == start)
    #expect(found.first?.end?.macro == end)
    #expect(found.first?.entries.map(\.prefix) == ["func"])
    #expect(found.first?.entries.map(\.name) == ["f"])
  }

  @Test func exactPlaces() throws {
    let (source, sets) = sets(
      "int a;\n«BTF_KFUNCS_START(«my_set»)»\n«BTF_ID_FLAGS(func, «bpf_x», ««KF_ACQUIRE» | «KF_RET_NULL»»)»\n«BTF_KFUNCS_END(my_set)»\n"
    )
    let set = try #require(sets.first)
    let entry = try #require(set.entries.first)
    #expect(set.startRange.isSpan(0, of: source))
    #expect(set.nameRange.isSpan(1, of: source))
    #expect(entry.range.isSpan(2, of: source))
    #expect(entry.nameRange.isSpan(3, of: source))
    #expect(entry.flagsRange.isSpan(4, of: source))
    #expect(entry.flags.map(\.name) == ["KF_ACQUIRE", "KF_RET_NULL"])
    #expect(entry.flags[0].range.isSpan(5, of: source))
    #expect(entry.flags[1].range.isSpan(6, of: source))
    #expect(set.end?.range.isSpan(7, of: source) == true)
  }

  @Test func anEntryWithoutFlagsHasTheirPlace() throws {
    let (source, sets) = sets("BTF_SET8_START(s)\nBTF_ID_FLAGS(func, bpf_x«»)\nBTF_SET8_END(s)\n")
    let entry = try #require(sets.first?.entries.first)
    #expect(entry.flags.isEmpty && entry.flagsText == nil)
    #expect(entry.flagsRange.isSpan(0, of: source))
  }

  @Test func anEmptyFlagsArgumentIsOne() throws {
    let entry = try #require(
      sets("BTF_SET8_START(s)\nBTF_ID_FLAGS(func, bpf_x,)\nBTF_SET8_END(s)\n").sets.first?.entries.first)
    #expect(entry.flags.isEmpty)
    #expect(entry.flagsText == "")
  }

  @Test func entriesOverSeveralLinesWithComments() throws {
    let (source, sets) = sets(
      """
      BTF_SET8_START(s) /* why */
      /* BTF_ID_FLAGS(func, bpf_no) */
      // BTF_ID_FLAGS(func, bpf_neither)
      «BTF_ID_FLAGS(func, /* first */
      \tbpf_x,
      \t«KF_ACQUIRE /* a */ |
      \tKF_RET_NULL»)»
      BTF_SET8_END(s)
      """)
    let entries = try #require(sets.first?.entries)
    #expect(entries.map(\.name) == ["bpf_x"])
    #expect(entries[0].flagsText == "KF_ACQUIRE | KF_RET_NULL")
    #expect(entries[0].range.isSpan(0, of: source))
    #expect(entries[0].flagsRange.isSpan(1, of: source))
  }

  @Test(arguments: [
    ("0", [], "0"), ("(KF_ACQUIRE)", ["KF_ACQUIRE"], "(KF_ACQUIRE)"),
    ("KF_ACQUIRE|KF_RELEASE", ["KF_ACQUIRE", "KF_RELEASE"], "KF_ACQUIRE|KF_RELEASE"),
    ("KF_ACQUIRE | KF_ACQUIRE", ["KF_ACQUIRE", "KF_ACQUIRE"], "KF_ACQUIRE | KF_ACQUIRE"),
    ("MY_FLAGS", ["MY_FLAGS"], "MY_FLAGS"),
    ("X(KF_ACQUIRE, 1) + 2", ["X", "KF_ACQUIRE"], "X(KF_ACQUIRE, 1) + 2"),
  ])
  func flagsExpressions(flags: String, names: [String], text: String) throws {
    let entry = try #require(
      sets("BTF_SET8_START(s)\nBTF_ID_FLAGS(func, f, \(flags))\nBTF_SET8_END(s)\n").sets.first?.entries.first)
    #expect(entry.flags.map(\.name) == names)
    #expect(entry.flagsText == text)
  }

  @Test func furtherArgumentsAreKept() throws {
    let entry = try #require(
      sets("BTF_SET8_START(s)\nBTF_ID_FLAGS(func, f, KF_ACQUIRE, KF_RET_NULL, (1, 2))\nBTF_SET8_END(s)\n").sets.first?
        .entries.first)
    #expect(entry.flags.map(\.name) == ["KF_ACQUIRE"])
    #expect(entry.extraArguments == ["KF_RET_NULL", "(1, 2)"])
  }

  @Test func aMissingEndIsNoticedAndTheNextSetIsNotLost() {
    let found = sets(
      "BTF_SET8_START(a)\nBTF_ID_FLAGS(func, f)\n\nBTF_SET8_START(b)\nBTF_ID_FLAGS(func, g)\nBTF_SET8_END(b)\n"
    ).sets
    #expect(found.map(\.name) == ["a", "b"])
    #expect(found.map { $0.end == nil } == [true, false])
    #expect(found.map { $0.entries.map(\.name) } == [["f"], ["g"]])
  }

  @Test func aMissingEndAtTheEndOfTheFile() {
    let found = sets("BTF_SET8_START(a)\nBTF_ID_FLAGS(func, f)\nint g(void)\n{\n}\n").sets
    #expect(found.map(\.name) == ["a"])
    #expect(found.first?.end == nil)
    #expect(found.first?.entries.count == 1)
  }

  @Test func theNameInTheEndIsAsWritten() {
    let found = sets("BTF_SET8_START(a)\nBTF_SET8_END(b)\nBTF_KFUNCS_START(c)\nBTF_SET8_END(c)\n").sets
    #expect(found.map { $0.end?.name } == ["b", "c"])
    #expect(found.map { $0.end?.macro } == ["BTF_SET8_END", "BTF_SET8_END"])
  }

  @Test func listsKeepTheirOrderAndHoles() {
    let found = sets(
      "BTF_ID_LIST(l)\nBTF_ID(struct, task_struct)\nBTF_ID_UNUSED\nBTF_ID(func, f)\nBTF_ID(func, f)\nint x;\nBTF_ID(func, stray)\n"
    ).sets
    #expect(found.first?.entries.map(\.name) == ["task_struct", "", "f", "f"])
    #expect(found.first?.entries.map(\.macro) == ["BTF_ID", "BTF_ID_UNUSED", "BTF_ID", "BTF_ID"])
    #expect(found.first?.entries.map(\.prefix) == ["struct", "", "func", "func"])
    #expect(found.count == 1)
  }

  @Test func aListEndsWithTheFirstThingThatIsNoEntry() {
    for other in ["static int x;", "DEFINE_X(y)", "void f(void) { }", "BTF_SET_START(t)\nBTF_SET_END(t)"] {
      let found = sets("BTF_ID_LIST(l)\nBTF_ID(func, f);\n\(other)\nBTF_ID(func, late)\n").sets
      #expect(found.first?.entries.map(\.name) == ["f"], "\(other)")
    }
  }

  @Test func conditionsOfSetsAndEntries() {
    let found = sets(
      """
      #ifdef CONFIG_A
      BTF_SET8_START(s)
      BTF_ID_FLAGS(func, f)
      #if IS_ENABLED(CONFIG_B)
      BTF_ID_FLAGS(func, g)
      #else
      BTF_ID_FLAGS(func, h)
      #endif
      BTF_SET8_END(s)
      #endif
      """
    ).sets
    #expect(found.first?.condition.description == "CONFIG_A")
    #expect(
      found.first?.entries.map(\.condition.description) == [
        "CONFIG_A", "CONFIG_A && IS_ENABLED(CONFIG_B)", "CONFIG_A && !IS_ENABLED(CONFIG_B)",
      ])
  }

  @Test func definitionsOfTheMacrosAreNoSets() {
    #expect(sets("#define BTF_SET8_START(name) asm(name)\n#define X BTF_ID_LIST(y)\n").sets.isEmpty)
    #expect(sets("BTF_ID_FLAGS(func, stray)\nBTF_SET8_END(s)\n").sets.isEmpty)
  }

  @Test func brokenMacrosAreNoEntries() {
    let found = sets(
      "BTF_SET8_START(s)\nBTF_ID_FLAGS\nBTF_ID_FLAGS(func)\nBTF_ID_FLAGS()\nBTF_ID_FLAGS(func, f)\nBTF_SET8_END(s)\n"
    ).sets
    #expect(found.first?.entries.map(\.name) == ["f"])
  }

  @Test func aMacroOfTheFileMakesEntries() throws {
    let (source, sets) = sets(
      """
      #define EACH(M) \\
      \tM(bpf_one, KF_ACQUIRE) \\
      \tM(bpf_two, KF_RELEASE | KF_RET_NULL)
      #define ENTRY(name, flags) BTF_ID_FLAGS(func, name, flags)
      #ifdef CONFIG_A
      BTF_SET8_START(s)
      BTF_ID_FLAGS(func, bpf_zero)
      «EACH(ENTRY)»
      BTF_SET8_END(s)
      #endif
      """)
    let entries = try #require(sets.first?.entries)
    #expect(entries.map(\.name) == ["bpf_zero", "bpf_one", "bpf_two"])
    #expect(entries.map { $0.flags.map(\.name) } == [[], ["KF_ACQUIRE"], ["KF_RELEASE", "KF_RET_NULL"]])
    #expect(entries.map(\.generatedBy) == [nil, "EACH", "EACH"])
    #expect(entries[2].range.isSpan(0, of: source))
    #expect(entries[2].nameRange.isSpan(0, of: source))
    #expect(entries[2].condition.description == "CONFIG_A")
    #expect(sets.first?.incompleteReason == nil)
  }

  @Test func theDefinitionInForceCounts() {
    let found = sets(
      """
      #define E(n) BTF_ID_FLAGS(func, n)
      BTF_SET8_START(a)
      E(f)
      BTF_SET8_END(a)
      #undef E
      #define E(n) BTF_ID_FLAGS(func, n##_2, KF_ACQUIRE)
      BTF_SET8_START(b)
      E(f)
      BTF_SET8_END(b)
      """
    ).sets
    #expect(found.map { $0.entries.map(\.name) } == [["f"], ["f_2"]])
  }

  @Test func variadicEntries() {
    let found = sets(
      "#define E(n, ...) BTF_ID_FLAGS(func, n, ##__VA_ARGS__)\nBTF_SET8_START(a)\nE(f)\nE(g, KF_ACQUIRE)\nBTF_SET8_END(a)\n"
    ).sets
    #expect(found.first?.entries.map(\.name) == ["f", "g"])
    #expect(found.first?.entries.map(\.flagsText) == [nil, "KF_ACQUIRE"])
  }

  @Test func aMacroThatCannotBeExpandedMakesTheSetIncomplete() {
    let bomb = "#define A0 x x\n" + (1...20).map { "#define A\($0) A\($0 - 1) A\($0 - 1)\n" }.joined()
    let found = sets(bomb + "BTF_SET8_START(s)\nA20\nBTF_ID_FLAGS(func, f)\nBTF_SET8_END(s)\n").sets
    #expect(found.first?.incompleteReason == "the macro 'A20' expands to too much")
    #expect(found.first?.entries.map(\.name) == ["f"])
  }

  /// What is left over may be a macro of a header that this reader cannot look into.
  @Test func aMacroWhoseExpansionIsNotUnderstoodMakesTheSetIncomplete() {
    let found = sets("#define ALL OTHER_xxx\nBTF_SET8_START(s)\nALL\nBTF_SET8_END(s)\n").sets
    #expect(found.first?.incompleteReason == "the macro 'ALL' expands to more than entries")
  }

  @Test func aMacroThatExpandsToNothingLosesNothing() {
    let found = sets("#define NONE\n#define SEMI ;\nBTF_SET8_START(s)\nNONE\nSEMI\nBTF_SET8_END(s)\n").sets
    #expect(found.first?.incompleteReason == nil)
    #expect(found.first?.entries.isEmpty == true)
  }

  @Test func macrosOfListsToo() {
    let found = sets(
      "#define SOCK(M) M(a, sock_a) M(b, sock_b)\n#define T(n, type) BTF_ID(struct, type)\nBTF_ID_LIST(l)\nSOCK(T)\nint x;\n"
    ).sets
    #expect(found.first?.entries.map(\.name) == ["sock_a", "sock_b"])
    #expect(found.first?.entries.map(\.prefix) == ["struct", "struct"])
  }

  @Test func macrosMakeHolesToo() {
    let found = sets("#define HOLE BTF_ID_UNUSED\nBTF_ID_LIST(l)\nBTF_ID(func, f)\nHOLE\nBTF_ID(func, g)\n").sets
    #expect(found.first?.entries.map(\.name) == ["f", "", "g"])
    #expect(found.first?.entries.map(\.macro) == ["BTF_ID", "BTF_ID_UNUSED", "BTF_ID"])
    #expect(found.first?.entries.map(\.generatedBy) == [nil, "HOLE", nil])
  }

  @Test func aMacroOfAHeaderMakesEntries() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.headers["/kfl/include/net/xdp.h"] =
      "#define FLAGS_OF KF_RET_NULL\n#define XDP_xxx XDP_ONE(bpf_rx, KF_ACQUIRE) XDP_ONE(bpf_tx, FLAGS_OF)\n"
    let candidate = try Candidate.parse(
      """
      #include <net/xdp.h>
      BTF_KFUNCS_START(xdp)
      #define XDP_ONE(name, flags) BTF_ID_FLAGS(func, name, flags)
      «XDP_xxx»
      #undef XDP_ONE
      BTF_KFUNCS_END(xdp)
      """, surroundings)
    let set = try #require(candidate.facts.sets.first)
    #expect(set.entries.map(\.name) == ["bpf_rx", "bpf_tx"])
    #expect(set.entries.map { $0.flags.map(\.name) } == [["KF_ACQUIRE"], ["KF_RET_NULL"]])
    #expect(set.entries.allSatisfy { $0.generatedBy == "XDP_xxx" && $0.range.isSpan(0, of: candidate) })
    #expect(candidate.facts.gaps.isEmpty)
  }

  @Test func anOutlinedMacroOfAHeaderInsideAnOwnMacroIsNotLostSilently() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.headers["/kfl/include/e.h"] = "#define E(n) BTF_ID_FLAGS(func, n)\n"
    let candidate = try Candidate.parse(
      "#include <e.h>\n#define BOTH E(f) E(g)\nBTF_SET8_START(s)\nBOTH\nBTF_SET8_END(s)\n", surroundings)
    let set = try #require(candidate.facts.sets.first)
    #expect(set.entries.map(\.name) == ["f", "g"] || set.incompleteReason != nil)
  }

  @Test func theTextAloneGivesTheSameSets() throws {
    let text =
      "BTF_ID_LIST(l)\nBTF_ID(func, f)\nBTF_SET_START(s)\nBTF_ID(func, g)\nBTF_SET_END(s)\n/* kfunclint: ignore a: b */\n"
    let alone = FileExtractor.textFacts(
      path: Candidate.path, contents: Array(text.utf8), fileCondition: .atom(.enabled("CONFIG_A")))
    let parsed = try Candidate.parse(text)
    #expect(alone.sets == parsed.facts.sets)
    #expect(alone.suppressions == parsed.facts.suppressions)
    #expect(alone.context == FileFacts.textOnlyContext)
    #expect(alone.status == .complete)
    #expect(alone.fileCondition?.description == "IS_ENABLED(CONFIG_A)")
  }

  @Test func readsOfAListByPosition() throws {
    let source = try Candidate.parse(
      "BTF_ID_LIST(l)\nBTF_ID(func, f)\nint g(int i)\n{\n\treturn «l[0]» + l[i + 1] + other[1];\n}\n"
        + "#ifdef CONFIG_A\nint a = «l[LAST]»;\n#endif\nint *p = l;\n")
    let uses = try #require(source.facts.sets.first).uses
    #expect(uses.map(\.index) == ["0", "LAST"])
    #expect(uses.map(\.range.bytes) == source.spans)
    #expect(uses.map { "\($0.condition)" } == ["1", "CONFIG_A"])
  }

  @Test(arguments: [
    ("#include \"a.c\"\n", [String: String](), false), ("#include \"a.c\"\nint x = &s;\n", [:], true),
    ("#include \"a.c\"\n#include \"b.h\"\n", ["/kfl/kernel/b.h": "int x = &s;\n"], true),
    ("#include \"a.c\"\n#include \"b.h\"\n", ["/kfl/kernel/b.h": "int x;\n"], false),
    ("#include \"a.c\"\n#include \"missing.h\"\n", [:], true),
  ])
  func aSetMayBeNamedByTheFileThatIncludesItsOwn(main: String, headers: [String: String], isMentioned: Bool) throws {
    var surroundings = Candidate.Surroundings()
    surroundings.headers = headers.merging(["/kfl/kernel/main.c": main]) { $1 }
    surroundings.mainFile = "/kfl/kernel/main.c"
    let source = try Candidate.parse("BTF_SET8_START(s)\nBTF_ID_FLAGS(func, f)\nBTF_SET8_END(s)\n", surroundings)
    #expect(source.facts.sets.map(\.isMentioned) == [isMentioned])
  }
}
