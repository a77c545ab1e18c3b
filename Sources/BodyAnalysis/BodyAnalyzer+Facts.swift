import Facts
import SourceText

extension BodyAnalyzer {
  /// Returns what the body of a function of the file does, nil when the file does not define the function.
  public func fact(of name: String) -> BodyFact? {
    guard let summary = summary(of: name) else { return nil }
    var fact = BodyFact(
      returns: returns(summary.returns),
      parameters: summary.parameters.sorted { $0.key < $1.key }.map { parameter($0, $1) },
      sleep: summary.sleep.map(steps), hasUnknownSleep: summary.hasUnknownSleep || !summary.unknownCallees.isEmpty,
      destructive: summary.destructive.map(steps),
      imbalance: summary.imbalance.map {
        BodyFact.Imbalance(region: $0.region, isHeld: $0.isHeld, steps: steps($0.steps))
      }, needsRCU: summary.needsRCU.map(steps), unknownCallees: summary.unknownCallees, isEmpty: summary.isEmpty,
      gaps: summary.gaps)
    fact.returnsUnderRCU = summary.returnsUnderRCU.map(steps)
    return fact
  }

  /// One return for each kind of outcome: the first in the text.
  private func returns(_ all: [FunctionSummary.Return]) -> [BodyFact.Return] {
    struct Key: Hashable {
      var value: FunctionSummary.Returned
      var nulls: Set<Int>
      var hasReference: Bool?
      var initialised: Set<Int>
      var written: Set<Int>
    }
    var chosen: [Key: BodyFact.Return] = [:]
    for outcome in all {
      let key = Key(
        value: outcome.value, nulls: outcome.nullParameters, hasReference: outcome.hasReference,
        initialised: outcome.initialised, written: outcome.written)
      let fact = fact(outcome)
      if let known = chosen[key], !isEarlier(fact, known) { continue }
      chosen[key] = fact
    }
    return chosen.values.sorted { isEarlier($0, $1) }
  }

  /// A total order, so that facts do not depend on the order of a dictionary: by place first, the return before what led to it.
  private func isEarlier(_ left: BodyFact.Return, _ right: BodyFact.Return) -> Bool {
    func places(_ fact: BodyFact.Return) -> [Int] { fact.steps.map(\.range.start.offset).reversed() }
    if places(left) != places(right) { return places(left).lexicographicallyPrecedes(places(right)) }
    func details(_ fact: BodyFact.Return) -> [String] {
      [fact.kind.rawValue, fact.number.map(String.init) ?? "", fact.callee ?? "", fact.hasReference.rawValue]
        + [fact.nullParameters, fact.initialised, fact.written].map { "\($0)" } + fact.steps.map(\.text)
    }
    return details(left).lexicographicallyPrecedes(details(right))
  }

  private func fact(_ outcome: FunctionSummary.Return) -> BodyFact.Return {
    var number: Int?
    var callee: String?
    let kind: BodyFact.Return.Kind
    switch outcome.value {
    case .null: kind = .null
    case .error: kind = .error
    case .object: kind = .object
    case .parameter(let index):
      kind = .parameter
      number = index
    case .integer(let value):
      kind = .integer
      number = value
    case .call(let name):
      kind = .call
      callee = name
    case .nothing: kind = .nothing
    case .unknown: kind = .unknown
    }
    return BodyFact.Return(
      kind: kind, number: number, callee: callee, steps: steps(outcome.steps),
      nullParameters: outcome.nullParameters.sorted(),
      hasReference: outcome.hasReference.map { TriState($0) } ?? .unknown, initialised: outcome.initialised.sorted(),
      written: outcome.written.sorted())
  }

  private func parameter(_ index: Int, _ use: FunctionSummary.ParameterUse) -> BodyFact.Parameter {
    var fact = BodyFact.Parameter(index: index)
    fact.untested = use.untested.map(steps)
    fact.accessed = use.accessed.map(steps)
    fact.nullTest = use.nullTest.map(step)
    fact.dropped = use.dropped.map { steps($0.steps) }
    fact.dropping = use.dropped?.kind.rawValue
    fact.dropPlace = use.dropPlace
    fact.freed = use.freed.map { steps($0.steps) }
    fact.freeing = use.freed?.kind.rawValue
    fact.views = use.views.sorted()
    fact.extent = use.extent.map { steps($0.steps) }
    fact.extentBy = use.extent?.by
    fact.isExtentInBytes = use.extent?.inBytes ?? false
    fact.wrapping = use.wrapping.map(steps)
    fact.taken = use.taken.map(step)
    fact.string = use.string.map(steps)
    fact.beyondFirst = use.beyondFirst.map(steps)
    fact.unboundedIndex = use.index.map(steps)
    fact.viewed = use.viewed.map { steps($0.steps) }
    fact.viewedTag = use.viewed?.tag
    fact.written = use.written.map(step)
    fact.initialised = use.initialised.map(step)
    fact.containerOf = use.containerOf.map(step)
    fact.testedMembers = use.testedMembers.sorted()
    fact.escapes = use.escapes
    return fact
  }

  private func steps(_ steps: [FunctionSummary.Step]) -> [BodyFact.Step] { steps.map(step) }

  private func step(_ step: FunctionSummary.Step) -> BodyFact.Step {
    // Long expressions would fill a report; what they are stands in the source.
    let limit = 80
    let text = step.text.count > limit ? step.text.prefix(limit - 1) + "…" : step.text[...]
    return BodyFact.Step(range: step.range ?? stream.file.range(stream.span(step.tokens)), text: String(text))
  }
}
