extension Formula {
  /// The formula as code sees it that is compiled into the kernel itself, or as part of a module: what `MODULE` and
  /// `IS_REACHABLE` are is settled.
  public func seen(inModule isModule: Bool) -> Formula {
    switch self {
    case .atom(.modularCode): return .constant(isModule)
    case .atom(.reachable(let name)): return .atom(isModule ? .enabled(name) : .builtIn(name))
    case .constant, .atom: return self
    case .not(let inner): return .not(of: inner.seen(inModule: isModule))
    case .and(let parts): return .and(of: parts.map { $0.seen(inModule: isModule) })
    case .or(let parts): return .or(of: parts.map { $0.seen(inModule: isModule) })
    }
  }
}
