import Testing

@testable import Preprocessor

struct BranchSelectionTests {
  private func select(_ places: [String], in text: String) -> String? {
    let marked = MarkedText(text)
    return BranchSelection.select(places.map { marked.place(of: $0) }, in: marked.bytes, structure: marked.structure)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private let threeWay = "#ifdef CONFIG_A\naa;\n#elif defined(CONFIG_B)\nbb;\n#else\ncc;\n#endif\n"

  @Test func theFirstBranch() {
    #expect(
      select(["aa"], in: threeWay) == "#if 1          \naa;\n#elif defined(CONFIG_B)\nbb;\n#else\ncc;\n#endif\n")
  }

  @Test func aMiddleBranch() {
    #expect(
      select(["bb"], in: threeWay) == "#if 0          \naa;\n#elif 1                \nbb;\n#else\ncc;\n#endif\n")
  }

  @Test func theElseBranch() {
    #expect(
      select(["cc"], in: threeWay) == "#if 0          \naa;\n#elif 0                \nbb;\n#else\ncc;\n#endif\n")
  }

  @Test func groupsAroundAreSelectedToo() {
    let text = "#ifndef A1\n#if defined(B1)\nx1;\n#else\nx2;\n#endif\n#endif\n"
    #expect(select(["x2"], in: text) == "#if 1     \n#if 0          \nx1;\n#else\nx2;\n#endif\n#endif\n")
  }

  @Test func severalPlacesOfOneBranch() {
    #expect(
      select(["aa", "zz"], in: "#ifdef AAA\naa\n#endif\n#ifdef BBB\nzz\n#endif\n")
        == "#if 1     \naa\n#endif\n#if 1     \nzz\n#endif\n")
  }

  @Test func placesOfDifferentBranchesExcludeEachOther() {
    #expect(select(["aa", "cc"], in: threeWay) == nil)
    #expect(select(["aa", "aa"], in: threeWay) != nil)
  }

  @Test func placesOutsideOfGroupsChangeNothing() {
    let text = "zz\n" + threeWay
    #expect(select(["zz"], in: text) == text)
  }

  @Test func includeGuardsStay() {
    let text = "#ifndef _A_H\n#define _A_H\naa\n#endif\n"
    #expect(select(["aa"], in: text) == text)
  }

  @Test func aDirectiveThatIsTooShortIsRefused() {
    // "#if A" can become "#if 1"; "#if" alone cannot.
    #expect(select(["aa"], in: "#if A\naa\n#endif\n") == "#if 1\naa\n#endif\n")
    #expect(select(["aa"], in: "#if\naa\n#endif\n") == nil)
  }

  @Test func spacesBehindTheHashAreRewritten() {
    #expect(select(["aa"], in: "  #  ifdef A\naa\n#endif\n") == "  #if 1     \naa\n#endif\n")
  }

  @Test func splicedDirectivesKeepTheirLines() {
    #expect(
      select(["aa"], in: "#if defined(A) || \\\n    defined(B)\naa\n#endif\n")
        == "#if 1             \\\n              \naa\n#endif\n")
    #expect(
      select(["aa"], in: "#if defined(A) || \\\r\n    defined(B)\r\naa\r\n#endif\r\n")
        == "#if 1             \\\r\n              \r\naa\r\n#endif\r\n")
  }

  @Test func aSpliceTooEarlyIsRefused() {
    #expect(select(["aa"], in: "#\\\nif A\naa\n#endif\n") == nil)
  }

  @Test func commentsOfADirectiveDoNotSwallowWhatFollows() {
    #expect(select(["aa"], in: "#if /* c */ A\naa\n#endif\n") == "#if 1        \naa\n#endif\n")
    #expect(select(["aa"], in: "#ifdef A /* c */\naa\n#endif\n") == "#if 1    /* c */\naa\n#endif\n")
    #expect(select(["aa"], in: "#ifdef A /* c\n d */\naa\n#endif\n") == "#if 1    /* c\n d */\naa\n#endif\n")
    #expect(select(["aa"], in: "#if A + /* c\n d */ B\naa\n#endif\n") == "#if 1       \n       \naa\n#endif\n")
  }

  /// The judge is the reader itself: what was chosen is compiled, and nothing else of the group is.
  @Test(arguments: ["aa", "bb", "cc"]) func theChosenBranchIsTheOnlyOne(word: String) throws {
    let chosen = MarkedText(try #require(select([word], in: threeWay)))
    for other in ["aa", "bb", "cc"] {
      let condition = chosen.structure.condition(at: chosen.place(of: other))
      #expect(condition == (other == word ? .always : .never))
    }
  }
}
