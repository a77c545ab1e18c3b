import BooleanLogic
import Facts
import SourceText

extension Model {
  /// A specifier or attribute macro on a definition.
  public struct AttributeRow: Sendable {
    public var fact: AttributeFact
    public var definition: Int
    var range = 0
    var removalRange = 0
  }

  /// An `@name:` in the kernel-doc comment of a definition.
  public struct DocParameterRow: Sendable {
    public var name: String
    public var definition: Int
    var range = 0
  }

  /// An identifier that a document's directive asks for.
  public struct DocDirectiveRow: Sendable {
    public var fact: DocDirectiveFact
    var range = 0
  }

  /// The first mention of a flag in a document.
  public struct DocFlagRow: Sendable {
    public var fact: DocFlagFact
    public var path: String
    var range = 0
  }

  /// Another function that has the name of a kfunc.
  public struct NamesakeRow: Sendable {
    public var name: String
    public var path: String
    var nameRange = 0
  }

  /// A macro that opens or closes a region of other warnings.
  public struct GuardRow: Sendable {
    public var fact: GuardFact
    public var path: String
    /// The end of a start.
    public var partner: Int?
    /// Definitions between a start and its end.
    public var definitions: [Int] = []
    var range = 0
    var nameRange = 0
    var removalRange = 0
  }

  /// A `BTF_TYPE_SAFE_*` declaration.
  public struct SafeTypeRow: Sendable {
    public var fact: SafeTypeFact
    public var path: String
    /// Statements of the file that emit a type of the same macro, in source order, and those that emit this one.
    public var emissionsOfMacro: [Int] = []
    public var emissions: [Int] = []
    /// Declarations of the same macro and type before it that can be compiled with it.
    public var earlier: [Int] = []
    /// What the type is declared as elsewhere; nil when not known.
    public var realKeyword: String?
    var range = 0
    var keywordRange = 0
  }

  /// A statement that emits a safe type.
  public struct SafeEmissionRow: Sendable {
    public var fact: SafeEmissionFact
    public var path: String
    /// Whether the file declares what it emits.
    public var isDeclared: Bool
    var range = 0
    var statementRange = 0
    var removalRange = 0
    var keywordRange = 0
  }

  /// The name of a parameter in the earlier prototype; nil without prototype or name.
  func prototypeName(ofParameter row: Int) -> String? {
    let parameter = parameters[row]
    guard parameter.prototypeNameRange != nil,
      let names = definitions[parameter.definition].fact.prototype?.parameterNames,
      names.indices.contains(parameter.index)
    else { return nil }
    return names[parameter.index].isEmpty ? nil : names[parameter.index]
  }

  /// The other kfuncs of a definition's file.
  func neighbours(_ row: Int) -> [FunctionFact] {
    definitions.indices.filter {
      $0 != row && definitions[$0].path == definitions[row].path
        && definitions[$0].entries.contains { entries[$0].kfunc != nil }
    }.map { definitions[$0].fact }
  }

  /// Whether those of them that return a pointer and have kernel-doc say what it is, one answer for each.
  func neighboursReturns(_ row: Int) -> [Bool] {
    neighbours(row).filter { $0.returnType.outer?.kind == .pointer }.compactMap {
      $0.kernelDoc.map { $0.returns != nil }
    }
  }

  /// Whether a region of `__bpf_kfunc_start_defs()` lies around or in the region that a macro opens.
  func meetsKfuncDefs(_ row: Int) -> Bool {
    func region(_ row: Int) -> Range<Int>? {
      guards[row].partner.map { end in
        let start = guards[row].fact.range.start.offset
        return start..<max(start, guards[end].fact.range.end.offset)
      }
    }
    guard let own = region(row) else { return false }
    return guards.indices.contains { other in
      guard other != row, guards[other].path == guards[row].path, guards[other].fact.kind == .kfuncDefs else {
        return false
      }
      return region(other)?.overlaps(own) ?? false
    }
  }

  /// Whether some configuration has both of two things; yes where that is too much to find out.
  func canExistTogether(_ conditions: [Formula]) -> Bool {
    let formula = Formula.and(of: conditions)
    if formula.implies(.never) == .yes { return false }
    guard let configuration, formula != .always else { return true }
    return configuration.oracle.witness(for: formula, given: []) != .impossible
  }
}

extension AttributeFact {
  /// What it asks of the compiler, without the underscores that people put around: `noinline` for `noinline` and
  /// `__attribute__((__noinline__))`, `section(".init.text")` for a section.
  var words: [String] {
    guard name.hasPrefix("__attribute__"), let open = name.firstIndex(of: "("), let close = name.lastIndex(of: ")")
    else { return [AttributeFact.bare(name)] }
    let inner = name[name.index(after: open)..<close].drop { $0 == "(" || $0 == " " }
    let body = inner.hasSuffix(")") ? inner.dropLast() : inner
    return AttributeFact.split(String(body)).map(AttributeFact.bare)
  }

  /// Splits at the commas outside of parentheses.
  private static func split(_ text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts.map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
  }

  private static func bare(_ word: String) -> String {
    let stem = word.drop { $0 == "_" }
    let end = stem.lastIndex { $0 != "_" && $0 != " " }.map { stem.index(after: $0) } ?? stem.startIndex
    let text = stem[..<end]
    // `__section__(".x")`: the underscores end before the arguments.
    guard let open = text.firstIndex(of: "(") else { return String(text) }
    let name = text[..<open].reversed().drop { $0 == "_" || $0 == " " }.reversed()
    return String(name) + text[open...]
  }
}
