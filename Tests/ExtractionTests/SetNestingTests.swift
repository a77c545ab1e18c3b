import BooleanLogic
import Facts
import Testing

@testable import Extraction

/// Sets that are not closed, elements outside of sets, and what is said about a set's surroundings.
struct SetNestingTests {
  private func read(_ text: String) -> (source: Candidate, result: SetReader.Result) {
    let candidate = Candidate.text(text)
    let macros = MacroTable(recordedDefinition: { _, _ in nil }, isParsed: { _ in true })
    return (candidate, SetReader.read(candidate.candidateText, macros: macros))
  }

  @Test func aForgottenEndIsToldOfTheNextSetOnly() {
    let result = read(
      """
      BTF_SET8_START(a)
      BTF_ID_FLAGS(func, f)
      BTF_SET8_START(b)
      BTF_ID_FLAGS(func, g)
      BTF_SET8_END(b)
      BTF_SET8_START(c)
      BTF_ID_FLAGS(func, h)
      BTF_SET8_END(c)
      """
    ).result
    #expect(result.sets.map(\.name) == ["a", "b", "c"])
    #expect(result.sets.map(\.enclosingSet) == [nil, "a", nil])
    #expect(result.sets.map { $0.end?.name } == [nil, "b", "c"])
    #expect(result.sets.map { $0.entries.map(\.name) } == [["f"], ["g"], ["h"]])
    #expect(result.strays.isEmpty)
  }

  @Test func theEndOfTheOuterSetClosesTheInner() {
    let result = read("BTF_SET8_START(a)\nBTF_SET8_START(b)\nBTF_ID_FLAGS(func, g)\nBTF_SET8_END(a)\n").result
    #expect(result.sets.map(\.enclosingSet) == [nil, "a"])
    #expect(result.sets.map { $0.end?.name } == ["a", nil])
  }

  @Test func nestedSetsWithBothEnds() {
    let result = read(
      "BTF_SET8_START(a)\nBTF_SET8_START(b)\nBTF_SET8_END(b)\nBTF_ID_FLAGS(func, f)\nBTF_SET8_END(a)\n"
    ).result
    #expect(result.sets.map { $0.end?.name } == ["a", "b"])
    #expect(result.sets[0].entries.map(\.name) == ["f"])
    #expect(result.strays.isEmpty)
  }

  @Test func anEndOfAnotherNameStillCloses() {
    let result = read("BTF_SET8_START(a)\nBTF_SET8_END(b)\nBTF_ID_FLAGS(func, f)\n").result
    #expect(result.sets.map { $0.end?.name } == ["b"])
    #expect(result.strays.map(\.name) == ["f"])
  }

  @Test func whatStandsOutsideOfSets() {
    let (source, result) = read(
      """
      «BTF_ID_FLAGS(func, f)»
      BTF_SET8_START(a)
      BTF_SET8_END(a)
      «BTF_SET8_END(a)»
      BTF_ID_LIST(l)
      BTF_ID(func, g)
      int x;
      «BTF_ID_UNUSED»
      """)
    #expect(result.strays.map(\.macro) == ["BTF_ID_FLAGS", "BTF_SET8_END", "BTF_ID_UNUSED"])
    #expect(result.strays.map(\.previousSet) == [nil, "a", "l"])
    for (index, stray) in result.strays.enumerated() { #expect(stray.range.isSpan(index, of: source)) }
  }

  @Test func branchesThatExcludeEachOtherOpenAndCloseOneSet() {
    let result = read(
      """
      #ifdef CONFIG_A
      BTF_KFUNCS_START(a)
      #else
      BTF_SET8_START(a)
      #endif
      BTF_ID_FLAGS(func, f)
      #ifdef CONFIG_A
      BTF_KFUNCS_END(a)
      #else
      BTF_SET8_END(a)
      #endif
      """
    ).result
    #expect(result.sets.count == 1)
    #expect(result.sets.first?.condition == .always)
    #expect(result.sets.first?.entries.map(\.name) == ["f"])
    #expect(result.sets.first?.end?.macro == "BTF_KFUNCS_END")
    #expect(result.strays.isEmpty)
  }

  @Test func theBranchThatIsCompiledOpensTheSet() {
    let candidate = Candidate.text("#ifdef A\nBTF_KFUNCS_START(a)\n#else\nBTF_SET8_START(a)\n#endif\nBTF_SET8_END(a)\n")
    let macros = MacroTable(
      recordedDefinition: { name, _ in
        guard name == "BTF_SET8_START" else { return nil }
        let header = Candidate.text("#define BTF_SET8_START(x)\n").candidateText.stream
        return header.directives().first.flatMap {
          MacroTable.HeaderMacro(definition: .init(operands: $0.operands, in: header)!, header: header)
        }
      }, isParsed: { _ in true })
    let result = SetReader.read(candidate.candidateText, macros: macros)
    #expect(result.sets.map(\.startMacro) == ["BTF_SET8_START"])
  }

  @Test func namesElsewhereInTheFileAreUses() {
    let result = read(
      """
      BTF_SET8_START(used)
      BTF_SET8_END(used)
      BTF_SET8_START(unused)
      BTF_SET8_END(unused)
      BTF_SET8_START(in_a_macro)
      BTF_SET8_END(in_a_macro)
      #define X &in_a_macro
      struct btf_kfunc_id_set k = { .set = &used }; /* not unused */
      """
    ).result
    #expect(result.sets.map(\.isMentioned) == [true, false, true])
  }

  @Test func placesOfEntries() throws {
    let (source, result) = read(
      """
      BTF_SET8_START(a)
      «BTF_ID_FLAGS(«func», f)«;»
      »BTF_ID_FLAGS(func, g) /* why */
      «  BTF_ID_FLAGS(func,
          h)
      »BTF_SET8_END(a)

      """)
    let entries = try #require(result.sets.first?.entries)
    #expect(entries[0].lineRange?.isSpan(0, of: source) == true)
    #expect(entries[0].prefixRange?.isSpan(1, of: source) == true)
    #expect(entries[0].semicolonRange?.isSpan(2, of: source) == true)
    #expect(entries[1].lineRange == nil && entries[1].semicolonRange == nil)
    #expect(entries[2].lineRange?.isSpan(3, of: source) == true)
  }
}
