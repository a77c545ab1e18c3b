import CEL

/// Makes random expressions that are mostly well typed, so that they get beyond the type checker.
///
/// Left out is what the reference implementation treats differently on purpose or by its age:
/// - macros with two variables, which it does not have;
/// - regular expressions that are malformed: here they are compilation errors if they are literals;
/// - texts of numbers with white space, which it trims;
/// - map literals that repeat a key as a number of another type, which the conformance suite calls an error;
/// - the text of NaN, whose sign it shows;
/// - `substring` with an end, which it refuses if that is the end of the string;
/// - results that are optional, which its Python interface cannot return.
///
/// Other seeds than the default can still meet `int(true)` under `dyn`, which it accepts against the specification, and
/// macros over `{}`, for whose keys it decides on another type.
struct ExpressionGenerator {
  /// The variables of all expressions, with values; `reference.py` has the same.
  static let variables: [(name: String, type: CELType, value: Value)] = [
    ("b", .bool, .bool(true)),
    ("i", .int, .int(-3)),
    ("j", .uint, .uint(5)),
    ("x", .double, .double(2.5)),
    ("s", .string, .string("héllo")),
    ("l", .list(.int), .list([.int(1), .int(2), .int(3)])),
    ("t", .list(.string), .list([.string("a"), .string("héllo"), .string("")])),
    ("m", .map(.string, .int), .map(MapValue(["a": .int(1), "b": .int(-2)]))),
    ("d", .dyn, .int(7)),
    ("e", .dyn, .string("a")),
  ]

  private static let scalars: [CELType] = [.bool, .int, .uint, .double, .string, .bytes]

  private var random: SeededGenerator
  private var locals: [(name: String, type: CELType)] = []
  private var localCount = 0

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// Returns the next expression.
  mutating func next() -> String {
    locals = []
    localCount = 0
    let type = chance(50) ? .bool : anyType(depth: 1)
    let expression = make(type, Int.random(in: 1...5, using: &random))
    return chance(4) ? mutate(expression) : expression
  }

  // MARK: Choosing

  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private mutating func anyType(depth: Int) -> CELType {
    if depth > 0, chance(30) {
      return chance(60)
        ? .list(anyType(depth: depth - 1)) : .map(pick([.string, .int, .bool]), anyType(depth: depth - 1))
    }
    return pick(Self.scalars)
  }

  /// Changes one character, so that the parsers are compared too.
  private mutating func mutate(_ expression: String) -> String {
    var characters = Array(expression)
    let position = Int.random(in: 0..<characters.count, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: characters.remove(at: position)
    case 1: characters.insert(pick(Array("()[]{}.,?:!-+1ax'&|= ")), at: position)
    default: characters[position] = pick(Array("()[]{}.,?:!-+1ax'&|= "))
    }
    return String(characters)
  }

  // MARK: Making

  private mutating func make(_ wanted: CELType, _ depth: Int) -> String {
    let type = chance(2) ? anyType(depth: 1) : wanted
    if depth <= 0 || chance(12) { return leaf(type) }
    let inner = depth - 1
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<5: return "dyn(\(make(type, inner)))"
    case 5..<12: return "(\(make(.bool, inner)) ? \(make(type, inner)) : \(make(type, inner)))"
    case 12..<16: return bind(type, inner)
    case 16..<20: return "\(make(.list(type), inner))[\(pick(["0", "1", "i", "-1", "2"]))]"
    case 20..<24: return "\(make(.map(.string, type), inner))\(pick([".a", "['a']", "['b']", "[s]", ".`a`"]))"
    case 24..<28: return "\(make(.optional(type), inner)).orValue(\(make(type, inner)))"
    case 28..<30: return "\(make(.optional(type), inner)).value()"
    default: return specific(type, inner)
    }
  }

  private mutating func bind(_ type: CELType, _ depth: Int) -> String {
    let boundType = anyType(depth: 1)
    let value = make(boundType, depth)
    return withLocal(boundType) { generator, name in "cel.bind(\(name), \(value), \(generator.make(type, depth)))" }
  }

  private mutating func withLocal(_ type: CELType, _ body: (inout ExpressionGenerator, String) -> String) -> String {
    localCount += 1
    let name = chance(80) ? "v\(localCount)" : pick(["x", "i", "v1"])
    locals.append((name, type))
    defer { locals.removeLast() }
    return body(&self, name)
  }

  private mutating func specific(_ type: CELType, _ depth: Int) -> String {
    switch type {
    case .bool: return boolean(depth)
    case .int: return integer(depth)
    case .uint:
      return pick([
        arithmetic(.uint, ["+", "-", "*", "/", "%"], depth), "uint(\(make(pick([.int, .double, .uint]), depth)))",
        "uint(\(numberText()))",
      ])
    case .double:
      return pick([
        arithmetic(.double, ["+", "-", "*", "/"], depth), "-\(make(.double, depth))",
        "double(\(make(pick([.int, .uint, .double]), depth)))", "double(\(numberText()))",
      ])
    case .string: return text(depth)
    case .bytes: return pick(["(\(make(.bytes, depth)) + \(make(.bytes, depth)))", "bytes(\(make(.string, depth)))"])
    case .list(let element): return list(element, depth)
    case .optional(let wrapped): return optional(wrapped, depth)
    case .map(let key, let value):
      // Keys of a literal are different literals, of one type.
      let keys = literals(key).shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random))
      let entries = keys.map { key in
        chance(10) ? "?\(key): \(make(.optional(value), depth))" : "\(key): \(make(value, depth))"
      }
      return "{\(entries.joined(separator: ", "))}"
    default: return leaf(type)
    }
  }

  private mutating func arithmetic(_ type: CELType, _ operators: [String], _ depth: Int) -> String {
    let expression = "\(make(type, depth)) \(pick(operators)) \(make(type, depth))"
    return chance(60) ? "(\(expression))" : expression
  }

  private mutating func boolean(_ depth: Int) -> String {
    let operand = anyType(depth: 1)
    switch Int.random(in: 0..<17, using: &random) {
    case 0, 1: return "(\(make(.bool, depth)) && \(make(.bool, depth)))"
    case 2, 3: return "(\(make(.bool, depth)) || \(make(.bool, depth)))"
    case 4: return "!\(make(.bool, depth))"
    case 5: return "(\(make(operand, depth)) \(pick(["==", "!="])) \(make(operand, depth)))"
    case 6: return "(dyn(\(make(operand, depth))) == \(make(anyType(depth: 1), depth)))"
    case 7:
      let scalar = pick(Self.scalars)
      return "(\(make(scalar, depth)) \(pick(["<", "<=", ">", ">="])) \(make(scalar, depth)))"
    case 8:
      return
        "(dyn(\(make(pick([.int, .uint, .double]), depth))) \(pick(["<", ">="])) \(make(pick([.int, .uint, .double]), depth)))"
    case 9: return "(\(make(operand, depth)) in \(make(.list(operand), depth)))"
    case 10: return "(\(make(.string, depth)) in \(make(.map(.string, operand), depth)))"
    case 11: return "has(\(make(.map(.string, operand), depth)).\(pick(["a", "b", "zz"])))"
    case 12:
      let source = make(.list(operand), depth)
      let macro = pick(["exists", "all", "exists_one"])
      return withLocal(operand) { generator, name in "\(source).\(macro)(\(name), \(generator.make(.bool, depth)))" }
    case 13:
      let key = pick([CELType.string, .int])
      let source = make(.map(key, operand), depth)
      let macro = pick(["exists", "all", "exists_one"])
      return withLocal(key) { generator, name in "\(source).\(macro)(\(name), \(generator.make(.bool, depth)))" }
    case 14:
      let function = pick(["startsWith", "endsWith", "contains"])
      return "\(make(.string, depth)).\(function)(\(make(.string, depth)))"
    case 15:
      return
        "\(make(.string, depth)).matches(\(pick(["'l+'", "'^a|b$'", "r'\\w{2,3}$'", "'[^a-f]'", "'(?i)HÉ.'", "''"])))"
    default: return "\(make(.optional(operand), depth)).hasValue()"
    }
  }

  private mutating func integer(_ depth: Int) -> String {
    let collection = chance(50) ? CELType.list(anyType(depth: 0)) : .map(.string, anyType(depth: 0))
    return pick([
      arithmetic(.int, ["+", "-", "*", "/", "%"], depth), arithmetic(.int, ["+", "-"], depth),
      "-\(make(.int, depth))", "size(\(make(pick([.string, .bytes, collection]), depth)))",
      "\(make(pick([.string, .bytes, collection]), depth)).size()", "int(\(make(pick([.uint, .double, .int]), depth)))",
      "int(\(numberText()))", "\(make(.string, depth)).indexOf(\(make(.string, depth)))",
      "\(make(.string, depth)).lastIndexOf(\(make(.string, depth)))",
    ])
  }

  private mutating func text(_ depth: Int) -> String {
    let string = make(.string, depth)
    return pick([
      "(\(string) + \(make(.string, depth)))", "string(\(make(pick([.int, .uint, .bool, .string, .bytes]), depth)))",
      "string(\(pick(["1.5", "0.1", "1e6", "123456.0", "1234567.0", "0.00001234", "-2.5e-9", "100.0", "3e20", "-0.0"])))",
      "\(string).substring(\(pick(["0", "1", "2", "-1"])))",
      "\(string).charAt(\(pick(["0", "1", "5", "6"])))", "\(string).lowerAscii()", "\(string).upperAscii()",
      "\(string).trim()", "\(string).replace(\(make(.string, 0)), \(make(.string, 0)))",
      "\(make(.list(.string), depth)).join(\(pick(["", "','", "s"])))",
    ])
  }

  private mutating func list(_ element: CELType, _ depth: Int) -> String {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return "(\(make(.list(element), depth)) + \(make(.list(element), depth)))"
    case 1:
      let source = make(.list(element), depth)
      return withLocal(element) { generator, name in "\(source).filter(\(name), \(generator.make(.bool, depth)))" }
    case 2:
      let sourceType = anyType(depth: 0)
      let source = make(.list(sourceType), depth)
      return withLocal(sourceType) { generator, name in
        let condition = generator.chance(20) ? ", \(generator.make(.bool, depth))" : ""
        return "\(source).map(\(name)\(condition), \(generator.make(element, depth)))"
      }
    case 3 where element == .string:
      return "\(make(.string, depth)).split(\(pick(["','", "'l'", "'a', 2", "'l', -1"])))"
    default:
      let elements = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        chance(8) ? "?\(make(.optional(element), depth))" : make(element, depth)
      }
      return "[\(elements.joined(separator: ", "))]"
    }
  }

  private mutating func optional(_ wrapped: CELType, _ depth: Int) -> String {
    switch Int.random(in: 0..<9, using: &random) {
    case 0, 1: return "optional.of(\(make(wrapped, depth)))"
    case 2: return "optional.ofNonZeroValue(\(make(wrapped, depth)))"
    case 3: return "\(make(.list(wrapped), depth))[?\(pick(["0", "1", "7"]))]"
    case 4: return "\(make(.map(.string, wrapped), depth)).?\(pick(["a", "b"]))"
    case 5: return "\(make(.map(.string, wrapped), depth))[?'a']"
    case 6: return "\(make(.optional(wrapped), depth)).or(\(make(.optional(wrapped), depth)))"
    case 7:
      let sourceType = anyType(depth: 0)
      let source = make(.optional(sourceType), depth)
      return withLocal(sourceType) { generator, name in
        generator.chance(50)
          ? "\(source).optMap(\(name), \(generator.make(wrapped, depth)))"
          : "\(source).optFlatMap(\(name), \(generator.make(.optional(wrapped), depth)))"
      }
    default: return leaf(.optional(wrapped))
    }
  }

  // MARK: Leaves

  private mutating func numberText() -> String {
    pick(["'5'", "'-7'", "'0'", "'12.5'", "'1e3'", "'x'", "''", "'9223372036854775808'", "'18446744073709551615'"])
  }

  private mutating func leaf(_ type: CELType) -> String {
    let known = Self.variables.map { ($0.name, $0.type) } + locals + locals
    let names = known.filter { $0.1 == type || ($0.1 == .dyn && type == .int) }.map(\.0)
    if !names.isEmpty, chance(45) { return pick(names) }
    if chance(1) { return pick(["unknown_name", "null", "dyn(null)", "e", "d.a", "int", "[", "optional.none()"]) }
    switch type {
    case .list(let element):
      return "[\((0..<Int.random(in: 0...2, using: &random)).map { _ in leaf(element) }.joined(separator: ", "))]"
    case .map(let key, let value): return chance(20) ? "{}" : "{\(pick(literals(key))): \(leaf(value))}"
    case .optional(let wrapped): return chance(40) ? "optional.none()" : "optional.of(\(leaf(wrapped)))"
    default: return pick(literals(type))
    }
  }

  private func literals(_ type: CELType) -> [String] {
    switch type {
    case .bool: ["true", "false"]
    case .int: ["0", "1", "2", "-1", "42", "9223372036854775807", "-9223372036854775808", "0x10"]
    case .uint: ["0u", "1u", "2u", "18446744073709551615u", "0x10u"]
    case .double: ["0.0", "1.0", "-1.5", "2.5", "1e100", "9223372036854775808.0", ".5"]
    case .string: ["''", "'a'", "'b'", "\"héllo\"", "'''l'''", "r'\\d'", "'\\u00e9\\n'", "' A '"]
    case .bytes: ["b''", "b'a'", "b'\\xff'", "b'é'", "br'\\x'"]
    default: ["null"]
    }
  }
}
