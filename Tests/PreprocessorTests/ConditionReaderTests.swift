import BooleanLogic
import Testing

@testable import Preprocessor

struct ConditionReaderTests {
  /// Reads the condition of the only directive.
  private func condition(_ directive: String) -> String {
    let text = MarkedText("\(directive)\nx\n#endif\n")
    return text.structure.condition(at: text.place(of: "\nx\n") + 1).description
  }

  @Test(arguments: [
    ("#ifdef CONFIG_A", "CONFIG_A"), ("#ifndef CONFIG_A", "!CONFIG_A"),
    ("#ifdef CONFIG_A_MODULE", "IS_MODULE(CONFIG_A)"),
    ("#ifdef MODULE", "MODULE"), ("#ifndef MODULE", "!MODULE"), ("#ifdef __BIG_ENDIAN", "`defined(__BIG_ENDIAN)`"),
    ("#if defined(CONFIG_A)", "CONFIG_A"), ("#if defined CONFIG_A", "CONFIG_A"),
    ("#if !defined(CONFIG_A)", "!CONFIG_A"),
    ("#if !defined CONFIG_A", "!CONFIG_A"), ("#if defined ( CONFIG_A )", "CONFIG_A"), ("#if defined(MODULE)", "MODULE"),
    ("#if defined(CONFIG_A_MODULE)", "IS_MODULE(CONFIG_A)"),
    ("#if IS_ENABLED(CONFIG_A)", "IS_ENABLED(CONFIG_A)"), ("#if IS_BUILTIN(CONFIG_A)", "CONFIG_A"),
    ("#if IS_MODULE(CONFIG_A)", "IS_MODULE(CONFIG_A)"), ("#if IS_REACHABLE(CONFIG_A)", "IS_REACHABLE(CONFIG_A)"),
  ])
  func symbols(directive: String, condition expected: String) {
    #expect(condition(directive) == expected)
  }

  @Test(arguments: [
    ("#if 0", "0"), ("#if 1", "1"), ("#if 42", "1"), ("#if 0x0", "0"), ("#if 0x10UL", "1"), ("#if 00", "0"),
    ("#if 0ull", "0"),
    ("#if !0", "1"), ("#if 0 && CONFIG_A", "0"), ("#if 1 || defined(CONFIG_A)", "1"),
    ("#if 0 || defined(CONFIG_A)", "CONFIG_A"),
  ])
  func integers(directive: String, condition expected: String) {
    #expect(condition(directive) == expected)
  }

  @Test(arguments: [
    ("#if defined(CONFIG_A) && defined(CONFIG_B)", "CONFIG_A && CONFIG_B"),
    (
      "#if defined(CONFIG_A) || IS_MODULE(CONFIG_B) && !defined(CONFIG_C)",
      "CONFIG_A || !CONFIG_C && IS_MODULE(CONFIG_B)"
    ),
    ("#if (defined(CONFIG_A) || defined(CONFIG_B)) && defined(CONFIG_C)", "(CONFIG_A || CONFIG_B) && CONFIG_C"),
    ("#if !(defined(CONFIG_A) && defined(CONFIG_B))", "!(CONFIG_A && CONFIG_B)"),
    ("#if !!defined(CONFIG_A)", "CONFIG_A"), ("#if (((defined(CONFIG_A))))", "CONFIG_A"),
    ("#if defined(CONFIG_A) \\\n || defined(CONFIG_B)", "CONFIG_A || CONFIG_B"),
    ("#if defined(CONFIG_A) /* why */ || defined(CONFIG_B) // and", "CONFIG_A || CONFIG_B"),
  ])
  func operators(directive: String, condition expected: String) {
    #expect(condition(directive) == expected)
  }

  @Test(arguments: [
    ("#if BITS_PER_LONG == 64", "`BITS_PER_LONG == 64`"), ("#if CONFIG_HZ  >  100", "`CONFIG_HZ > 100`"),
    ("#if CONFIG_HZ", "`CONFIG_HZ`"),
    ("#if A > 1 && defined(CONFIG_A)", "CONFIG_A && `A > 1`"),
    ("#if (A + 1) * 2 > B || defined(CONFIG_A)", "CONFIG_A || `(A + 1) * 2 > B`"),
    ("#if GCC_VERSION(4, 5)", "`GCC_VERSION(4, 5)`"), ("#if defined(CONFIG_A) == 1", "`defined(CONFIG_A) == 1`"),
    ("#if !(A > 1)", "!`A > 1`"), ("#if A ? B : C", "`A ? B : C`"),
    ("#if defined(CONFIG_A) ? 1 : 0", "`defined(CONFIG_A) ? 1 : 0`"),
    ("#if -1", "`-1`"), ("#if 'a'", "`'a'`"), ("#if __has_include(<a.h>)", "`__has_include(<a.h>)`"),
  ])
  func whatIsNotUnderstoodIsOpaque(directive: String, condition expected: String) {
    #expect(condition(directive) == expected)
  }

  @Test(arguments: [
    "#if", "#if &&", "#if (", "#if )", "#if defined", "#if defined(", "#if IS_ENABLED(", "#if A &&", "#if ! ",
    "#if defined(1)",
  ])
  func brokenExpressionsAreOpaque(directive: String) {
    let text = MarkedText("\(directive)\nx\n#endif\n")
    guard case .atom(.opaque) = text.structure.condition(at: text.place(of: "\nx\n") + 1) else {
      Issue.record("\(text.structure.condition(at: text.place(of: "\nx\n") + 1))")
      return
    }
  }

  @Test(arguments: ["#ifdef", "#ifndef"]) func directivesWithoutANameAreOpaque(directive: String) {
    #expect(condition(directive) == "`\(directive)`")
  }

  /// Names that are no configuration symbols must not look like one, nor like a keyword of the notation.
  @Test(arguments: [
    ("#if IS_BUILTIN(MODULE)", "`IS_BUILTIN(MODULE)`"), ("#if IS_BUILTIN(IS_MODULE)", "`IS_BUILTIN(IS_MODULE)`"),
    ("#if IS_ENABLED(X)", "`IS_ENABLED(X)`"), ("#ifdef CONFIG_é", "`defined(CONFIG_é)`"),
    ("#if IS_ENABLED(CONFIG_é)", "`IS_ENABLED(CONFIG_é)`"),
  ])
  func namesThatAreNoSymbolsAreOpaque(directive: String, condition expected: String) {
    #expect(condition(directive) == expected)
  }

  @Test func backquotesDoNotEndAnOpaqueCondition() {
    #expect(condition("#if A ` B") == "`A  B`")
  }

  @Test func equalOpaqueTextsAreEqualConditions() {
    #expect(condition("#if A>1") != condition("#if B>1"))
    #expect(condition("#if A  >  1") == condition("#if A > 1"))
    #expect(condition("#if A /* c */ > 1") == condition("#if A > 1"))
  }

  @Test(arguments: ["!", "(", "!(", "A && (", "A||("]) func deepNestingEnds(piece: String) {
    let directive = "#if " + String(repeating: piece, count: 50_000) + "A"
    #expect(!condition(directive).isEmpty)
  }
}
