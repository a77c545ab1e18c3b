/// The values of `--color`.
public enum ColorMode: String, CaseIterable, Sendable {
  case auto, always, never
}

/// Decides whether text output is coloured; the reporters are only told the decision.
public enum ColorPolicy {
  /// Returns true for `always`, false for `never`, and for `auto` whether output goes to a terminal that can show
  /// colours and the user has not asked for none.
  ///
  /// An explicit `--color` outranks the environment. `NO_COLOR` counts when it is not empty (no-color.org).
  public static func usesColor(_ mode: ColorMode, isTerminal: Bool, environment: [String: String]) -> Bool {
    switch mode {
    case .always: return true
    case .never: return false
    case .auto:
      if let refusal = environment["NO_COLOR"], !refusal.isEmpty { return false }
      return isTerminal && environment["TERM"] != "dumb"
    }
  }
}
