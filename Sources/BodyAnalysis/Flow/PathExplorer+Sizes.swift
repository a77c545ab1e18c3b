extension PathExplorer {
  // MARK: Extents

  /// An element of memory is accessed whose index was compared with another parameter.
  mutating func noteExtent(
    of array: Value, _ base: Expression, counting index: Value, _ state: PathState, _ tokens: Range<Int>
  ) {
    guard case .symbol(let number) = index, let bound = state[number].upperBy, let type = pointerType(base) else {
      return
    }
    noteExtent(of: array, .symbol(bound), inBytes: type.pointsToBytes, state, tokens)
  }

  /// As much of the memory of a parameter is accessed as another parameter says, which nothing bounds.
  mutating func noteExtent(
    of memory: Value, _ size: Value, inBytes: Bool, _ state: PathState, _ tokens: Range<Int>,
    through steps: [FunctionSummary.Step]? = nil
  ) {
    guard case .symbol(let pointer) = memory, case .parameter(let number) = symbols.origins[pointer],
      parameters[number].type.isPointer, case .symbol(let amount) = size,
      case .parameter(let other) = symbols.origins[amount], !parameters[other].type.isPointer,
      !state[amount].hasUpper, !state[amount].isVague, summary.parameters[number]?.extent == nil
    else { return }
    summary.parameters[number, default: .init()].extent = (steps ?? path(to: tokens), other, inBytes)
  }

  private func pointerType(_ expression: Expression) -> TypeName? {
    let type: TypeName?
    switch expression.kind {
    case .name(let name): type = localTypes[name] ?? parameters.first { $0.name == name }?.type
    case .cast(let target, _): type = target
    default: type = nil
    }
    return type?.stars == 1 ? type : nil
  }

  // MARK: Views

  /// Memory of a parameter is accessed as a struct before anything has looked at its size.
  mutating func noteView(
    of number: Int, _ state: PathState, _ steps: [FunctionSummary.Step], as seen: String? = nil
  ) {
    let size = state[symbols.symbolNumber(.parameter(number + 1)) ?? -1]
    guard summary.parameters[number]?.viewed == nil, !size.hasLower, !size.isVague,
      let tag = seen ?? views[number] ?? parameters[number].type.tag
    else { return }
    summary.parameters[number, default: .init()].viewed = (steps, tag)
  }

  /// A callee accesses its parameter as a struct and has not looked at the parameter behind it. Where it gets the size elsewhere, nobody
  /// knows what it does with it.
  mutating func noteView(
    of value: Value, _ viewed: (steps: [FunctionSummary.Step], tag: String), asArgument index: Int, of values: [Value],
    _ state: PathState, through here: FunctionSummary.Step
  ) {
    guard case .symbol(let pointer) = value, case .parameter(let number) = symbols.origins[pointer] else { return }
    if let size = sizeSymbol(of: number), values.contains(size) {
      guard values.indices.contains(index + 1), values[index + 1] == size else { return }
    }
    noteView(of: number, state, [here] + viewed.steps, as: viewed.tag)
  }

  /// Whether an access goes by the parameter behind a pointer, or by something that was computed: only a fixed size asks for a whole
  /// struct.
  func isMeasured(_ size: Value?, of memory: Value, _ arguments: [Expression], _ place: Int?) -> Bool {
    if case .symbol(let pointer) = memory, case .parameter(let number) = symbols.origins[pointer], size != nil,
      size == sizeSymbol(of: number)
    {
      return true
    }
    guard let place, arguments.indices.contains(place) else { return false }
    switch arguments[place].kind {
    case .constant, .number: return false
    default: return true
    }
  }

  private func sizeSymbol(of number: Int) -> Value? { symbols.symbolNumber(.parameter(number + 1)).map { .symbol($0) } }

  // MARK: Sums

  /// The sum of parameters and numbers, as one that can be recognised; unknown for others. A cast changes the width of the addition.
  mutating func sum(of left: (Expression, Value), _ right: (Expression, Value)) -> Value {
    let operands = [left, right]
    guard operands.allSatisfy({ isSummand($0.0, $0.1) }), operands.contains(where: { parameterNumber($0.1) != nil })
    else { return .unknown }
    return .symbol(symbols.symbol(.sum(left.1, right.1)))
  }

  private func isSummand(_ expression: Expression, _ value: Value) -> Bool {
    if case .cast = expression.kind { return false }
    if case .integer = value { return true }
    return parameterNumber(value) != nil
  }

  /// The parameter that a value is, if it is a number.
  private func parameterNumber(_ value: Value) -> Int? {
    guard case .symbol(let symbol) = value, case .parameter(let number) = symbols.origins[symbol],
      !parameters[number].type.isPointer
    else { return nil }
    return number
  }

  /// A sum is compared: with one of its operands, which finds out whether it has wrapped, or with something else.
  mutating func noteSum(
    _ value: Value, comparedWith other: Value, _ state: PathState, _ tokens: Range<Int>
  ) {
    guard case .symbol(let sum) = value, case .sum(let first, let second) = symbols.origins[sum] else { return }
    if other == first || other == second {
      testedSums.insert(sum)
      return
    }
    guard sums[sum] == nil, let width = width(ofSum: first, second) else { return }
    let isOpen = [first, second].contains { operand in
      guard case .symbol(let symbol) = operand, let number = parameterNumber(operand) else { return false }
      return parameters[number].type.unsignedWidth == width && !state[symbol].hasUpper && !state[symbol].isVague
    }
    if isOpen { sums[sum] = path(to: tokens) }
  }

  /// The bits of an addition of numbers without a sign; nil where the types are not known or have one.
  private func width(ofSum first: Value, _ second: Value) -> Int? {
    var width = 0
    for operand in [first, second] {
      if case .integer = operand { continue }
      guard let number = parameterNumber(operand), let bits = parameters[number].type.unsignedWidth else { return nil }
      width = max(width, bits)
    }
    return width
  }

  /// Enters the sums that nothing keeps from wrapping: neither they nor the operand are compared with what would tell.
  mutating func addWrappingSums() {
    for (sum, steps) in sums.sorted(by: { $0.key < $1.key }) where !testedSums.contains(sum) {
      guard case .sum(let first, let second) = symbols.origins[sum], let width = width(ofSum: first, second) else {
        continue
      }
      for number in [first, second].compactMap({ parameterNumber($0) })
      where parameters[number].type.unsignedWidth == width && !bounded.contains(number) {
        if summary.parameters[number]?.wrapping == nil {
          summary.parameters[number, default: .init()].wrapping = steps
        }
      }
    }
  }
}

extension TypeName {
  private static let byteWords: Set<String> = ["u8", "__u8", "s8", "__s8", "char", "uint8_t", "int8_t", "bool", "void"]

  /// Whether a pointer of the type goes on byte by byte.
  var pointsToBytes: Bool { words.contains { TypeName.byteWords.contains($0) } }

  /// The bits of an integer type without a sign that arithmetic does not widen; nil for others.
  var unsignedWidth: Int? {
    guard stars == 0 else { return nil }
    switch words {
    case ["u32"], ["__u32"], ["uint32_t"], ["uint"], ["unsigned"], ["unsigned", "int"]: return 32
    case ["u64"], ["__u64"], ["uint64_t"], ["size_t"], ["ulong"], ["unsigned", "long"], ["unsigned", "long", "long"]:
      return 64
    default: return nil
    }
  }
}
