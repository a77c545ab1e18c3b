import Facts

/// What programs see of a kfunc's prototype.
struct Signature {
  var name: String
  var returnType: TypeFact
  var parameters: [ParameterFact]

  /// Returns the prototype of a kfunc, if all definitions that can be meant agree about it.
  static func of(kfunc row: Int, in model: Model) -> Learned<Signature> {
    let kfunc = model.kfuncs[row]
    let definitions = Set(kfunc.entries.flatMap { model.entries[$0].definitions }).sorted()
    guard let first = definitions.first else { return .unknown("no definition of '\(kfunc.name)' is known") }
    if let unreliable = definitions.first(where: { !model.definitions[$0].isReliable }) {
      return .unknown("'\(model.definitions[unreliable].path)' could not be analysed completely")
    }
    let signatures = definitions.map { signature(of: $0, in: model) }
    for other in signatures.dropFirst() {
      let comparison = SignatureComparison(old: signatures[0], new: other, in: model.dialect, model.dialect)
      guard comparison.differences.value == [] else {
        return .unknown("'\(kfunc.name)' has several definitions with different prototypes")
      }
    }
    return .known(signature(of: first, in: model))
  }

  /// What the verifier passes to KF_IMPLICIT_ARGS kfuncs (`tools/bpf/resolve_btfids/main.c`).
  private static let implicitTypes: Set<String> = ["bpf_prog_aux", "btf_struct_meta"]

  /// Trailing parameters that the verifier fills in are not for programs.
  private static func signature(of definition: Int, in model: Model) -> Signature {
    let row = model.definitions[definition]
    var parameters = row.parameters
    if row.entries.contains(where: { model.flagNames(ofEntry: $0).contains("KF_IMPLICIT_ARGS") }) {
      while let last = parameters.last, let pointee = model.parameters[last].fact.type.pointee,
        implicitTypes.contains(pointee.name)
      {
        parameters.removeLast()
      }
    }
    return Signature(
      name: row.fact.name, returnType: row.fact.returnType, parameters: parameters.map { model.parameters[$0].fact })
  }

  /// As C writes it, with types as BTF has them.
  var text: String {
    let list = parameters.map { $0.type.declaring($0.name) }
    return returnType.declaring(name) + "("
      + (list.isEmpty ? "void" : list.joined(separator: ", ")) + ")"
  }
}
