import BooleanLogic
import Facts

extension ModelBuilder {
  /// Makes the rows of positional lists and finds the entries that leave holes in them.
  mutating func addLists() {
    model.lists = model.sets.indices.filter { model.sets[$0].fact.kind == .list }
    for list in model.lists {
      let set = model.sets[list]
      let conditions = set.entries.map { model.entries[$0].fact.condition }
      guard conditions.contains(where: { $0 != set.fact.condition }) else { continue }
      guard let holes = ListLayout(conditions: conditions, list: set.fact.condition)?.holes else {
        for entry in set.entries { model.entries[entry].opensHole = .unknown }
        continue
      }
      for hole in holes {
        let rows = hole.map { set.entries[$0] }
        model.entries[rows[0]].opensHole = .yes
        model.entries[rows[0]].hole = rows
      }
    }
  }
}

/// The positions that the elements of a list have in the configurations of a kernel.
struct ListLayout {
  /// The elements, by their index, that are present in each combination of conditions that occurs.
  private let configurations: Set<[Bool]>
  /// Consecutive elements under one condition.
  private var runs: [Range<Int>] = []

  /// - Parameters:
  ///   - conditions: those of the elements, in order.
  ///   - list: that of the list itself.
  /// - Returns: nil when the conditions are too many to enumerate.
  init?(conditions: [Formula], list: Formula) {
    guard let configurations = list.truths(of: conditions) else { return nil }
    self.configurations = configurations
    for index in conditions.indices {
      if let last = runs.last, conditions[last.lowerBound] == conditions[index] {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
  }

  /// Runs of elements that nothing replaces where they are absent, so that an element behind them moves. A conditional tail is no hole.
  var holes: [Range<Int>] {
    var holes: [Range<Int>] = []
    var index = 0
    while index < runs.count {
      if isAlwaysPresent(runs[index]) {
        index += 1
      } else if let alternatives = alternatives(from: index) {
        index += alternatives
      } else {
        if movesLaterElement(runs[index]) { holes.append(runs[index]) }
        index += 1
      }
    }
    return holes
  }

  private func isAlwaysPresent(_ run: Range<Int>) -> Bool { configurations.allSatisfy { $0[run.lowerBound] } }

  /// Returns how many runs from here on are the branches of one place: in every configuration they have the same number of elements,
  /// and each element the same position. nil when there are no such.
  private func alternatives(from first: Int) -> Int? {
    var last = first
    while last < runs.count, !isAlwaysPresent(runs[last]) {
      let span = runs[first].lowerBound..<runs[last].upperBound
      let counts = Set(configurations.map { configuration in span.filter { configuration[$0] }.count })
      if counts.count <= 1, span.allSatisfy({ hasOnePosition($0, from: span.lowerBound) }) { return last - first + 1 }
      last += 1
    }
    return nil
  }

  private func hasOnePosition(_ element: Int, from start: Int) -> Bool {
    let positions = configurations.filter { $0[element] }.map { configuration in
      (start..<element).filter { configuration[$0] }.count
    }
    return Set(positions).count <= 1
  }

  private func movesLaterElement(_ run: Range<Int>) -> Bool {
    guard let count = configurations.first?.count else { return false }
    return (run.upperBound..<count).contains { later in
      Set(configurations.filter { $0[later] }.map { $0[run.lowerBound] }).count > 1
    }
  }
}
