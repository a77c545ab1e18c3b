/// What an expression may refer to and how large it may be.
public struct Environment: Sendable {
  /// Bounds that keep a hostile expression from exhausting stack, memory or time.
  public struct Limits: Sendable {
    /// How deep brackets and operators may nest. Parsing, checking and evaluation recurse this deep.
    public var maximumDepth = 100
    /// How many nodes the syntax tree may have.
    public var maximumNodes = 10_000
    /// The largest static cost that is accepted; see ``Program/cost``.
    public var maximumCost: UInt64 = 1_000_000_000
    /// The size that the cost estimate assumes for every collection and string of the host.
    public var assumedSize: UInt64 = 256
    /// How many errors of one expression are reported.
    public var maximumErrors = 20

    public init() {}
  }

  public var schema: Schema
  /// The types of the variables. A name may be qualified (`a.b`).
  public var variables: [String: CELType]
  /// The host's functions, in addition to the standard library.
  public var functions: [FunctionDeclaration]
  /// The namespace in which names are looked up first: in `a.b`, `x` means `a.b.x`, else `a.x`, else `x`.
  public var container: String
  public var limits: Limits
  /// Whether type errors are compilation errors. If false, as in the specification's parse-only mode, every mismatch
  /// and every undeclared name is an evaluation error where it is evaluated.
  public var checksTypes: Bool

  public init(
    schema: Schema = Schema(), variables: [String: CELType] = [:], functions: [FunctionDeclaration] = [],
    container: String = "", limits: Limits = Limits(), checksTypes: Bool = true
  ) {
    self.schema = schema
    self.variables = variables
    self.functions = functions
    self.container = container
    self.limits = limits
    self.checksTypes = checksTypes
  }
}
