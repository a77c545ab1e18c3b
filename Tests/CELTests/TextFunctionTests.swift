import CEL
import Testing

@Suite struct TextFunctionTests {
  private func outcome(_ expression: String) -> String { TestModel.outcome(expression) }

  @Test(
    "string functions count code points",
    arguments: [
      ("'Ελλάδα'.size()", "6"),
      ("'tacocat'.indexOf('c')", "2"),
      ("'tacocat'.indexOf('c', 3)", "4"),
      ("'tacocat'.indexOf('x')", "-1"),
      ("'tacocat'.lastIndexOf('at')", "5"),
      ("'aaa'.lastIndexOf('aa')", "1"),
      ("'tacocat'.indexOf('')", "0"),
      ("'abc'.lastIndexOf('')", "3"),
      ("'abc'.indexOf('c', 4)", "error: index 4 is out of range of a string of size 3"),
      ("'Ελλάδα'.substring(3)", "'άδα'"),
      ("'tacocat'.substring(0, 4)", "'taco'"),
      ("'tacocat'.substring(2, 1)", "error: substring starts at 2, behind its end 1"),
      ("'abc'.substring(-1)", "error: index -1 is out of range of a string of size 3"),
      ("'tacocat'.charAt(3)", "'o'"),
      ("'abc'.charAt(3)", "''"),
      ("'a, b, c'.split(', ')", "['a', 'b', 'c']"),
      ("'a,b,c'.split(',', 2)", "['a', 'b,c']"),
      ("'a,b,c'.split(',', 0)", "[]"),
      ("'a,b,c'.split(',', -1)", "['a', 'b', 'c']"),
      ("'abc'.split('')", "['a', 'b', 'c']"),
      ("'abc'.split('', 2)", "['a', 'bc']"),
      ("['a', 'b'].join('+')", "'a+b'"),
      ("['a', 'b'].join()", "'ab'"),
      ("[].join('+')", "''"),
      ("'aXbX'.replace('X', '--')", "'a--b--'"),
      ("'aaa'.replace('', 'b')", "'bababab'"),
      ("''.replace('', 'b')", "'b'"),
      ("' \\t a b \\n'.trim()", "'a b'"),
      ("'   '.trim()", "''"),
      ("'TacoCat É'.lowerAscii()", "'tacocat É'"),
      ("'TacoCat é'.upperAscii()", "'TACOCAT é'"),
      ("'abc'.contains('bc') && 'abc'.startsWith('ab') && 'abc'.endsWith('bc')", "true"),
      ("'ab'.endsWith('cab')", "false"),
      ("'e\\u0301' == '\\u00e9' || 'e\\u0301' in ['\\u00e9'] || 'e\\u0301' in {'\\u00e9': 1}", "false"),
      ("'e\\u0301'.startsWith('e') && 'xe\\u0301'.contains('e')", "true"),
    ])
  func functions(_ expression: String, _ expected: String) {
    #expect(outcome(expression) == expected)
  }

  @Test(
    "conversions",
    arguments: [
      ("string(1.0)", "'1'"), ("string(-0.0)", "'-0'"), ("string(123456.5)", "'123456.5'"), ("string(1e6)", "'1e+06'"),
      ("string(1234567.5)", "'1.2345675e+06'"), ("string(0.0001)", "'0.0001'"), ("string(0.00001)", "'1e-05'"),
      ("string(-1.5e-300)", "'-1.5e-300'"), ("string(5e-324)", "'5e-324'"), ("string(100.0)", "'100'"),
      ("string(1.7976931348623157e308)", "'1.7976931348623157e+308'"), ("string(1.0 / 0.0)", "'inf'"),
      ("string(true)", "'true'"), ("string(7u)", "'7'"), ("int('-7')", "-7"), ("int('+7')", "7"),
      ("int('7 ')", "error: '7 ' is not the text of a int"), ("int('')", "error: '' is not the text of a int"),
      ("uint('-1')", "error: '-1' is not the text of a uint"),
      ("uint(-1)", "error: integer is out of the range of uint"),
      ("uint(-0.5)", "error: double is out of the range of uint"),
      ("int(1e19)", "error: double is out of the range of int"),
      ("double('5.')", "5.0"), ("double('x')", "error: 'x' is not the text of a double"), ("bool('t')", "true"),
      ("string(b'\\xff')", "error: bytes are not valid UTF-8"), ("bytes('é')", "b'\\xc3\\xa9'"),
      ("type(dyn(1u))", "uint"),
    ])
  func conversions(_ expression: String, _ expected: String) {
    #expect(outcome(expression) == expected)
  }

  @Test(
    "matches",
    arguments: [
      ("hubba", "ubb", true), ("hubba", "^ubb", false), ("hubba", "^hub+a$", true), ("", "", true), ("", "a*", true),
      ("", "a+", false), ("abc", "a.c", true), ("a\nc", "a.c", false), ("a\nc", "(?s)a.c", true),
      ("bpf_iter_num_new", "^bpf_iter_[a-z_]+_(new|next|destroy)$", true), ("KF_ACQUIRE", "(?i)kf_acq", true),
      ("É", "(?i)é", true), ("a\nb", "^b", false), ("a\nb", "(?m)^b$", true), ("a\n", "a$", false),
      ("aaa", "^a{2}$", false),
      ("aaa", "^a{2,}$", true), ("aaa", "^a{1,2}$", false), ("a{", "a{", true), ("a{,2}", "a{,2}", true),
      ("foo bar", "\\bbar\\b", true), ("foobar", "\\bbar", false), ("foobar", "\\Bbar", true),
      ("x-1", "[^a-z]\\d", true),
      ("]", "[]]", true), ("a-b", "a[-x]b", true), ("\t", "\\s", true), ("_", "\\W", false), ("A", "\\x41", true),
      ("☺", "\\x{263a}", true), ("5", "[[:digit:]]", true), ("x", "[[:^digit:]]", true), ("a.c", "\\Qa.c\\E", true),
      ("abc", "\\Qa.c\\E", false), ("xyz", "(?P<name>y)z", true), ("ab", "(?i:A)b", true), ("aB", "(?i:A)b", false),
      ("aaa", "a*?$", true), ("ab", "a|b|", true), ("é", "^.$", true), ("ba", "(b|c)(?:a|o)", true),
      ("5", "[\\D]", false),
      ("\n", "[^a]", true), ("🐱😀😀", "(a|😀){2}", true), ("ac", "ab?c", true), ("abbc", "ab?c", false),
    ])
  func matching(_ text: String, _ pattern: String, _ expected: Bool) {
    var environment = Environment(variables: ["text": .string, "pattern": .string])
    let variables: [String: Value] = ["text": .string(text), "pattern": .string(pattern)]
    for expression in ["text.matches(pattern)", "matches(text, r'''\(pattern)''')"] {
      environment.checksTypes = true
      let outcome = (try? Program.compile(expression, in: environment).get())?.evaluate(variables: variables)
      #expect(outcome == .value(.bool(expected)), "\(expression)")
    }
  }

  @Test(
    "malformed patterns",
    arguments: [
      ("a(", "missing ')'"), ("a)", "unexpected ')'"), ("[a", "missing ']'"), ("*a", "nothing to repeat before '*'"),
      ("a**", "'*' behind another repetition"), ("a{2}{3}", "'{3}' behind another repetition"),
      ("a\\", "it ends with '\\'"),
      ("\\pL", "invalid escape sequence '\\p'"), ("[b-a]", "the range 'b-a' is reversed"),
      ("a{1001}", "invalid count '{1001}'"),
      ("a{3,2}", "invalid count '{3,2}'"), ("(?x)a", "unknown flag 'x'"), ("[[:foo:]]", "unknown class '[:foo:]'"),
      ("(((a{100}){100}){100})", "it is too large"), ("\\x4", "invalid escape sequence '\\x4'"),
    ])
  func malformedPatterns(_ pattern: String, _ problem: String) {
    let expected = "error: invalid regular expression '\(pattern)': \(problem)"
    #expect(TestModel.outcome("'x'.matches(r'''\(pattern)''')", checksTypes: false) == expected)
  }

  @Test("a pattern that makes backtracking engines hang takes linear time")
  func hostilePattern() {
    let text = String(repeating: "a", count: 5_000)
    #expect(outcome("'\(text)'.matches('^(a+)+$')") == "true")
    #expect(outcome("'\(text)b'.matches('^(a|a)*$')") == "false")
    #expect(outcome("'\(text)b'.matches('(a*)*c')") == "false")
  }
}
