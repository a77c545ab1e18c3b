/// Which change is linted.
public enum ChangeRequest: Sendable {
  /// The text of a patch, mail, series or mailbox, and what messages call it.
  case patch([UInt8], name: String)
  /// Commits `A..B`, one by one.
  case range(String)
  case commit(String)
  /// Commits that lead to the tips and that neither a remote-tracking branch nor one of the known commits has, one by one.
  case unpublished(tips: [String], known: [String])
  /// What the index has over HEAD.
  case staged

  /// The option that asks for it.
  var option: String {
    switch self {
    case .patch: "--patch"
    case .range: "--range"
    case .commit: "--commit"
    case .unpublished: "a push"
    case .staged: "--staged"
    }
  }
}
