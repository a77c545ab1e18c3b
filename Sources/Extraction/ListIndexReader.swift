import Facts
import Preprocessor
import SourceText

/// Finds the enum whose constants a file uses to read a BTF ID list.
struct ListIndexReader {
  let text: CandidateText

  /// Returns the enum of the constants in the list's uses `list[CONSTANT]`; nil when there is no such use, when the enum is not in the file, or when
  /// not every constant of it counts on from 0. O(tokens).
  func index(of list: SetFact) -> ListIndexFact? {
    let uses = Set(uses(of: list).map(\.index))
    guard !uses.isEmpty else { return nil }
    var found: ListIndexFact?
    text.forEachIdentifier { index in
      guard found == nil, text.stream.isToken(index, "enum"), let constants = constants(ofEnumAt: index),
        constants.list.contains(where: { uses.contains($0.name) })
      else { return }
      found = ListIndexFact(
        name: constants.name, range: text.range(index..<constants.open), constants: constants.list)
      if let last = constants.list.last, !uses.contains(last.name), ListIndexReader.countsOthers(last.name) {
        found?.constants.removeLast()
      }
    }
    return found
  }

  /// Returns the places that read a list by a number or the name of a constant, in source order. In a set, these are members of
  /// `pairs` or `ids`, and a name in lower case may be a variable that goes over all of them. O(n) with the speed of memmem.
  func uses(of list: SetFact) -> [ListUseFact] {
    text.tokens(named: list.name).compactMap { index in
      guard !text.stream.tokens[index].isInDirective else { return nil }
      var open = index + 1
      if list.kind != .list {
        guard text.stream.isToken(index + 1, "."),
          text.stream.isToken(index + 2, "pairs") || text.stream.isToken(index + 2, "ids")
        else { return nil }
        open = index + 3
      }
      guard text.stream.isToken(open, "["), text.stream.isToken(open + 2, "]") else { return nil }
      let position = text.stream.text(open + 1)
      if list.kind != .list, position.utf8.contains(where: { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }) {
        return nil
      }
      return ListUseFact(
        index: position, range: text.range(index..<open + 3), condition: text.condition(ofToken: index))
    }
  }

  /// Reads `enum name { A, B = 0, ... }`; nil when a constant is more than a name, so that its value is not its place.
  private func constants(ofEnumAt index: Int) -> (name: String, open: Int, list: [ListIndexFact.Constant])? {
    let hasName = !text.stream.isToken(index + 1, "{")
    let open = hasName ? index + 2 : index + 1
    guard text.stream.isToken(open, "{"), let close = text.stream.closing(open) else { return nil }
    var list: [ListIndexFact.Constant] = []
    for argument in text.stream.arguments(open: open, close: close) {
      let tokens = argument.filter { !text.stream.tokens[$0].isInDirective }
      guard let first = tokens.first else { continue }
      let isZero =
        list.isEmpty && tokens.count == 3 && text.stream.isToken(tokens[1], "=") && text.stream.isToken(tokens[2], "0")
      guard text.stream.tokens[first].kind == .identifier, tokens.count == 1 || isZero else { return nil }
      list.append(
        ListIndexFact.Constant(
          name: text.stream.text(first), range: text.range(ofToken: first), condition: text.condition(ofToken: first)))
    }
    return (hasName ? text.stream.text(index + 1) : "", open, list)
  }

  /// Whether a constant's name says that it is the number of those before it.
  private static func countsOthers(_ name: String) -> Bool {
    let words: Set<String> = ["MAX", "NUM", "NR", "COUNT", "CNT", "LAST", "END"]
    return name.uppercased().split(separator: "_").contains { words.contains(String($0)) }
  }
}
