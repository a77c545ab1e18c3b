extension Expression {
  /// The expression as the analysis has it: what control flow decided is a numbered temporary, and what is not told apart is `…`.
  var lowered: String {
    switch kind {
    case .name(let name): return name
    case .number(let value): return value.map { String($0) } ?? "…"
    case .string: return "\"…\""
    case .call(let function, let arguments):
      return function.lowered + "(" + arguments.map(\.lowered).joined(separator: ", ") + ")"
    case .member(let base, let name, let arrow): return base.operand + (arrow ? "->" : ".") + name
    case .dereference(let inner): return "*" + inner.operand
    case .index(let base, let index): return base.operand + "[" + index.lowered + "]"
    case .addressOf(let inner): return "&" + inner.operand
    case .not(let inner): return "!" + inner.operand
    case .arithmetic(let inner): return "±" + inner.operand
    case .binary(let operation, let left, let right): return left.operand + " " + operation.text + " " + right.operand
    case .logical(let isAnd, let left, let right): return left.operand + (isAnd ? " && " : " || ") + right.operand
    case .conditional(let condition, let then, let otherwise):
      return condition.operand + " ? " + (then?.operand ?? "") + " : " + otherwise.operand
    case .assign(let operation, let target, let value):
      return target.operand + " " + (operation?.text ?? "") + "= " + value.operand
    case .cast(let type, let inner):
      return "(" + (type.words + [String(repeating: "*", count: type.stars)]).joined(separator: " ") + ")"
        + inner.operand
    case .constant: return "constant"
    case .comma(let first, let second): return first.operand + ", " + second.operand
    case .statements: return "({…})"
    case .initializer(let values): return "{" + values.map(\.lowered).joined(separator: ", ") + "}"
    case .temporary(let number): return "#\(number)"
    case .unknown: return "…"
    }
  }

  /// The expression as part of another one.
  private var operand: String {
    switch kind {
    case .binary, .logical, .conditional, .assign, .comma, .cast: "(" + lowered + ")"
    default: lowered
    }
  }
}

extension Expression.Operator {
  var text: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .remainder: "%"
    case .shift: "<<>>"
    case .and: "&"
    case .or: "|"
    case .xor: "^"
    }
  }
}
