import Diagnostics
import Facts
import SourceText

/// A kfunc with its body.
struct KfuncBody: Sendable {
  let entry: KfuncEntry
  let definition: KfuncDefinition
  let body: FunctionBody
  /// All entries of the function, in whatever sets.
  let entries: [KfuncEntry]

  /// Where findings about the function may be: its entries, its header, what the mistake is made to.
  var places: [SourceRange] { entries.map(\.fact.range) + [definition.fact.declaratorRange] }
  var subject: String { "\(entry.name) in \(definition.path)" }

  func has(_ flag: String) -> Bool { entries.contains { $0.has(flag) } }

  var isIterator: Bool { ["KF_ITER_NEW", "KF_ITER_NEXT", "KF_ITER_DESTROY"].contains(where: has) }

  /// The statement by which the function fails, or ends where it returns nothing.
  var failure: String {
    switch definition.fact.returnType.outer?.kind {
    case .void?: "return;"
    case .pointer?: "return NULL;"
    case .bool?: "return false;"
    default: "return -EINVAL;"
    }
  }

  var parameters: [KfuncParameter] {
    definition.parameters.enumerated().map {
      KfuncParameter(entry: entry, definition: definition, index: $0.offset, row: $0.element)
    }.filter { !$0.fact.name.isEmpty }
  }

  /// The edit that puts statements, one a line, behind the opening brace.
  func beginning(with statements: String...) -> Edit {
    .insert(statements.map { "\n\t" + $0 }.joined(), after: body.start)
  }

  /// The edits that take a flag out of every entry.
  func removing(_ flag: String) -> [Edit] {
    entries.filter { $0.has(flag) }.map { MutationOperator.removing(flag, from: $0) }
  }

  /// The edits that add a flag to every entry.
  func adding(_ flag: String) -> [Edit] {
    entries.filter { !$0.has(flag) }.map { MutationOperator.adding(flag, to: $0) }
  }
}

extension KernelUnderTest {
  /// Every kfunc whose body is written out, in the order of their names.
  var bodies: [KfuncBody] {
    let entries = Dictionary(grouping: kfuncEntries.filter { $0.definition != nil }) { $0.definition?.row ?? -1 }
    return kfuncs.compactMap { entry, definition in
      guard let body = body(of: definition.fact) else { return nil }
      return KfuncBody(entry: entry, definition: definition, body: body, entries: entries[definition.row] ?? [entry])
    }
  }

  /// The kfuncs that the verifier does not treat by name.
  var plainBodies: [KfuncBody] { bodies.filter { !isSpecial($0.definition) } }

  /// The body of a function, nil where a macro generates it.
  func body(of function: FunctionFact) -> FunctionBody? {
    guard function.bodyStart != nil else { return nil }
    let file = tokens.file(function.range.path) { bytes(of: function.range.path) }
    return file.functions.first { file.stream.tokens[$0.nameIndex].span == function.nameRange.bytes }
      .map { FunctionBody(file: file, function: $0) }
  }

  /// The functions of the same file that a body calls, with the calls.
  func callees(of body: FunctionBody) -> [(call: FunctionBody.Call, callee: FunctionBody)] {
    body.calls.compactMap { call in
      body.file.functions.first { $0.name == call.name }.map { (call, FunctionBody(file: body.file, function: $0)) }
    }
  }

  /// Whether the unmodified kernel has the mistake already, so that another one of the kind would be no news.
  func isReported(_ rule: RuleID, at places: [SourceRange]) -> Bool {
    findings.contains { finding in finding.rule == rule && places.contains { $0.overlaps(finding.range) } }
  }

  /// What programs get from the function of an entry; nil when unknown.
  func returnKind(of entry: KfuncEntry) -> String? {
    if case .string(let kind) = model.value("returnKind", of: "entry", row: entry.row) { kind } else { nil }
  }

  /// Whether a function returns a pointer that programs may follow.
  func returnsObject(_ kfunc: KfuncBody) -> Bool {
    ["memory", "reference", "trusted", "rcu", "untrusted"].contains(returnKind(of: kfunc.entry) ?? "")
  }

  /// Whether other code of the kernel may call a kfunc too, for which other promises hold.
  func hasOtherCallers(_ kfunc: KfuncBody) -> Bool {
    !isFalse("isReferenced", of: "definition", kfunc.definition.row)
      || !isFalse("isNamedElsewhere", of: "definition", kfunc.definition.row)
  }
}
