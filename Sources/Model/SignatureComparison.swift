import Dialect
import Facts

/// What is different between two prototypes for the programs that call them.
///
/// Names of parameters, typedefs, `const` and the spelling of integers of one size are no differences: neither libbpf
/// (`bpf_core_types_are_compat`) nor the verifier looks at them. The ending of a name is one where it means something, and only if the
/// name changed: what another release makes of the same ending is a difference of the releases.
struct SignatureComparison {
  private let old: Signature
  private let new: Signature
  private let oldDialect: Dialect
  private let newDialect: Dialect

  init(old: Signature, new: Signature, in oldDialect: Dialect, _ newDialect: Dialect) {
    self.old = old
    self.new = new
    self.oldDialect = oldDialect
    self.newDialect = newDialect
  }

  /// One clause for each difference; unknown where a type is.
  var differences: Learned<[String]> {
    var found: [String] = []
    switch TypeDifference.between(old.returnType, new.returnType) {
    case .yes: found.append("it returns '\(new.returnType.btf)' instead of '\(old.returnType.btf)'")
    case .no: break
    case .unknown: return .unknown("what '\(new.name)' returns is not known")
    }
    if old.parameters.count != new.parameters.count {
      found.append("it takes \(Self.count(new.parameters.count)) instead of \(old.parameters.count)")
      return .known(found)
    }
    if let order = orderDifference { return .known(found + [order]) }
    for (index, (before, after)) in zip(old.parameters, new.parameters).enumerated() {
      switch TypeDifference.between(before.type, after.type) {
      case .yes:
        found.append("parameter \(index + 1) is '\(declaration(after))' instead of '\(declaration(before))'")
      case .unknown: return .unknown("the type of parameter \(index + 1) of '\(new.name)' is not known")
      case .no:
        if meaningDiffers(before.name, after.name) {
          found.append("parameter \(index + 1) is called '\(after.name)' instead of '\(before.name)'")
        }
      }
    }
    return .known(found)
  }

  private static func count(_ number: Int) -> String { "\(number) parameter\(number == 1 ? "" : "s")" }

  private func declaration(_ parameter: ParameterFact) -> String { parameter.type.declaring(parameter.name) }

  /// The same names in another order: values would land in the wrong parameter although the types may fit.
  private var orderDifference: String? {
    let (before, after) = (old.parameters.map(\.name), new.parameters.map(\.name))
    guard before != after, before.sorted() == after.sorted(), Set(after).count == after.count else { return nil }
    return "its parameters are in another order: \(after.joined(separator: ", "))"
  }

  /// Whether the verifier takes the names for different things in either release.
  private func meaningDiffers(_ before: String, _ after: String) -> Bool {
    guard before != after else { return false }
    return [oldDialect, newDialect].allSatisfy { meaning(of: before, $0) != meaning(of: after, $0) }
      && meaning(of: before, oldDialect) != meaning(of: after, newDialect)
  }

  private func meaning(of name: String, _ dialect: Dialect) -> String? {
    dialect.parameterNames.contains(name) ? name : dialect.suffix(ofParameter: name)?.text
  }
}
