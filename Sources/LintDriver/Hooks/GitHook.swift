/// The hooks of git that `kfunclint hook` takes care of (githooks(5)).
public enum GitHook: String, CaseIterable, Sendable {
  /// Before a commit; what the index brings is linted.
  case preCommit = "pre-commit"
  /// Before a push; the commits that no remote has are linted, one by one.
  case prePush = "pre-push"
  /// Before `git send-email` sends anything; the mails are linted as a series.
  case sendemailValidate = "sendemail-validate"

  /// What the hook keeps from happening when it finds something, and how to have it all the same.
  public var heldBack: String {
    switch self {
    case .preCommit: "the commit is held back; 'git commit --no-verify' makes it all the same"
    case .prePush: "the push is held back; 'git push --no-verify' pushes all the same"
    case .sendemailValidate: "no mail is sent; 'git send-email --no-validate' sends all the same"
    }
  }

  /// What goes on when the hook cannot do its work.
  public var goesOn: String {
    switch self {
    case .preCommit: "the commit is made without this check"
    case .prePush: "the push is made without this check"
    case .sendemailValidate: "the mails are sent without this check"
    }
  }
}
