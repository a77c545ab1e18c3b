import BooleanLogic

/// The conditional directives of a file and the condition under which each byte is compiled.
///
/// Computed from the text, not from the branch that a parse took. Include guards drop out.
public struct ConditionalStructure: Sendable {
  /// One `#if` .. `#endif` with its branches.
  public struct Group: Sendable {
    public var branches: [Branch]
    /// Index of the group around it, nil at the outermost level, and of the branch there.
    public var parent: (group: Int, branch: Int)?
    /// `#ifndef X` around a whole header.
    public var isIncludeGuard: Bool
  }

  /// The lines between two directives of a group.
  public struct Branch: Sendable {
    /// The directive that opens the branch.
    public var directive: Directive
    /// The bytes between that directive and the next of the group.
    public var body: Range<Int>
    /// The condition of this branch within the group: its own expression and none of those before it.
    public var condition: Formula
  }

  public private(set) var groups: [Group] = []
  /// Directives without a partner: the file is unbalanced, and conditions behind them are not reliable.
  public private(set) var unmatched: [Directive] = []
  public let directives: [Directive]

  /// Reads the structure. O(n log n).
  public init(_ stream: TokenStream) {
    directives = stream.directives()
    var open: [(group: Int, previous: [Formula])] = []
    for directive in directives {
      switch directive.kind {
      case .if, .ifdef, .ifndef:
        let own = ConditionalStructure.expression(of: directive, in: stream)
        let parent = open.last.map { (group: $0.group, branch: groups[$0.group].branches.count - 1) }
        groups.append(
          Group(
            branches: [
              Branch(directive: directive, body: directive.span.upperBound..<stream.file.bytes.count, condition: own)
            ],
            parent: parent, isIncludeGuard: false))
        open.append((groups.count - 1, [own]))
      case .elif, .elifdef, .elifndef, .else:
        guard let current = open.last else {
          unmatched.append(directive)
          continue
        }
        close(current.group, at: directive.span.lowerBound)
        let own = directive.kind == .else ? .always : ConditionalStructure.expression(of: directive, in: stream)
        let condition = Formula.and(of: current.previous.map { Formula.not(of: $0) } + [own])
        groups[current.group].branches.append(
          Branch(directive: directive, body: directive.span.upperBound..<stream.file.bytes.count, condition: condition))
        open[open.count - 1].previous.append(own)
      case .endif:
        guard let current = open.popLast() else {
          unmatched.append(directive)
          continue
        }
        close(current.group, at: directive.span.lowerBound)
        if isGuard(current.group, endif: directive, in: stream) { groups[current.group].isIncludeGuard = true }
      case .define, .undef, .include, .other: break
      }
    }
    unmatched += open.compactMap { groups[$0.group].branches.first?.directive }
  }

  /// Returns the condition under which a byte is compiled. O(groups).
  public func condition(at offset: Int) -> Formula {
    var parts: [Formula] = []
    for group in groups where !group.isIncludeGuard {
      if let branch = group.branches.first(where: { $0.body.contains(offset) }) { parts.append(branch.condition) }
    }
    return Formula.and(of: parts)
  }

  private static func expression(of directive: Directive, in stream: TokenStream) -> Formula {
    switch directive.kind {
    case .ifdef, .elifdef:
      directive.operands.first.map { ConditionReader.defined(stream.text($0)) } ?? .atom(.opaque("#ifdef"))
    case .ifndef, .elifndef:
      directive.operands.first.map { Formula.not(of: ConditionReader.defined(stream.text($0))) }
        ?? .atom(.opaque("#ifndef"))
    default: ConditionReader.formula(of: directive.operands, in: stream)
    }
  }

  private mutating func close(_ group: Int, at offset: Int) {
    let last = groups[group].branches.count - 1
    let start = groups[group].branches[last].body.lowerBound
    groups[group].branches[last].body = start..<max(start, offset)
  }

  /// `#ifndef X`, `#define X`, ..., `#endif` with nothing outside.
  private func isGuard(_ index: Int, endif: Directive, in stream: TokenStream) -> Bool {
    let group = groups[index]
    guard group.parent == nil, group.branches.count == 1, let first = group.branches.first,
      first.directive.kind == .ifndef, let symbol = first.directive.operands.first,
      stream.firstToken(at: 0) == stream.firstToken(at: first.directive.span.lowerBound),
      stream.firstToken(at: endif.span.upperBound) == stream.tokens.count
    else { return false }
    guard let next = directives.first(where: { $0.span.lowerBound > first.directive.span.lowerBound }),
      next.kind == .define, let defined = next.operands.first
    else { return false }
    return stream.text(symbol) == stream.text(defined)
  }
}
