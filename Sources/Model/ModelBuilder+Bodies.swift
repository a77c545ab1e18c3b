import Facts

extension ModelBuilder {
  /// Enters the steps of a definition's body.
  mutating func addSteps(of fact: BodyFact, definition: Int) {
    var rows = BodyStepRows()
    rows.returns = fact.returns.map { add($0.steps) }
    rows.parameters = fact.parameters.map { use in
      var row = BodyStepRows.Parameter()
      row.untested = add(use.untested ?? [])
      row.accessed = add(use.accessed ?? [])
      row.nullTest = add(use.nullTest.map { [$0] } ?? [])
      row.dropped = add(use.dropped ?? [])
      row.freed = add(use.freed ?? [])
      row.extent = add(use.extent ?? [])
      row.wrapping = add(use.wrapping ?? [])
      row.taken = add(use.taken.map { [$0] } ?? [])
      row.string = add(use.string ?? [])
      row.beyondFirst = add(use.beyondFirst ?? [])
      row.unboundedIndex = add(use.unboundedIndex ?? [])
      row.viewed = add(use.viewed ?? [])
      row.written = add(use.written.map { [$0] } ?? [])
      row.initialised = add(use.initialised.map { [$0] } ?? [])
      row.containerOf = add(use.containerOf.map { [$0] } ?? [])
      return row
    }
    rows.sleep = add(fact.sleep ?? [])
    rows.destructive = add(fact.destructive ?? [])
    rows.imbalance = add(fact.imbalance?.steps ?? [])
    rows.needsRCU = add(fact.needsRCU ?? [])
    rows.returnsUnderRCU = add(fact.returnsUnderRCU ?? [])
    model.bodySteps[definition] = rows
  }

  private mutating func add(_ steps: [BodyFact.Step]) -> [Int] { steps.map { add($0) } }

  private mutating func add(_ step: BodyFact.Step) -> Int {
    model.steps.append(Model.StepRow(text: step.text, range: add(step.range)))
    return model.steps.count - 1
  }
}
