import CEL
import Testing

/// `names` is ['a', 'b'] and perhaps more; `other.flags` is ['KF_RELEASE'] and perhaps more.
@Suite struct IncompleteListTests {
  @Test(
    "questions about an incomplete list",
    arguments: [
      ("names.exists(x, x == 'a')", "true"),
      ("names.exists(x, x == 'c')", "<gap>"),
      ("names.all(x, x < 'b')", "false"),
      ("names.all(x, x < 'c')", "<gap>"),
      ("names.exists(x, x == 'a' ? 1 / 0 > 0 : false)", "<gap>"),
      ("names.exists_one(x, x == 'a')", "<gap>"),
      ("size(names)", "<gap>"),
      ("names.size() > 1", "<gap>"),
      ("names == ['a', 'b']", "<gap>"),
      ("names != ['c']", "<gap>"),
      ("anything == names", "false"),
      ("[names] == [['a']]", "<gap>"),
      ("[names] == []", "false"),
      ("'a' in names", "true"),
      ("'c' in names", "<gap>"),
      ("names[1]", "'b'"),
      ("names[2]", "<gap>"),
      ("names[-1]", "error: index -1 is out of range"),
      ("names[?1].value()", "'b'"),
      ("names[?2].hasValue()", "<gap>"),
      ("names.join(',')", "<gap>"),
      ("names.map(x, x + '!')", "['a!', 'b!', <gap>]"),
      ("names.filter(x, x != 'a')", "['b', <gap>]"),
      ("names.filter(x, x != 'a').exists(x, x == 'b')", "true"),
      ("names.transformList(i, x, string(i) + x)", "['0a', '1b', <gap>]"),
      ("names + ['c']", "['a', 'b', <gap>, 'c', <gap>]"),
      ("(names + ['c'])[2]", "<gap>"),
      ("'c' in names + ['c']", "true"),
      ("(names + ['c']).exists(i, x, i == 2 && x == 'c')", "<gap>"),
      ("(['c'] + names)[2]", "'b'"),
      ("type(names) == list", "true"),
      ("optional.ofNonZeroValue(names).hasValue()", "true"),
      ("optional.ofNonZeroValue(names.filter(x, false)).hasValue()", "<gap>"),
      ("other.flags.exists(f, f == 'KF_RELEASE')", "true"),
      ("other.missing(['KF_ACQUIRE'])", "error: cannot read the flags"),
      ("entry.missing(names)", "<gap>"),
      ("u ? names : names", "<u>"),
    ])
  func questions(_ expression: String, _ expected: String) {
    #expect(TestModel.outcome(expression) == expected)
  }

  @Test("an undecided element leaves a gap where it was")
  func undecidedElements() {
    #expect(TestModel.outcome("[1, 2, 3].filter(x, x == 2 ? u : true)") == "[1, <u>, 3, <u>]")
    #expect(TestModel.outcome("[1, 2, 3].filter(x, x == 2 ? u : true)[0]") == "1")
    #expect(TestModel.outcome("[1, 2, 3].filter(x, x == 2 ? u : true)[1]") == "<u>")
    #expect(TestModel.outcome("[1, 2, 3].filter(x, x == 2 ? u : true)[2]") == "<u>")
    #expect(TestModel.outcome("[1, 2, 3].filter(x, x == 2 ? u : true).exists(x, x == 3)") == "true")
    #expect(TestModel.outcome("[1, 2, 3].filter(x, x == 2 ? u : true).exists(x, true)") == "true")
    #expect(TestModel.outcome("[2].filter(x, u).exists(x, true)") == "<u>")
    #expect(TestModel.outcome("[2].filter(x, u).map(x, 1)") == "[<u>]")
    #expect(TestModel.outcome("[1, 2, 3].filter(x, x == 2 ? u : true).map(x, x + 1)") == "[2, <u>, 4, <u>]")
    #expect(TestModel.outcome("[1, 2].map(x, x == 2 ? u : true)") == "[true, <u>, <u>]")
    #expect(TestModel.outcome("{'a': 1, 'b': 2}.transformMap(k, v, v == 2 ? u : true)") == "<u>")
    #expect(TestModel.outcome("[1, 0].filter(x, x == 1 ? u : 1 / x > 0)") == "error: division by zero")
  }
}
