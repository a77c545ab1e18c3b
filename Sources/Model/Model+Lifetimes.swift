import Facts

extension Model {
  /// The verifier's list of types whose objects stay in memory as long as an RCU read section (`kernel/bpf/verifier.c`).
  private static let protectedTypes = "rcu_protected_types"

  /// The struct that a body takes a parameter for and that does not fit into what the parameter points to; nil where sizes are not known.
  func largerView(ofParameter row: Int) -> (tag: String, size: Int)? {
    guard let views = use(ofParameter: row)?.fact.views, let pointee = parameters[row].fact.type.pointee,
      pointee.kind == .structure, let size = pointee.size
    else { return nil }
    let path = definitions[parameters[row].definition].path
    func seen(_ tag: String) -> StructFact? { structs[tag]?.first { $0.path == path }?.fact }
    for tag in views {
      guard let view = seen(tag), let viewSize = view.size else { continue }
      if viewSize > size { return (tag, viewSize) }
      if let alignment = view.alignment, let own = seen(pointee.name)?.alignment, alignment > own {
        return (tag, viewSize)
      }
    }
    return nil
  }

  /// What lets programs hold the struct that a parameter points to under RCU only, in the order of entries.
  func sharers(ofParameter row: Int) -> [Int] {
    guard let pointee = parameters[row].fact.type.pointee, pointee.kind == .structure, !pointee.name.isEmpty else {
      return []
    }
    return entries.indices.filter { index in
      let entry = entries[index]
      if sets[entry.set].fact.name == Model.protectedTypes {
        return entry.fact.prefix == "struct" && entry.fact.name == pointee.name
      }
      guard entry.kfunc != nil, entry.fact.flags.contains(where: { $0.name == "KF_RCU" }),
        let definition = entry.definitions.first
      else { return false }
      return definitions[definition].fact.parameters.contains { $0.type.pointee?.name == pointee.name }
    }
  }

  /// The first KF_RELEASE kfunc of a destructor's type that drops something else than the destructor; `unknown` where that is not
  /// known of one of them.
  func unlikeRelease(ofDestructor row: Int) -> (entry: Int?, isKnown: Bool) {
    guard let type = objectTypes.first(where: { $0.name == destructors[row].fact.typeName }), !type.releases.isEmpty
    else { return (nil, true) }
    guard let own = drop(ofDestructor: row) else { return (nil, false) }
    var first: Int?
    var isKnown = true
    for entry in type.releases {
      let other = entries[entry].definitions.first.flatMap { drop(of: $0, taking: type.name) }
      switch other.map({ Model.areDifferent(own.fact, $0.fact) }) ?? .unknown {
      case .yes: first = first ?? entry
      case .no: return (nil, true)
      case .unknown: isKnown = false
      }
    }
    return isKnown ? (first, true) : (nil, false)
  }

  /// What a destructor does with its argument, nil where it drops nothing that is known.
  func drop(ofDestructor row: Int) -> (fact: BodyFact.Parameter, steps: BodyStepRows.Parameter)? {
    destructors[row].definitions.first.flatMap { drop(of: $0, taking: nil) }
  }

  /// What a function does with its first parameter, or with the one that points to a struct.
  func drop(of definition: Int, taking tag: String?) -> (fact: BodyFact.Parameter, steps: BodyStepRows.Parameter)? {
    guard body(definition)?.gaps.isEmpty == true,
      let parameter = definitions[definition].parameters.first(where: {
        tag == nil || parameters[$0].fact.type.pointee?.name == tag
      }),
      let use = use(ofParameter: parameter), use.fact.dropped != nil
    else { return nil }
    return use
  }

  /// Whether two functions certainly drop different things: one frees an object whose references the other counts, or they count in
  /// different places. Functions with names of their own may well do the same.
  private static func areDifferent(_ left: BodyFact.Parameter, _ right: BodyFact.Parameter) -> TriState {
    guard let first = left.dropPlace, let second = right.dropPlace else { return .unknown }
    if first == second { return .no }
    let kinds = [left.dropping, right.dropping]
    let isWhole = !first.contains(" ") && !second.contains(" ")
    if kinds.contains("count"), kinds.contains("immediate") || (kinds.contains("deferred") && isWhole) { return .yes }
    guard kinds == ["count", "count"] else { return kinds.contains("count") ? .unknown : .no }
    let sameFunction = first.split(separator: " ").first == second.split(separator: " ").first
    return sameFunction ? .yes : .unknown
  }
}
