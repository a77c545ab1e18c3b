/// Why an input is not read as a patch at all.
public enum PatchInputError: Error, Hashable, Sendable {
  case tooLarge(limit: Int)
  case tooManyLines(limit: Int)
  case tooManyMessages(limit: Int)
  /// Compressed by the named program.
  case compressed(program: String)
  case utf16
  /// There is no diff in it.
  case noPatch

  /// What is wrong, without a full stop.
  public var message: String {
    switch self {
    case .tooLarge(let limit): "it is larger than \(limit >> 20) MiB"
    case .tooManyLines(let limit): "it has more than \(limit) lines"
    case .tooManyMessages(let limit): "it has more than \(limit) mails"
    case .compressed(let program): "it is compressed with \(program)"
    case .utf16: "its text is UTF-16"
    case .noPatch: "there is no diff in it"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .tooLarge, .tooManyLines, .tooManyMessages: "lint commits with --range A..B, or split it"
    case .compressed(let program): "decompress it with '\(program) -d' first"
    case .utf16: "write it with 'git format-patch', since the shell's '>' may recode the output"
    case .noPatch: "give a diff, the output of 'git format-patch' or 'git show', a mail, or a mailbox"
    }
  }
}
