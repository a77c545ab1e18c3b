import BooleanLogic
import Facts

extension Model {
  /// The number of elements of a list where it has most; nil when it has too many conditions.
  func length(ofList row: Int) -> Int? {
    let set = sets[lists[row]]
    let conditions = set.entries.map { entries[$0].fact.condition }
    return set.fact.condition.truths(of: conditions)?.map { $0.filter { $0 }.count }.max()
  }

  /// The constants that are the positions of a list; none when no enum is known, or when some of them are conditional.
  func constants(ofList row: Int) -> [ListIndexFact.Constant] {
    guard let index = sets[lists[row]].fact.index, let first = index.constants.first,
      index.constants.allSatisfy({ $0.condition == first.condition })
    else { return [] }
    return index.constants
  }

  /// Elements that stand at the position of another element's constant, with the constant of theirs.
  ///
  /// That constants and elements belong together is told by their names, if most elements have a constant that ends with theirs. Lists with conditional elements have no fixed positions.
  func misplaced(inList row: Int) -> [(entry: Int, constant: String)] {
    let set = sets[lists[row]]
    let names = constants(ofList: row).map { $0.name.lowercased() }
    guard names.count == set.entries.count,
      set.entries.allSatisfy({ entries[$0].fact.condition == set.fact.condition })
    else { return [] }
    let elements = set.entries.map { entries[$0].fact.name.lowercased() }
    let own = { (element: String) in names.firstIndex { $0.hasSuffix("_" + element) || $0 == element } }
    guard elements.filter({ own($0) != nil }).count * 2 > names.count else { return [] }
    var found: [(entry: Int, constant: String)] = []
    for (place, element) in elements.enumerated() where !element.isEmpty && !names[place].hasSuffix(element) {
      guard let position = own(element) else { continue }
      found.append((set.entries[place], constants(ofList: row)[position].name))
    }
    return found
  }
}
