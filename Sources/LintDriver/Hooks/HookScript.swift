/// The shell script that git starts: it runs the hook that was there before, then this program.
///
/// All that can go wrong with the script ends in a sentence and exit code 0: a program that was moved away must not keep anybody from
/// committing.
struct HookScript: Hashable {
  let hook: GitHook
  /// The absolute path of the program.
  let program: String

  /// What the name of the hook that was there before ends in.
  static let savedSuffix = ".before-kfunclint"

  init(hook: GitHook, program: String) {
    self.hook = hook
    self.program = program
  }

  /// Reads a script; nil when it is not one that this type has written, to the byte.
  init?(_ text: String, hook: GitHook) {
    let prefix = "program='"
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(prefix) }), line.hasSuffix("'") else {
      return nil
    }
    let quoted = String(line.dropFirst(prefix.count).dropLast())
    self.init(hook: hook, program: quoted.replacing(Self.quote, with: "'"))
    guard self.text == text else { return nil }
  }

  /// Tells whether a text calls itself a script of this program, edited or not.
  static func claims(_ text: String) -> Bool { text.contains("\n" + mark) }

  private static let mark = "# Written by 'kfunclint hook install'"
  /// A quote inside of single quotes.
  private static let quote = "'\\''"

  /// The script, which needs nothing but a POSIX shell.
  var text: String {
    """
    #!/bin/sh
    \(Self.mark); 'kfunclint hook uninstall' takes it away again.
    program='\(program.replacing("'", with: Self.quote))'
    before="$(dirname "$0")/\(hook.rawValue)\(Self.savedSuffix)"
    \(hook == .prePush ? Self.twiceReadInput : Self.noInput)
    [ -x "$program" ] || program=$(command -v kfunclint)
    if [ -z "$program" ]; then
    \techo "kfunclint: note: the program is gone, so '$0' checks nothing; install it again or remove the hook" >&2
    \texit 0
    fi
    \(hook == .prePush ? "input | " : "")"$program" hook run \(hook.rawValue) "$@"

    """
  }

  private static let noInput = """
    [ ! -x "$before" ] || "$before" "$@" || exit
    """

  /// Git tells on standard input what is pushed, and both hooks want to know.
  private static let twiceReadInput = """
    refs=$(cat)
    input() { [ -z "$refs" ] || printf '%s\\n' "$refs"; }
    [ ! -x "$before" ] || input | "$before" "$@" || exit
    """
}
