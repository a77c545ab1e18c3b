/// A key of an entry of `Rules/knowledge/functions/*.yaml`, with how its value is read.
enum FunctionKnowledgeKey: String, CaseIterable {
  case result, sleep, flags, takes, taking, drops, dropping, dereferences, indexes, probes, strings, memory
  case acceptsNull = "accepts_null"
  case needsRCU = "needs_rcu"
  case enters, leaves, tries, constant, stops, destructive
  case initialisesDynptr = "initialises_dynptr"
  case shape, argument

  /// Puts the value of the key where it belongs.
  func read(_ value: VocabularyNode, into knowledge: inout FunctionKnowledge) throws(VocabularyError) {
    switch self {
    case .result: knowledge.result = try value.choice()
    case .sleep: knowledge.sleep = try value.choice()
    case .flags: knowledge.flagsArgument = try value.argument()
    case .takes:
      if value.node.string == "result" {
        knowledge.takesResult = true
      } else {
        knowledge.takesArgument = try value.argument()
      }
    case .taking: knowledge.taking = try value.choice()
    case .drops: knowledge.dropsArgument = try value.argument()
    case .dropping: knowledge.dropping = try value.choice()
    case .dereferences: knowledge.dereferences = try value.arguments()
    case .indexes: knowledge.indexes = try value.arguments()
    case .probes: knowledge.probes = try value.arguments()
    case .strings: knowledge.strings = try value.arguments()
    case .memory:
      for (pointer, size) in try value.pairs() {
        guard let pointer = Int(pointer), pointer >= 0 else { throw value.problem("'\(pointer)' is not an argument") }
        knowledge.memory[pointer] = try size.argument()
      }
    case .acceptsNull: knowledge.acceptsNull = try value.arguments()
    case .needsRCU: knowledge.needsRCU = try value.yes()
    case .enters: knowledge.enters = try value.regions()
    case .leaves: knowledge.leaves = try value.regions()
    case .tries:
      knowledge.tries = true
      knowledge.triesWithZero = try value.successIsZero()
    case .constant: knowledge.constant = try value.integer()
    case .stops: knowledge.stops = try value.yes()
    case .destructive: knowledge.isDestructive = try value.yes()
    case .initialisesDynptr: knowledge.initialisesDynptr = try value.argument()
    case .shape: knowledge.shape = try value.choice()
    case .argument: knowledge.argument = try value.argument()
    }
  }
}

extension VocabularyNode {
  fileprivate func argument() throws(VocabularyError) -> Int {
    let number = try integer()
    guard number >= 0 else { throw problem("'\(number)' is not an argument") }
    return number
  }

  fileprivate func arguments() throws(VocabularyError) -> [Int] {
    var result: [Int] = []
    for element in try list() { result.append(try element.argument()) }
    guard !result.isEmpty, zip(result, result.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw problem("expected arguments in ascending order")
    }
    return result
  }

  /// One region or a list of them, in the order of the enumeration.
  fileprivate func regions() throws(VocabularyError) -> [FunctionKnowledge.Region] {
    guard node.sequence != nil else { return [try choice()] }
    var result: [FunctionKnowledge.Region] = []
    for element in try list() { result.append(try element.choice()) }
    guard !result.isEmpty, Set(result).count == result.count else { throw problem("expected regions, each once") }
    return FunctionKnowledge.Region.allCases.filter(result.contains)
  }

  /// The only value of a key that is left out otherwise.
  fileprivate func yes() throws(VocabularyError) -> Bool {
    guard node.string == "true" else { throw problem("expected 'true'; leave the key out otherwise") }
    return true
  }

  /// How a call tells that it succeeded: `nonzero` (`mutex_trylock`) or `zero` (`down_trylock`).
  fileprivate func successIsZero() throws(VocabularyError) -> Bool {
    switch node.string {
    case "nonzero": false
    case "zero": true
    default: throw problem("expected 'nonzero' or 'zero', the result of a success")
    }
  }
}
