import CEL
import Testing

/// `definition` and `next` of an entry and `comment` of a definition may be absent. The carets show what is reported.
@Suite struct GuardAnalysisTests {
  private func report(_ expression: String) -> String {
    let found = TestModel.compile(expression)?.unguardedSelections ?? []
    var line = ""
    for selection in found {
      line += String(repeating: " ", count: max(0, selection.range.lowerBound - line.utf8.count))
      line += String(repeating: "^", count: selection.range.count)
    }
    return found.isEmpty ? expression : "\(expression)\n\(line)"
  }

  @Test(
    "guarded selections",
    arguments: [
      "entry.name == 'x'",
      "has(entry.definition)",
      "has(entry.definition) && entry.definition.line > 1",
      "has(entry.definition) && (n > 1 || entry.definition.line > 1)",
      "n > 1 && has(entry.definition) && n > 2 && entry.definition.line > 1",
      "(n > 1 && has(entry.definition)) && entry.definition.line > 1",
      "!has(entry.definition) || entry.definition.line > 1",
      "!has(entry.definition) || n > 1 || entry.definition.line > 1",
      "!(has(entry.definition) && n > 1) || entry.definition.line > 1",
      "has(entry.definition) ? entry.definition.line > 1 : true",
      "!has(entry.definition) ? true : entry.definition.line > 1",
      "(has(entry.definition) ? n > 1 : false) && entry.definition.line > 1",
      "has(entry.definition) && entries.exists(e, e.name == 'x' && entry.definition.line > 1)",
      "entries.exists(e, has(e.definition) && e.definition.line > 1)",
      "entries.all(e, !has(e.definition) || e.definition.line > 1)",
      "entries.filter(e, has(e.definition)).exists(d, d.definition.line > 1)",
      "entries.filter(e, has(e.definition) && e.definition.line > 1).map(d, d.definition.line)",
      "entries.filter(e, has(e.next)).filter(e, has(e.definition)).all(e, e.next == e || e.definition.line > 1)",
      "entries.map(e, has(e.definition), e.definition.line)",
      "entries.transformList(i, e, has(e.definition) && i > 1, e.definition.line)",
      "has(entry.next) && has(entry.next.next) && entry.next.next.name == 'x'",
      "has(entry.definition) && cel.bind(d, entry.definition, has(d.comment) && d.comment == 'x')",
      "entries.size() > 0 && has(entries[0].definition) && entries[0].definition.line > 1",
      "entry.?definition.line.orValue(0) > 1",
      "entry.?definition.optMap(d, d.line).orValue(0) > 1",
      "entry.?definition.comment.orValue('') == ''",
      "true || entry.definition.line > 1",
    ])
  func guarded(_ expression: String) {
    #expect(report(expression) == expression)
  }

  @Test(
    "unguarded selections",
    arguments: [
      """
      entry.definition.line > 1
            ^^^^^^^^^^
      """,
      """
      entry.definition.line > 1 && has(entry.definition)
            ^^^^^^^^^^
      """,
      """
      has(other.definition) && entry.definition.line > 1
                                     ^^^^^^^^^^
      """,
      """
      has(entry.definition) || entry.definition.line > 1
                                     ^^^^^^^^^^
      """,
      """
      !has(entry.definition) && entry.definition.line > 1
                                      ^^^^^^^^^^
      """,
      """
      has(entry.definition) ? true : entry.definition.line > 1
                                           ^^^^^^^^^^
      """,
      """
      (has(entry.definition) || n > 1) && entry.definition.line > 1
                                                ^^^^^^^^^^
      """,
      """
      !(has(entry.definition) || n > 1) || entry.definition.line > 1
                                                 ^^^^^^^^^^
      """,
      """
      has(entry.definition.comment)
                ^^^^^^^^^^
      """,
      """
      entries.exists(e, has(e.definition)) && entries.exists(e, e.definition.line > 1)
                                                                  ^^^^^^^^^^
      """,
      """
      has(entry.definition) && entries.exists(entry, entry.definition.line > 1)
                                                           ^^^^^^^^^^
      """,
      """
      entries.filter(e, has(e.definition) || n > 1).exists(e, e.definition.line > 1)
                                                                ^^^^^^^^^^
      """,
      """
      entry.definition.comment == entry.next.name
            ^^^^^^^^^^ ^^^^^^^          ^^^^
      """,
      """
      has(entries[0].definition) && entries[1].definition.line > 1
                                               ^^^^^^^^^^
      """,
      """
      has(entry.definition) && entry.definition.comment == ''
                                                ^^^^^^^
      """,
    ])
  func unguarded(_ expected: String) {
    #expect(report(String(expected.prefix { $0 != "\n" })) == expected)
  }

  @Test("says which type lacks which field")
  func details() throws {
    let selections = try #require(TestModel.compile("entry.definition.comment")).unguardedSelections
    #expect(selections.map(\.field) == ["definition", "comment"])
    #expect(selections.map(\.objectType) == ["entry", "definition"])
  }
}
