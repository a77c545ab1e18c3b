import SourceText

/// What the body of a function does, as far as its paths could be followed.
public struct BodyFact: Codable, Hashable, Sendable {
  /// A place in the text with what happens there.
  public struct Step: Codable, Hashable, Sendable {
    public var range: SourceRange
    public var text: String

    public init(range: SourceRange, text: String) {
      self.range = range
      self.text = text
    }
  }

  /// One way to return.
  public struct Return: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, Sendable {
      case null, error, object, parameter, integer
      /// What another function returns of which nothing is known.
      case call
      case nothing, unknown
    }

    public var kind: Kind
    /// The parameter, from 0, or the integer.
    public var number: Int?
    /// The function whose result is returned.
    public var callee: String?
    /// From the condition that decides to the return.
    public var steps: [Step]
    /// Parameters that are NULL on this path, from 0.
    public var nullParameters: [Int]
    /// Whether the caller gets a reference with what is returned.
    public var hasReference: TriState
    /// Parameters that were initialised as a dynptr or written as a whole on this path.
    public var initialised: [Int]
    /// Parameters through which this path has written, or which it gave to a function that may.
    public var written: [Int]

    public init(
      kind: Kind, number: Int?, callee: String?, steps: [Step], nullParameters: [Int], hasReference: TriState,
      initialised: [Int], written: [Int]
    ) {
      self.kind = kind
      self.number = number
      self.callee = callee
      self.steps = steps
      self.nullParameters = nullParameters
      self.hasReference = hasReference
      self.initialised = initialised
      self.written = written
    }
  }

  /// What happens to a parameter. Each list of steps says how; nil where it does not happen on any path that was followed.
  public struct Parameter: Codable, Hashable, Sendable {
    /// The parameter, from 0.
    public var index: Int
    /// It is dereferenced where it was not tested for NULL.
    public var untested: [Step]?
    /// It is dereferenced, whatever was tested before.
    public var accessed: [Step]?
    public var nullTest: Step?
    /// A reference to it is dropped that the function did not take.
    public var dropped: [Step]?
    /// How: `count`, `immediate` or `deferred`.
    public var dropping: String?
    /// What is dropped by whom: `refcount_dec_and_test &users`.
    public var dropPlace: String?
    /// Its memory goes back: how, `immediate` or `deferred`.
    public var freed: [Step]?
    public var freeing: String?
    /// A reference to it is taken without a look at the count.
    public var taken: Step?
    /// It is read up to a NUL byte.
    public var string: [Step]?
    /// It is read or written behind its first element.
    public var beyondFirst: [Step]?
    /// It chooses an element of something, and was not compared with anything that bounds it.
    public var unboundedIndex: [Step]?
    /// It is accessed as a struct where the parameter behind it had no lower bound.
    public var viewed: [Step]?
    /// The tag of that struct.
    public var viewedTag: String?
    /// The tags of the structs that it is taken for, other than its own, sorted.
    public var views: [String]
    /// As much of it is accessed as the parameter ``extentBy`` says, which nothing bounds: bytes, or larger elements.
    public var extent: [Step]?
    public var extentBy: Int?
    public var isExtentInBytes: Bool
    /// Nothing bounds it, and a sum with it that can wrap is compared.
    public var wrapping: [Step]?
    public var written: Step?
    public var initialised: Step?
    /// The object that it is part of is computed.
    public var containerOf: Step?
    /// Its members that conditions look at, sorted.
    public var testedMembers: [String]
    /// It goes to functions of which nothing is known.
    public var escapes: Bool

    public init(index: Int) {
      self.index = index
      views = []
      isExtentInBytes = false
      testedMembers = []
      escapes = false
    }
  }

  /// A region that some path returns from without leaving it, or leaves without having entered it.
  public struct Imbalance: Codable, Hashable, Sendable {
    /// `rcu`, `preempt`, `migrate`, `irq`, `bh`; `spin`, `mutex` or `semaphore` and the lock.
    public var region: String
    public var isHeld: Bool
    public var steps: [Step]

    public init(region: String, isHeld: Bool, steps: [Step]) {
      self.region = region
      self.isHeld = isHeld
      self.steps = steps
    }
  }

  public var returns: [Return]
  /// Those to which something happens, by index.
  public var parameters: [Parameter]
  public var sleep: [Step]?
  /// Whether it is not known of some callee whether it sleeps.
  public var hasUnknownSleep: Bool
  /// It ends or damages the system.
  public var destructive: [Step]?
  public var imbalance: Imbalance?
  /// Something needs an RCU read section, outside of one.
  public var needsRCU: [Step]?
  /// It returns a pointer without a reference that only RCU keeps.
  public var returnsUnderRCU: [Step]?
  /// Callees of which nothing is known, sorted.
  public var unknownCallees: [String]
  /// Nothing is done.
  public var isEmpty: Bool
  /// Why paths are missing, empty when all were followed.
  public var gaps: [String]

  public init(
    returns: [Return], parameters: [Parameter], sleep: [Step]?, hasUnknownSleep: Bool,
    destructive: [Step]?, imbalance: Imbalance?,
    needsRCU: [Step]?, unknownCallees: [String], isEmpty: Bool, gaps: [String]
  ) {
    self.returns = returns
    self.parameters = parameters
    self.sleep = sleep
    self.hasUnknownSleep = hasUnknownSleep
    self.destructive = destructive
    self.imbalance = imbalance
    self.needsRCU = needsRCU
    self.unknownCallees = unknownCallees
    self.isEmpty = isEmpty
    self.gaps = gaps
  }
}
