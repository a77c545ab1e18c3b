import Diagnostics
import Facts

extension MutationOperator {
  /// Arguments that may be NULL, numbers out of range, or pointers that nobody checked, and are used as they come.
  static let bodyArguments: [MutationOperator] = [
    using("null-test-dropped", rule: "param-mem-null-unchecked") { kernel, kfunc, parameter in
      guard kernel.isTrue("acceptsNull", of: "parameter", parameter.row), isPlainMemory(kernel, parameter) else {
        return []
      }
      return handed(parameter.fact.name, kernel, kfunc).flatMap { body, name in
        body.accesses(name) ? nullTests(of: name, in: body).map { [.replace(body.range($0), "false")] } : []
      }
    },
    using("never-null-says-nullable", rule: "param-nullable-unchecked", consequences: nameConsequences) {
      kernel, kfunc, parameter in
      guard kernel.dialect.hasSuffix("__nullable"), isBare(kernel, parameter), !kfunc.has("KF_RELEASE"),
        kfunc.body.accesses(parameter.fact.name), nullTests(of: parameter.fact.name, in: kfunc.body).isEmpty
      else { return [] }
      return [kernel.renaming(parameter, to: parameter.fact.name + "__nullable")]
    },
    using("nullable-accessed", rule: "param-nullable-unchecked") { _, kfunc, parameter in
      guard suffix(of: parameter.fact.name, among: ["__nullable", "__opt"]) != nil else { return [] }
      return [[kfunc.beginning(with: access(parameter))]]
    },
    using("null-tested-where-never-null", rule: "param-nullcheck-without-nullable") { kernel, kfunc, parameter in
      guard kernel.isAtLeast(6, 3), kernel.kind(ofParameter: parameter.row) == "pointer", !kfunc.isIterator,
        kernel.isFalse("acceptsNull", of: "parameter", parameter.row), !kernel.hasOtherCallers(kfunc),
        kfunc.entries.allSatisfy({ ($0.has("KF_TRUSTED_ARGS") || $0.has("KF_RCU")) && !$0.has("KF_RELEASE") })
      else { return [] }
      return [[kfunc.beginning(with: "if (!\(parameter.fact.name))", "\t" + kfunc.failure)]]
    },
    using(
      "trust-dropped", rule: "param-obj-untrusted-deref",
      consequences: [
        "param-mem-null-unchecked", "flag-differs-between-sets", "flag-acquire-rcu-ret-null",
        "body-ret-null-impossible", "param-forgeable-object",
      ]
    ) { kernel, kfunc, parameter in
      guard kfunc.has("KF_TRUSTED_ARGS") || kfunc.has("KF_RCU"), !kfunc.has("KF_RELEASE"),
        kernel.isTrue("isObject", of: "parameter", parameter.row),
        kernel.isFalse("isMemory", of: "parameter", parameter.row), isBare(kernel, parameter),
        kfunc.body.accesses(parameter.fact.name)
      else { return [] }
      return [kfunc.removing("KF_TRUSTED_ARGS") + kfunc.removing("KF_RCU")]
    },
    using("ignored-accessed", rule: "param-ign-dereferenced") { kernel, kfunc, parameter in
      guard kernel.kind(ofParameter: parameter.row) == "ignored", parameter.fact.type.pointee != nil else { return [] }
      return [[kfunc.beginning(with: access(parameter))]]
    },
    using(
      "accessed-says-ignored", rule: "param-ign-dereferenced",
      consequences: nameConsequences.union(lostObject).union(["param-size-without-pointer"])
    ) { kernel, kfunc, parameter in
      guard kernel.dialect.hasSuffix("__ign"), isBare(kernel, parameter), kfunc.body.accesses(parameter.fact.name)
      else { return [] }
      return [kernel.renaming(parameter, to: parameter.fact.name + "__ign")]
    },
    using("range-test-dropped", rule: "body-scalar-index-unchecked", consequences: ["body-ret-null-impossible"]) {
      kernel, kfunc, parameter in
      guard kernel.kind(ofParameter: parameter.row) == "scalar" else { return [] }
      let name = parameter.fact.name
      let body = kfunc.body
      guard let use = body.firstIndexing(by: name, kernel) else { return [] }
      return body.tests.compactMap { test in
        guard body.mentions(name, in: test.condition), test.tokens.lowerBound < use else { return nil }
        // Either what fails is left, or what holds goes on inside.
        if body.leaves(test.then), test.otherwise == nil { return [.replace(body.range(test.condition), "false")] }
        return test.then.contains(use) ? [.replace(body.range(test.condition), "true")] : nil
      }
    },
    using("index-of-any-size", rule: "body-scalar-index-unchecked") { kernel, kfunc, parameter in
      guard isNumber(kernel, parameter) else { return [] }
      return [[table(kernel, kfunc), kfunc.beginning(with: "kfunclint_table[\(parameter.fact.name)]++;")]]
    },
    using("index-without-lower-bound", rule: "body-scalar-index-unchecked") { kernel, kfunc, parameter in
      guard isNumber(kernel, parameter), ["int", "short", "long", "long long"].contains(parameter.fact.type.canonical)
      else { return [] }
      let name = parameter.fact.name
      return [[table(kernel, kfunc), kfunc.beginning(with: "if (\(name) < 16)", "\tkfunclint_table[\(name)]++;")]]
    },
    using("index-off-the-upper-bound", rule: "body-scalar-index-unchecked") { kernel, kfunc, parameter in
      guard isNumber(kernel, parameter) else { return [] }
      let name = parameter.fact.name
      return [[table(kernel, kfunc), kfunc.beginning(with: "if (\(name) > 0)", "\tkfunclint_table[\(name)]++;")]]
    },
  ]

  // MARK: Parts

  /// An operator on the parameters of kfuncs that the verifier does not treat by name. Left out are those that the unmodified kernel
  /// has the mistake in.
  static func using(
    _ kind: String, rule: RuleID, consequences: Set<RuleID> = [], alsoSpecial: Bool = false,
    _ edits: @escaping @Sendable (KernelUnderTest, KfuncBody, KfuncParameter) -> [[Edit]]
  ) -> MutationOperator {
    MutationOperator(kind) { kernel in
      (alsoSpecial ? kernel.bodies : kernel.plainBodies).flatMap { kfunc in
        kfunc.parameters.filter { !kernel.isReported(rule, at: [$0.fact.range]) }.flatMap { parameter in
          edits(kernel, kfunc, parameter).filter { !$0.isEmpty }.map {
            Mutant(
              kind: kind, subject: parameter.subject, rule: rule, consequences: consequences, edits: $0,
              places: [parameter.fact.range])
          }
        }
      }
    }
  }

  /// A statement that reads the first byte of what a parameter points to.
  private static func access(_ parameter: KfuncParameter) -> String {
    "READ_ONCE(*(const char *)\(parameter.fact.name));"
  }

  /// Whether a parameter is a pointer to anything, by a name without an ending, and the context of no program.
  static func isBare(_ kernel: KernelUnderTest, _ parameter: KfuncParameter) -> Bool {
    kernel.kind(ofParameter: parameter.row) == "pointer" && !parameter.fact.name.contains("__")
      && parameter.fact.type.pointee?.kind == .structure && kernel.isEmpty("contextFor", ofParameter: parameter.row)
      && kernel.isEmpty("noContextFor", ofParameter: parameter.row)
  }

  private static func isPlainMemory(_ kernel: KernelUnderTest, _ parameter: KfuncParameter) -> Bool {
    kernel.kind(ofParameter: parameter.row) == "pointer" && kernel.isTrue("isMemory", of: "parameter", parameter.row)
      && kernel.isEmpty("noContextFor", ofParameter: parameter.row)
      && suffix(of: parameter.fact.name, among: ["__nullable", "__opt"]) == nil
  }

  /// Whether a parameter is a number that is neither a size nor a constant.
  private static func isNumber(_ kernel: KernelUnderTest, _ parameter: KfuncParameter) -> Bool {
    kernel.kind(ofParameter: parameter.row) == "scalar" && parameter.fact.type.outer?.kind == .integer
      && !parameter.fact.name.contains("__") && kernel.isFalse("isTheConstant", of: "parameter", parameter.row)
  }

  private static func table(_ kernel: KernelUnderTest, _ kfunc: KfuncBody) -> Edit {
    .insert("static int kfunclint_table[16];\n\n", before: kernel.lines(of: kernel.documented(kfunc.definition)))
  }

  /// Where a body compares a variable with NULL by `!`.
  private static func nullTests(of name: String, in body: FunctionBody) -> [Range<Int>] {
    body.tests.flatMap { test in
      test.condition.filter { index in
        body.isToken(index, "!") && body.isVariable(index + 1, name)
          && !["->", ".", "["].contains(body.text(index + 2))
      }.map { $0..<$0 + 2 }
    }
  }

  /// The function itself and those of its file that get a parameter as it is, each with the name it has there.
  static func handed(
    _ name: String, _ kernel: KernelUnderTest, _ kfunc: KfuncBody
  ) -> [(body: FunctionBody, name: String)] {
    [(kfunc.body, name)]
      + kernel.callees(of: kfunc.body).compactMap { call, callee in
        guard let position = call.arguments.firstIndex(where: { kfunc.body.text($0) == name }),
          let inner = callee.parameterNames[position]
        else { return nil }
        return (callee, inner)
      }
  }
}

extension KernelUnderTest {
  /// Whether a list of a parameter is known to be empty.
  func isEmpty(_ field: String, ofParameter row: Int) -> Bool {
    if case .list(let elements, nil) = model.value(field, of: "parameter", row: row) { elements.isEmpty } else { false }
  }
}

extension FunctionBody {
  /// Whether a member of what a variable points to is accessed.
  func accesses(_ name: String) -> Bool { tokens.contains { isVariable($0, name) && isToken($0 + 1, "->") } }

  /// The names of the parameters by their position.
  var parameterNames: [Int: String] {
    let parameters = file.stream.arguments(open: function.openParenthesis, close: function.closeParenthesis)
    return Dictionary(
      uniqueKeysWithValues: parameters.enumerated().compactMap { position, tokens in
        tokens.last { file.stream.tokens[$0].kind == .identifier }.map { (position, text($0)) }
      })
  }

  /// The first token at which a number chooses an element: between brackets, or as the argument of a function that the kernel indexes
  /// an array by, itself or one of the same file that it is handed to.
  func firstIndexing(by name: String, _ kernel: KernelUnderTest, depth: Int = 0) -> Int? {
    let subscripts = tokens.filter { isVariable($0, name) && isToken($0 - 1, "[") && isToken($0 + 1, "]") }
    let known = calls.filter { call in
      (kernel.knowledge[call.name]?.indexes ?? []).contains { position in
        call.arguments.indices.contains(position) && text(call.arguments[position]) == name
      }
    }
    let handed =
      depth > 1
      ? []
      : kernel.callees(of: self).filter { call, callee in
        guard let position = call.arguments.firstIndex(where: { text($0) == name }),
          let inner = callee.parameterNames[position],
          callee.tests.allSatisfy({ !callee.mentions(inner, in: $0.condition) })
        else { return false }
        return callee.firstIndexing(by: inner, kernel, depth: depth + 1) != nil
      }
    return (subscripts + known.map(\.tokens.lowerBound) + handed.map(\.call.tokens.lowerBound)).min()
  }
}
