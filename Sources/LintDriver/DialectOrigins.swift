import Dialect

/// Says where the parts of a dialect come from.
enum DialectOrigins {
  /// One line for each part, in the order of the parts' declaration.
  static func lines(of dialect: Dialect) -> [String] {
    Dialect.Part.allCases.compactMap { part in
      dialect.provenance[part].map { "\(name(of: part)): \(text($0))" }
    }
  }

  /// The parts that a tree's files should have given and did not, each with the reason.
  static func fallbacks(of dialect: Dialect) -> [String] {
    Dialect.Part.allCases.compactMap { part in
      guard case .fallback(let version, let reason) = dialect.provenance[part] else { return nil }
      return "\(name(of: part)) are those of \(version): \(reason)"
    }
  }

  private static func name(of part: Dialect.Part) -> String {
    switch part {
    case .flags: "flags"
    case .suffixes: "suffixes"
    case .setMacros: "set macros"
    case .definitionMacros: "definition macros"
    case .safeTypeMacros: "safe type macros"
    case .hooks: "hooks"
    case .limits: "limits"
    case .semantics: "semantics"
    }
  }

  private static func text(_ origin: Dialect.Origin) -> String {
    switch origin {
    case .tree(let files): "from \(files.joined(separator: ", "))"
    case .vocabulary(let version): "as known of \(version)"
    case .fallback(let version, let reason): "as known of \(version), since \(reason)"
    }
  }
}
