import BooleanLogic
import Testing

@testable import Preprocessor

struct ConditionalStructureTests {
  /// The conditions of the words `a`, `b`, ... that stand alone on lines.
  private func conditions(_ text: String) -> [String] {
    let marked = MarkedText(text)
    let structure = marked.structure
    return marked.spans.map { structure.condition(at: $0.lowerBound).description }
  }

  @Test func elseIsTheNegationOfAllBefore() {
    let text = """
      «o»
      #if defined(CONFIG_A)
      «a»
      #elif defined(CONFIG_B)
      «b»
      #elif IS_ENABLED(CONFIG_C)
      «c»
      #else
      «d»
      #endif
      «p»
      """
    #expect(
      conditions(text) == [
        "1", "CONFIG_A", "!CONFIG_A && CONFIG_B", "!CONFIG_A && !CONFIG_B && IS_ENABLED(CONFIG_C)",
        "!CONFIG_A && !CONFIG_B && !IS_ENABLED(CONFIG_C)", "1",
      ])
  }

  @Test func elifdefAndElifndef() {
    #expect(
      conditions("#ifdef CONFIG_A\n«a»\n#elifdef CONFIG_B\n«b»\n#elifndef CONFIG_C\n«c»\n#endif\n")
        == ["CONFIG_A", "!CONFIG_A && CONFIG_B", "!CONFIG_A && !CONFIG_B && !CONFIG_C"])
  }

  @Test func nestedConditionsAreConjoined() {
    let text = """
      #ifdef CONFIG_A
      #ifdef CONFIG_B
      «ab»
      #else
      «anb»
      #endif
      «a»
      #else
      #if 0
      «never»
      #endif
      #endif
      """
    #expect(conditions(text) == ["CONFIG_A && CONFIG_B", "CONFIG_A && !CONFIG_B", "CONFIG_A", "0"])
  }

  @Test func contradictionsAreNever() {
    #expect(conditions("#ifdef CONFIG_A\n#ifndef CONFIG_A\n«x»\n#endif\n#endif\n") == ["0"])
  }

  @Test func parentsNameTheirBranch() {
    let structure = MarkedText("#if A\n#elif B\n#if C\n#endif\n#endif\n").structure
    #expect(structure.groups.count == 2)
    #expect(structure.groups[0].parent == nil)
    #expect(structure.groups[1].parent?.group == 0)
    #expect(structure.groups[1].parent?.branch == 1)
  }

  @Test func includeGuardsDropOut() {
    #expect(
      conditions("/* license */\n#ifndef _A_H\n#define _A_H\n«x»\n#ifdef CONFIG_A\n«y»\n#endif\n#endif /* _A_H */\n")
        == ["1", "CONFIG_A"])
    #expect(conditions("// license\n#ifndef _A_H\n#define _A_H 1\n«x»\n#endif") == ["1"])
  }

  @Test(arguments: [
    // Something before or behind it, another name, no definition, an #else: no guard.
    "int o;\n#ifndef X\n#define X\n«x»\n#endif\n", "#ifndef X\n#define X\n«x»\n#endif\nint o;\n",
    "#ifndef X\n#define Y\n«x»\n#endif\n",
    "#ifndef X\n«x»\n#endif\n", "#ifndef X\n#define X\n«x»\n#else\n#endif\n",
    "#ifndef X\n#include \"a.h\"\n#define X\n«x»\n#endif\n",
    "#pragma once\n#ifndef X\n#define X\n«x»\n#endif\n",
  ])
  func whatIsNoIncludeGuardStays(text: String) {
    #expect(conditions(text) == ["!`defined(X)`"])
  }

  @Test func unbalancedDirectivesAreListed() {
    let text = MarkedText("«#endif»\n«#else»\n«#elif A»\n#if B\n#endif\n«#if C»\nx\n")
    let structure = text.structure
    #expect(structure.unmatched.map(\.span).sorted { $0.lowerBound < $1.lowerBound } == text.spans)
  }

  @Test func anOpenGroupReachesTheEndOfTheFile() {
    #expect(conditions("#ifdef CONFIG_A\n«x»\n") == ["CONFIG_A"])
    #expect(conditions("#ifdef CONFIG_A\n#else\n«x»") == ["!CONFIG_A"])
  }

  @Test func balancedFilesHaveNothingUnmatched() {
    #expect(MarkedText("#if A\n#elif B\n#else\n#endif\n").structure.unmatched.isEmpty)
  }

  @Test func branchBodiesLieBetweenTheirDirectives() {
    let text = MarkedText("#if A«\nx\n»#else«\ny\n»#endif\n")
    #expect(text.structure.groups[0].branches.map(\.body) == text.spans)
  }

  /// The directive's own tokens stand outside of every branch of its group.
  @Test func directivesAreNotUnderTheirOwnCondition() {
    let text = MarkedText("#ifdef CONFIG_A\n#define X\n#endif\n")
    #expect(text.structure.condition(at: text.place(of: "#ifdef")) == .always)
    #expect(text.structure.condition(at: text.place(of: "#define")).description == "CONFIG_A")
    #expect(text.structure.condition(at: text.place(of: "#endif")) == .always)
  }
}
