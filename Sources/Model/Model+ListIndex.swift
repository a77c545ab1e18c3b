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

  /// Elements that stand at the position of another element's constant in some configuration, with the constant of theirs.
  ///
  /// That constants and elements belong together is told by their names, if most elements have a constant that ends with theirs.
  func misplaced(inList row: Int) -> [(entry: Int, constant: String)] {
    let set = sets[lists[row]]
    let constants = constants(ofList: row).map(\.name)
    let names = constants.map { $0.lowercased() }
    let configurations = set.fact.condition.truths(of: set.entries.map { entries[$0].fact.condition }) ?? []
    var found: [Int: String] = [:]
    for configuration in configurations {
      let present = zip(set.entries, configuration).filter(\.1).map(\.0)
      let elements = present.map { entries[$0].fact.name.lowercased() }
      guard present.count == names.count else { continue }
      let own = elements.map { element in
        element.isEmpty ? nil : names.firstIndex { $0.hasSuffix("_" + element) || $0 == element }
      }
      guard own.filter({ $0 != nil }).count * 2 > names.count else { continue }
      for (place, entry) in present.enumerated() {
        guard let position = own[place], !names[place].hasSuffix(elements[place]) else { continue }
        found[entry] = constants[position]
      }
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// A place that reads an element of a list which is absent there.
  struct AbsentRead {
    /// Its place among the uses of the list.
    var use: Int
    var split: Split
  }

  /// Finds a place that reads a conditional element where the element is not there and no other has its position: code behind the end of
  /// what a list has in some configuration gets what stands behind it. nil when there is none, and where the positions of elements
  /// depend on the configuration, which is another mistake.
  func absentRead(ofEntry row: Int) -> AbsentRead? {
    guard let list = lists.firstIndex(of: entries[row].set), entries[row].opensHole != .unknown else { return nil }
    let set = sets[lists[list]]
    guard !set.fact.uses.isEmpty, entries[row].fact.condition != set.fact.condition,
      let place = set.entries.firstIndex(of: row),
      let configurations = set.fact.condition.truths(of: set.entries.map { entries[$0].fact.condition })
    else { return nil }
    func positions(_ place: Int) -> Set<Int> {
      Set(configurations.filter { $0[place] }.map { present in (0..<place).count { present[$0] } })
    }
    let own = positions(place)
    guard own.count == 1, let position = own.first else { return nil }
    let names = constants(ofList: list).map(\.name)
    let occupied = Formula.or(
      of: set.entries.indices.filter { positions($0).contains(position) }.map {
        entries[set.entries[$0]].fact.condition
      })
    var doubt: AbsentRead?
    for (number, use) in set.fact.uses.enumerated() {
      guard (Int(use.index) ?? names.firstIndex(of: use.index)) == position else { continue }
      let formula = Formula.and(of: [set.fact.condition, use.condition, .not(of: occupied)])
      switch split(presence(formula, in: set.translationUnit), from: []) {
      case .at(let text): return AbsentRead(use: number, split: .at(text))
      case .never: continue
      case .unknown(let why): doubt = doubt ?? AbsentRead(use: number, split: .unknown(why))
      }
    }
    return doubt
  }
}
