import Preprocessor
import SourceText

extension FunctionSummary {
  /// The summary for callers in other files: each step knows its place.
  func placed(in stream: TokenStream) -> FunctionSummary {
    func place(_ step: Step) -> Step {
      var step = step
      step.range = step.range ?? stream.file.range(stream.span(step.tokens))
      return step
    }
    func all(_ steps: [Step]) -> [Step] { steps.map(place) }
    var result = self
    for index in returns.indices { result.returns[index].steps = all(returns[index].steps) }
    result.parameters = parameters.mapValues { use in
      var use = use
      use.untested = use.untested.map(all)
      use.accessed = use.accessed.map(all)
      use.nullTest = use.nullTest.map(place)
      if let dropped = use.dropped { use.dropped = (all(dropped.steps), dropped.kind) }
      if let freed = use.freed { use.freed = (all(freed.steps), freed.kind) }
      if let extent = use.extent { use.extent = (all(extent.steps), extent.by, extent.inBytes) }
      use.wrapping = use.wrapping.map(all)
      use.taken = use.taken.map(place)
      use.string = use.string.map(all)
      use.beyondFirst = use.beyondFirst.map(all)
      use.index = use.index.map(all)
      if let viewed = use.viewed { use.viewed = (all(viewed.steps), viewed.tag) }
      use.written = use.written.map(place)
      use.initialised = use.initialised.map(place)
      use.containerOf = use.containerOf.map(place)
      return use
    }
    result.sleep = sleep.map(all)
    result.destructive = destructive.map(all)
    if let imbalance { result.imbalance = (all(imbalance.steps), imbalance.region, imbalance.isHeld) }
    result.needsRCU = needsRCU.map(all)
    result.returnsUnderRCU = returnsUnderRCU.map(all)
    return result
  }
}
