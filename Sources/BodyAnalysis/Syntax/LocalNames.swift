/// The variables that a body declares.
enum LocalNames {
  static func names(in statements: [Statement]) -> Set<String> {
    var names = Set<String>()
    for statement in statements { collect(statement, &names) }
    return names
  }

  private static func collect(_ statement: Statement, _ names: inout Set<String>) {
    switch statement.kind {
    case .declaration(let declarators): names.formUnion(declarators.map(\.name))
    case .block(let inner): for statement in inner { collect(statement, &names) }
    case .if(_, let then, let otherwise):
      collect(then, &names)
      if let otherwise { collect(otherwise, &names) }
    case .while(_, let body), .doWhile(let body, _), .macroLoop(_, let body), .scopedGuard(_, let body),
      .switch(_, let body):
      collect(body, &names)
    case .for(let initial, _, _, let body):
      if let initial { collect(initial, &names) }
      collect(body, &names)
    case .expression, .label, .named, .goto, .return, .break, .continue, .empty, .unknown: break
    }
  }
}
