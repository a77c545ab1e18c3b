/// An expression of C as it is written, macros included: a use of a function-like macro is a call.
final class Expression: Sendable {
  /// The forms that matter to the analysis; everything else is ``unknown``.
  enum Kind: Sendable {
    case name(String)
    /// A number or character; nil where its value is not a plain integer.
    case number(Int?)
    case string
    case call(Expression, [Expression])
    /// `base.name`, or `base->name` with `arrow`.
    case member(Expression, String, arrow: Bool)
    case dereference(Expression)
    case index(Expression, Expression)
    case addressOf(Expression)
    case not(Expression)
    /// `-x`, `~x`, `+x`.
    case arithmetic(Expression)
    case binary(Operator, Expression, Expression)
    case logical(isAnd: Bool, Expression, Expression)
    /// `a ? b : c`; without `b` in GNU C's `a ?: c`.
    case conditional(Expression, Expression?, Expression)
    /// `a = b`, or `a op= b` with an operator; `++` and `--` are an operator with one.
    case assign(Operator?, Expression, Expression)
    case cast(TypeName, Expression)
    /// `sizeof`, `typeof`, `offsetof` and the like: decided when compiling.
    case constant
    case comma(Expression, Expression)
    case statements([Statement])
    case initializer([Expression])
    /// A place that the lowering made for a value that control flow decides.
    case temporary(Int)
    case unknown
  }

  /// The operators that are told apart.
  enum Operator: Sendable, Equatable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case add, subtract, multiply, divide, remainder, shift, and, or, xor
  }

  let kind: Kind
  /// Indices of the tokens in the file's stream, from the first to behind the last.
  let tokens: Range<Int>

  init(_ kind: Kind, _ tokens: Range<Int>) {
    self.kind = kind
    self.tokens = tokens
  }

  /// The name of the function or macro that is called, nil for a call through a pointer and for everything else.
  var callee: String? {
    if case .call(let function, _) = kind, case .name(let name) = function.kind { return name }
    return nil
  }
}

/// A type as the source writes it, as far as the analysis looks at types.
struct TypeName: Sendable, Hashable {
  /// Its words, without qualifiers and attributes: `struct task_struct`, `u32`.
  var words: [String]
  /// How many stars it has.
  var stars: Int

  var isPointer: Bool { stars > 0 }
  /// Whether it is an integer without negative values, by its name. Enumerations are, but for the few with a negative constant.
  var isUnsigned: Bool {
    words.contains {
      $0 == "enum" || $0.hasPrefix("u") || $0.hasPrefix("__u") || $0 == "size_t" || $0 == "bool" || $0.hasPrefix("__be")
    }
  }
  /// The tag of a struct or union; nil for other types.
  var tag: String? { words.count == 2 && (words[0] == "struct" || words[0] == "union") ? words[1] : nil }
}
