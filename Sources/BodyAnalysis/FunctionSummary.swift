import Dialect
import SourceText

/// What the paths through a function do, for its callers and for facts.
public struct FunctionSummary: Sendable {
  /// A place in the text with what happens there.
  struct Step: Sendable, Hashable {
    /// Token indices in the file's stream.
    var tokens: Range<Int>
    var text: String
    /// The place, where it is in another file than the function that is analysed.
    var range: SourceRange?
  }

  /// What is returned on some path.
  enum Returned: Hashable, Sendable {
    case null, error, object
    case parameter(Int)
    case integer(Int)
    /// What a function returns of which nothing is known.
    case call(String)
    case nothing, unknown

    /// Whether nothing is known of it.
    var isOpen: Bool {
      switch self {
      case .call, .unknown: true
      case .null, .error, .object, .parameter, .integer, .nothing: false
      }
    }
  }

  /// One way to return.
  struct Return: Sendable {
    var value: Returned
    /// From the deciding condition to the return.
    var steps: [Step]
    /// Parameters that are NULL on this path.
    var nullParameters: Set<Int>
    /// What the path knows of parameters.
    var parameters: [Int: SymbolState]
    /// Whether the caller gets a reference with it, nil when that is not known.
    var hasReference: Bool?
    var initialised: Set<Int>
    /// Parameters through which the path has written, or may have.
    var written: Set<Int>
  }

  /// What happens to a parameter.
  struct ParameterUse: Sendable {
    /// Dereferenced on a path that has not tested it.
    var untested: [Step]?
    /// Dereferenced on some path, whatever was tested before.
    var accessed: [Step]?
    /// Tested for NULL.
    var nullTest: Step?
    var dropped: (steps: [Step], kind: FunctionKnowledge.Dropping)?
    /// What is dropped, by whom: `refcount_dec_and_test &users`.
    var dropPlace: String?
    /// Its memory goes back, at once or later.
    var freed: (steps: [Step], kind: FunctionKnowledge.Dropping)?
    var taken: Step?
    /// Read up to a NUL byte, or as more than its first element.
    var string: [Step]?
    var beyondFirst: [Step]?
    /// Used as an index, a CPU or a shift without a look at its value.
    var index: [Step]?
    /// Accessed as a struct where the parameter behind it had no lower bound.
    var viewed: (steps: [Step], tag: String)?
    /// The structs that it is taken for, other than its own.
    var views: Set<String> = []
    /// As many of its bytes or elements are accessed as another parameter says, which nothing bounds.
    var extent: (steps: [Step], by: Int, inBytes: Bool)?
    /// Nothing bounds it, and a sum with it that can wrap is compared.
    var wrapping: [Step]?
    var written: Step?
    /// Initialised as a dynptr.
    var initialised: Step?
    var containerOf: Step?
    /// Its members that conditions look at.
    var testedMembers: Set<String> = []
    /// Passed to functions of which nothing is known.
    var escapes = false
  }

  var returns: [Return] = []
  var parameters: [Int: ParameterUse] = [:]
  /// How it may sleep, through which calls.
  var sleep: [Step]?
  /// Whether it is not known of some callee whether it sleeps.
  var hasUnknownSleep = false
  /// Callees of which nothing is known, sorted.
  var unknownCallees: [String] = []
  var destructive: [Step]?
  /// A region that a path returns from without leaving it, or leaves without having entered.
  var imbalance: (steps: [Step], region: String, isHeld: Bool)?
  /// Something that needs an RCU read section outside of one.
  var needsRCU: [Step]?
  /// It returns a pointer without a reference that only RCU keeps.
  var returnsUnderRCU: [Step]?
  /// Whether it enters or leaves regions in a way that callers cannot follow.
  var hasUnknownRegions = false
  var isEmpty = false
  /// Why paths are missing, empty when all were followed.
  var gaps: [String] = []

  /// What callers of a function without a body get to know.
  public static func unknown(_ reason: String) -> FunctionSummary {
    var summary = FunctionSummary()
    summary.gaps = [reason]
    return summary
  }
}
