import Facts

extension Model {
  /// The body of a definition, nil where it could not be analysed.
  func body(_ row: Int) -> BodyFact? { definitions[row].isReliable ? definitions[row].fact.body : nil }

  /// The ways to return that a program can bring about: none that needs NULL for a parameter for which the verifier refuses it. Nil in
  /// place of a fact where that is not known.
  private func feasibleReturns(_ row: Int) -> [(fact: BodyFact.Return, isFeasible: TriState)] {
    guard let body = body(row) else { return [] }
    return body.returns.map { fact in
      let answers = fact.nullParameters.map { number in
        definitions[row].parameters.indices.contains(number)
          ? acceptsNull(definitions[row].parameters[number]) : .unknown
      }
      if answers.contains(.no) { return (fact, .no) }
      return (fact, answers.contains(.unknown) ? .unknown : .yes)
    }
  }

  /// Where a body returns something of a kind, or whether it is not known that it does.
  func returning(_ kind: BodyFact.Return.Kind, _ row: Int) -> (steps: [Int], answer: TriState) {
    guard let body = body(row) else { return ([], .unknown) }
    var answer = TriState.no
    for (index, outcome) in feasibleReturns(row).enumerated() {
      if outcome.fact.kind == kind {
        if outcome.isFeasible == .yes { return (bodySteps[row]?.returns[index] ?? [], .yes) }
        if outcome.isFeasible == .unknown { answer = .unknown }
      }
      switch outcome.fact.kind {
      case .unknown, .call: answer = .unknown
      case .parameter:
        let rows = definitions[row].parameters
        let number = outcome.fact.number ?? -1
        // An argument is NULL where programs may pass it, and never an ERR_PTR.
        if kind == .null, !rows.indices.contains(number) || acceptsNull(rows[number]) != .no { answer = .unknown }
      case .null, .error, .object, .integer, .nothing: break
      }
    }
    return ([], body.gaps.isEmpty ? answer : .unknown)
  }

  /// Whether everything that a body calls is known, and all its paths were followed.
  func isWhole(_ row: Int) -> Bool {
    guard let body = body(row) else { return false }
    return body.gaps.isEmpty && body.unknownCallees.isEmpty
  }

  /// Whether every feasible return of an object hands a reference out with it.
  func returnsReference(_ row: Int) -> TriState {
    let objects = feasibleReturns(row).filter {
      $0.isFeasible != .no && $0.fact.kind != .null && $0.fact.kind != .error
    }
    guard body(row)?.gaps.isEmpty == true, !objects.isEmpty else { return .unknown }
    if objects.allSatisfy({ $0.fact.hasReference == .yes }) { return .yes }
    // An object from somewhere, without a reference that was seen to be taken.
    return objects.allSatisfy {
      $0.fact.hasReference == .no && ($0.fact.kind == .object || $0.fact.kind == .parameter)
    } ? .no : .unknown
  }

  /// What happens to a parameter in the body, nil when nothing does or the body is not known.
  func use(ofParameter row: Int) -> (fact: BodyFact.Parameter, steps: BodyStepRows.Parameter)? {
    let parameter = parameters[row]
    guard let body = body(parameter.definition),
      let index = body.parameters.firstIndex(where: { $0.index == parameter.index }),
      let steps = bodySteps[parameter.definition]?.parameters[index]
    else { return nil }
    return (body.parameters[index], steps)
  }

  /// Whether something happens to a parameter: what was seen, else no if all was seen.
  func happens(_ isSeen: Bool, toParameter row: Int) -> TriState {
    if isSeen { return .yes }
    guard let body = body(parameters[row].definition) else { return .unknown }
    let escapes = use(ofParameter: row)?.fact.escapes ?? false
    return body.gaps.isEmpty && !escapes ? .no : .unknown
  }

  /// Whether a parameter that is a dynptr is initialised on each path to a return.
  func isInitialisedThroughout(_ row: Int) -> TriState {
    let parameter = parameters[row]
    guard let body = body(parameter.definition), body.gaps.isEmpty else { return .unknown }
    let isMissed = body.returns.contains { !$0.initialised.contains(parameter.index) }
    return isMissed ? (use(ofParameter: row)?.fact.escapes == true ? .unknown : .no) : .yes
  }

  /// Whether each path to a return writes through a parameter.
  func isWrittenThroughout(_ row: Int) -> TriState {
    let parameter = parameters[row]
    guard let body = body(parameter.definition), body.gaps.isEmpty else { return .unknown }
    return TriState(body.returns.allSatisfy { $0.written.contains(parameter.index) })
  }
}

/// The rows of the steps of one body.
struct BodyStepRows: Sendable {
  /// The steps that explain something about a parameter.
  struct Parameter: Sendable {
    var untested: [Int] = []
    var accessed: [Int] = []
    var nullTest: [Int] = []
    var dropped: [Int] = []
    var freed: [Int] = []
    var extent: [Int] = []
    var wrapping: [Int] = []
    var taken: [Int] = []
    var string: [Int] = []
    var beyondFirst: [Int] = []
    var unboundedIndex: [Int] = []
    var viewed: [Int] = []
    var written: [Int] = []
    var initialised: [Int] = []
    var containerOf: [Int] = []
  }

  /// By place in ``BodyFact/returns``.
  var returns: [[Int]] = []
  /// By place in ``BodyFact/parameters``.
  var parameters: [Parameter] = []
  var sleep: [Int] = []
  var destructive: [Int] = []
  var imbalance: [Int] = []
  var needsRCU: [Int] = []
  var returnsUnderRCU: [Int] = []
}
