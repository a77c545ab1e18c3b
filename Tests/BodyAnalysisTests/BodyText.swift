import Dialect
import Facts
import Preprocessor
import SourceText

@testable import BodyAnalysis

/// Functions as text, and what the analysis says of them.
struct BodyText {
  let analyzer: BodyAnalyzer

  /// What is known of callees, so that tests do not depend on the data files.
  static let knowledge = KernelKnowledge(functions: [
    "find_thing": known { $0.result = .null },
    "open_thing": known { $0.result = .error },
    "make_thing": known {
      $0.result = .null
      $0.sleep = .flags
      $0.flagsArgument = 0
      $0.takesResult = true
      $0.taking = .new
    },
    "get_thing": known {
      $0.takesArgument = 0
      $0.taking = .unconditional
      $0.result = .value
    },
    "tryget_thing": known {
      $0.takesArgument = 0
      $0.taking = .notZero
      $0.result = .value
    },
    "put_thing": known {
      $0.dropsArgument = 0
      $0.dropping = .count
      $0.result = .value
    },
    "free_thing": known {
      $0.dropsArgument = 0
      $0.dropping = .immediate
      $0.result = .value
    },
    "free_thing_later": known {
      $0.dropsArgument = 0
      $0.dropping = .deferred
      $0.result = .value
    },
    "memcpy": known {
      $0.memory = [0: 2, 1: 2]
      $0.result = .value
    },
    "rcu_dereference": known {
      $0.shape = .transparent
      $0.needsRCU = true
    },
    "IS_ERR": known { $0.shape = .isError },
    "IS_ERR_OR_NULL": known { $0.shape = .isNullOrError },
    "ERR_PTR": known { $0.shape = .makesError },
    "unlikely": known { $0.shape = .transparent },
    "container_of": known { $0.shape = .derived },
    "has_current_bpf_ctx": known { $0.constant = 1 },
    "nap": known { $0.sleep = .always },
    "lock": known { $0.enters = [.spin] },
    "unlock": known { $0.leaves = [.spin] },
    "trylock": known {
      $0.enters = [.spin]
      $0.tries = true
    },
    "rcu_read_lock": known { $0.enters = [.rcu] },
    "rcu_read_unlock": known { $0.leaves = [.rcu] },
    "guard(rcu)": known { $0.enters = [.rcu] },
    "walk": known { $0.needsRCU = true },
    "strlen": known {
      $0.strings = [0]
      $0.result = .value
    },
    "panic": known {
      $0.stops = true
      $0.isDestructive = true
    },
  ])

  private static func known(_ change: (inout FunctionKnowledge) -> Void) -> FunctionKnowledge {
    var knowledge = FunctionKnowledge()
    change(&knowledge)
    return knowledge
  }

  init(_ text: String) {
    let stream = TokenStream(file: SourceFile(path: "a.c", bytes: Array(text.utf8)))
    let outline = FileOutline(stream, directives: stream.directives())
    analyzer = BodyAnalyzer(
      stream: stream, outline: outline, knowledge: Self.knowledge,
      configuration: BodyAnalyzer.Configuration(isSkipped: { _ in false }))
  }

  /// The body of the function `f`.
  func fact() throws -> BodyFact {
    guard let fact = analyzer.fact(of: "f") else { throw Missing() }
    return fact
  }

  struct Missing: Error {}

  /// The kinds of what `f` returns, sorted, each once.
  static func returns(_ text: String) throws -> [String] {
    Set(try BodyText(text).fact().returns.map { $0.kind.rawValue + ($0.number.map { " \($0)" } ?? "") }).sorted()
  }

  /// What happens to parameter 0 of `f`.
  static func first(_ text: String) throws -> BodyFact.Parameter {
    try BodyText(text).fact().parameters.first { $0.index == 0 } ?? BodyFact.Parameter(index: 0)
  }
}
