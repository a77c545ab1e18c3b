import BooleanLogic
import SourceText

/// A `struct btf_kfunc_id_set` object.
public struct KfuncIDSetFact: Codable, Hashable, Sendable {
  public var name: String
  public var range: SourceRange
  public var nameRange: SourceRange
  /// The initialiser of `.owner` as written, nil when the member is not initialised.
  public var owner: Initializer?
  /// The set that `.set` points to, without `&`.
  public var set: Initializer?
  public var filter: Initializer?
  public var condition: Formula
  /// Its place in an array of them; nil for an object of its own.
  public var index: Int?
  /// The empty place behind the opening brace.
  public var bodyStart: SourceRange?
  /// Whether code of the file assigns to members of it, so that the initialiser is not all there is.
  public var isAssigned = false
  /// The function that ``filter`` names; nil when it is not in the file.
  public var filterFunction: FilterFact?

  public init(
    name: String, range: SourceRange, nameRange: SourceRange, owner: Initializer?, set: Initializer?,
    filter: Initializer?, condition: Formula
  ) {
    self.name = name
    self.range = range
    self.nameRange = nameRange
    self.owner = owner
    self.set = set
    self.filter = filter
    self.condition = condition
  }

  /// A member's initialiser.
  public struct Initializer: Codable, Hashable, Sendable {
    public var text: String
    public var range: SourceRange

    public init(text: String, range: SourceRange) {
      self.text = text
      self.range = range
    }
  }
}

/// A call of a registration function (`kernel/bpf/btf.c`).
public struct RegistrationFact: Codable, Hashable, Sendable {
  public var api: API
  /// The program type argument as written (`BPF_PROG_TYPE_XDP`); nil for the other calls, and when it is no such constant.
  public var programType: String?
  /// The object registered: a `btf_kfunc_id_set`, or the array of destructors; nil when the argument is no plain `&name`.
  public var object: String?
  /// Every argument as written.
  public var arguments: [String]
  /// The call from its name to the closing parenthesis.
  public var range: SourceRange
  /// The function that calls it, and the specifiers it carries (`__init`).
  public var enclosingFunction: String
  public var enclosingAttributes: [String]
  public var result: ResultFate
  public var condition: Formula
  /// The element of ``object`` that is registered, where that is an array and the index a number.
  public var objectIndex: Int?
  /// What happens to the variable that holds the result, if that is why nobody sees it.
  public var resultLoss: ResultLoss?
  /// The operation through which the call is reached while the kernel runs.
  public var operation: Operation?
  /// What to delete so that only the call is gone: an operand of a chain, or a statement whose variable keeps its value.
  public var removalRange: SourceRange?

  public init(
    api: API, programType: String?, object: String?, arguments: [String], range: SourceRange,
    enclosingFunction: String, enclosingAttributes: [String], result: ResultFate, condition: Formula
  ) {
    self.api = api
    self.programType = programType
    self.object = object
    self.arguments = arguments
    self.range = range
    self.enclosingFunction = enclosingFunction
    self.enclosingAttributes = enclosingAttributes
    self.result = result
    self.condition = condition
  }

  public enum API: String, Codable, Hashable, Sendable {
    case kfunc = "register_btf_kfunc_id_set"
    case fmodret = "register_btf_fmodret_id_set"
    case destructors = "register_btf_id_dtor_kfuncs"
  }

  /// A result that is stored and lost.
  public struct ResultLoss: Codable, Hashable, Sendable {
    public var variable: String
    /// The assignment that overwrites it; nil when the function ends without reading the variable.
    public var overwrittenBy: SourceRange?
    /// The value that it assigns, if that is another registration.
    public var nextRegistration: SourceRange?

    public init(variable: String, overwrittenBy: SourceRange?, nextRegistration: SourceRange?) {
      self.variable = variable
      self.overwrittenBy = overwrittenBy
      self.nextRegistration = nextRegistration
    }
  }

  /// A member of a table of operations (`.open = f`) whose function leads to the call.
  public struct Operation: Codable, Hashable, Sendable {
    public var member: String
    public var range: SourceRange
    /// The functions from the operation's to the one that calls, in the order of the calls.
    public var functions: [String]

    public init(member: String, range: SourceRange, functions: [String]) {
      self.member = member
      self.range = range
      self.functions = functions
    }
  }

  /// What the caller does with the value the call returns.
  public enum ResultFate: String, Codable, Hashable, Sendable {
    case returned, assigned, tested, passed, ignored, unknown
  }
}

/// A pair of a `struct btf_id_dtor_kfunc` array: a type and the function that drops a kptr of it.
public struct DestructorFact: Codable, Hashable, Sendable {
  /// The array.
  public var array: String
  /// `list[index]` for the type and for the function, resolved against a BTF_ID_LIST of the same file; nil when not resolvable.
  public var typeName: String?
  public var functionName: String?
  /// Where the function's name stands in the list.
  public var functionRange: SourceRange
  public var typeRange: SourceRange
  /// The pair's initialiser in the array.
  public var range: SourceRange
  public var condition: Formula
  /// What the elements of the list are said to be (`struct`, `func`); nil when not resolvable.
  public var typePrefix: String?
  public var functionPrefix: String?
  /// Whether the function's element follows that of the type, where the list alternates types and functions.
  public var isPaired = TriState.unknown

  public init(
    array: String, typeName: String?, functionName: String?, functionRange: SourceRange, typeRange: SourceRange,
    range: SourceRange, condition: Formula
  ) {
    self.array = array
    self.typeName = typeName
    self.functionName = functionName
    self.functionRange = functionRange
    self.typeRange = typeRange
    self.range = range
    self.condition = condition
  }
}
