import BooleanLogic
import Facts
import Preprocessor
import SourceText

/// Reads `struct btf_kfunc_id_set` objects, calls of the registration functions, and destructor tables.
struct RegistrationReader {
  let text: CandidateText

  /// Returns the `btf_kfunc_id_set` objects with their initialisers.
  func kfuncIDSets() -> [KfuncIDSetFact] {
    var result: [KfuncIDSetFact] = []
    forEachObject(ofStruct: "btf_kfunc_id_set") { nameIndex, open, close, isArray in
      let name = text.stream.text(nameIndex)
      let bodies = isArray ? elements(open: open, close: close) : [(open, close)]
      for (place, body) in bodies.enumerated() {
        let members = members(open: body.0, close: body.1, order: ["owner", "set", "filter"])
        var fact = KfuncIDSetFact(
          name: name, range: text.range(nameIndex..<close + 1), nameRange: text.range(ofToken: nameIndex),
          owner: members["owner"], set: members["set"].map(withoutAddressOf), filter: members["filter"],
          condition: text.condition(ofToken: nameIndex))
        fact.index = isArray ? place : nil
        fact.bodyStart = text.placeBehind(body.0)
        fact.isAssigned = isAssigned(name)
        fact.filterFunction = members["filter"].flatMap { FilterReader(text: text).filter(named: $0.text) }
        result.append(fact)
      }
    }
    return result
  }

  /// Returns the calls of registration functions.
  func registrations() -> [RegistrationFact] {
    var result: [RegistrationFact] = []
    text.forEachIdentifier { index in
      guard let api = RegistrationFact.API(rawValue: text.stream.text(index)), let call = text.call(at: index),
        let function = text.outline.function(containing: index), index > function.openBrace
      else { return }
      let arguments = call.arguments.map { text.stream.text($0) }
      let objectIndex = api == .kfunc ? 1 : 0
      let programType = api == .kfunc ? arguments.first : nil
      let object = call.arguments.indices.contains(objectIndex) ? objectUse(call.arguments[objectIndex]) : nil
      var fact = RegistrationFact(
        api: api, programType: programType.flatMap { $0.hasPrefix("BPF_PROG_TYPE_") ? $0 : nil },
        object: object?.name, arguments: arguments, range: text.range(call.tokens), enclosingFunction: function.name,
        enclosingAttributes: (function.start..<function.nameIndex).filter {
          text.stream.tokens[$0].kind == .identifier
        }
        .map { text.stream.text($0) }.filter { $0.hasPrefix("__") },
        result: resultFate(of: call, in: function), condition: text.condition(ofToken: index))
      fact.objectIndex = object?.index
      fact.resultLoss = resultLoss(of: call, in: function)
      fact.operation = operation(reaching: function)
      fact.removalRange = removalRange(of: call)
      result.append(fact)
    }
    return result
  }

  /// Returns the pairs of `struct btf_id_dtor_kfunc` arrays, resolved against the lists of the file.
  func destructors(lists: [SetFact]) -> [DestructorFact] {
    var result: [DestructorFact] = []
    forEachObject(ofStruct: "btf_id_dtor_kfunc") { nameIndex, open, close, isArray in
      for body in isArray ? elements(open: open, close: close) : [(open, close)] {
        let members = members(open: body.0, close: body.1, order: ["btf_id", "kfunc_btf_id"])
        let condition = text.condition(ofToken: body.0)
        let range = text.range(body.0..<body.1 + 1)
        let type = members["btf_id"].flatMap { element($0.text, lists: lists, under: condition) }
        let function = members["kfunc_btf_id"].flatMap { element($0.text, lists: lists, under: condition) }
        var fact = DestructorFact(
          array: text.stream.text(nameIndex), typeName: type?.name, functionName: function?.name,
          functionRange: function?.nameRange ?? range, typeRange: type?.nameRange ?? range, range: range,
          condition: condition)
        fact.typePrefix = type?.prefix
        fact.functionPrefix = function?.prefix
        fact.isPaired = isPaired(members["btf_id"]?.text, members["kfunc_btf_id"]?.text, lists: lists)
        result.append(fact)
      }
    }
    return result
  }

  /// Calls the body for each definition `struct TAG name = {`, with the token indices of name and braces.
  private func forEachObject(ofStruct tag: String, _ body: (Int, Int, Int, Bool) -> Void) {
    text.forEachIdentifier { index in
      guard text.stream.text(index) == tag, index > 0, text.stream.isToken(index - 1, "struct"),
        text.stream.tokens.indices.contains(index + 1), text.stream.tokens[index + 1].kind == .identifier
      else { return }
      // Between the name and `=` there may be `[]` and attribute macros; a `;`, `)` or `,` means a mere declaration.
      var cursor = index + 2
      let isArray = text.stream.isToken(cursor, "[")
      while cursor < text.stream.tokens.count, !text.stream.isToken(cursor, "=") {
        if [";", ")", ",", "{", "}"].contains(where: { text.stream.text(cursor) == $0 }) { return }
        if text.stream.isToken(cursor, "(") || text.stream.isToken(cursor, "[") {
          cursor = text.stream.closing(cursor) ?? cursor
        }
        cursor += 1
      }
      guard text.stream.isToken(cursor + 1, "{"), let close = text.stream.closing(cursor + 1) else { return }
      // `static const struct T __initconst name`: the name is the last identifier before `[` or `=`.
      var nameIndex = index + 1
      var scan = index + 1
      while scan < cursor, text.stream.tokens[scan].kind == .identifier {
        if !text.stream.text(scan).hasPrefix("__") { nameIndex = scan }
        scan += 1
      }
      body(nameIndex, cursor + 1, close, isArray)
    }
  }

  /// Returns the braces of the elements of an array initialiser.
  private func elements(open: Int, close: Int) -> [(Int, Int)] {
    var result: [(Int, Int)] = []
    var index = open + 1
    while index < close {
      if text.stream.isToken(index, "{"), !text.stream.tokens[index].isInDirective,
        let end = text.stream.closing(index)
      {
        result.append((index, end))
        index = end
      }
      index += 1
    }
    return result
  }

  /// Returns the initialisers of a struct, by member name. Initialisers without a designator follow `order`.
  private func members(open: Int, close: Int, order: [String]) -> [String: KfuncIDSetFact.Initializer] {
    var result: [String: KfuncIDSetFact.Initializer] = [:]
    var position = 0
    for argument in text.stream.arguments(open: open, close: close) {
      let tokens = argument.filter { !text.stream.tokens[$0].isInDirective }
      guard let first = tokens.first, let last = tokens.last else { continue }
      if text.stream.isToken(first, "."), tokens.count >= 4, text.stream.isToken(first + 2, "=") {
        let name = text.stream.text(first + 1)
        result[name] = initializer(first + 3..<last + 1)
        position = (order.firstIndex(of: name) ?? position) + 1
      } else if position < order.count {
        result[order[position]] = initializer(first..<last + 1)
        position += 1
      }
    }
    return result
  }

  private func initializer(_ tokens: Range<Int>) -> KfuncIDSetFact.Initializer {
    KfuncIDSetFact.Initializer(text: text.stream.text(tokens), range: text.range(tokens))
  }

  private func withoutAddressOf(_ value: KfuncIDSetFact.Initializer) -> KfuncIDSetFact.Initializer {
    guard value.text.hasPrefix("&") else { return value }
    return KfuncIDSetFact.Initializer(text: String(value.text.dropFirst()).trimmingSpaces, range: value.range)
  }

  /// Resolves `list[index]` to the entry of a list of this file that has that position in every configuration that satisfies the
  /// condition and has one there; nil when it differs between them.
  private func element(_ expression: String, lists: [SetFact], under condition: Formula) -> EntryFact? {
    guard let (list, index) = listElement(expression, lists: lists) else { return nil }
    var found: EntryFact?
    for presence in condition.truths(of: list.entries.map(\.condition)) ?? [] {
      let present = zip(list.entries, presence).filter(\.1).map(\.0)
      guard present.indices.contains(index), !present[index].name.isEmpty, present[index] != found else { continue }
      if found != nil { return nil }
      found = present[index]
    }
    return found
  }

  /// Returns the object that an argument is: `&name`, `name`, `&name[index]`, `name + index`. The index is nil where it is no number,
  /// so that any element may be meant.
  private func objectUse(_ argument: Range<Int>) -> (name: String, index: Int?)? {
    var rest = argument.drop { text.stream.isToken($0, "&") || text.stream.isToken($0, "(") }
    while let last = rest.last, text.stream.isToken(last, ")") { rest.removeLast() }
    guard let first = rest.first, text.stream.tokens[first].kind == .identifier else { return nil }
    let name = text.stream.text(first)
    rest.removeFirst()
    if rest.isEmpty { return (name, nil) }
    if text.stream.isToken(rest.startIndex, "+") {
      return (name, Int(text.stream.text(rest.startIndex + 1..<rest.endIndex)))
    }
    guard text.stream.isToken(rest.startIndex, "["), let close = text.stream.closing(rest.startIndex),
      close == rest.endIndex - 1
    else { return nil }
    return (name, Int(text.stream.text(rest.startIndex + 1..<close)))
  }

  /// Whether code of the file assigns to a member of an object: `name.set = x`, `name[i].set = x`.
  private func isAssigned(_ name: String) -> Bool {
    text.stream.tokens.indices.contains { index in
      guard text.stream.text(index) == name else { return false }
      var member = index + 1
      if text.stream.isToken(member, "["), let close = text.stream.closing(member) { member = close + 1 }
      return text.stream.isToken(member, ".") && text.stream.isToken(member + 2, "=")
    }
  }

  /// Whether `list[f]` is the element behind `list[t]`, in a list that alternates types and functions; other lists have an order
  /// of their own.
  private func isPaired(_ type: String?, _ function: String?, lists: [SetFact]) -> TriState {
    guard let type = type.flatMap({ listElement($0, lists: lists) }),
      let function = function.flatMap({ listElement($0, lists: lists) })
    else { return .unknown }
    guard type.list.name == function.list.name else { return .yes }
    let prefixes = type.list.entries.map(\.prefix)
    let alternates = prefixes.indices.allSatisfy { (prefixes[$0] == "func") == ($0 % 2 == 1) }
    return TriState(!alternates || function.index == type.index + 1)
  }

  /// Splits `list[index]` into a list of this file and the number.
  private func listElement(_ expression: String, lists: [SetFact]) -> (list: SetFact, index: Int)? {
    let parts = expression.split(separator: "[", maxSplits: 1)
    guard parts.count == 2, parts[1].hasSuffix("]"), let index = Int(parts[1].dropLast()), index >= 0,
      let list = lists.first(where: { $0.kind == .list && $0.name == parts[0] })
    else { return nil }
    return (list, index)
  }
}

extension String {
  /// Without spaces at both ends.
  var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
