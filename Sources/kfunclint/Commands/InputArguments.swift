import ArgumentParser

/// What a command analyses.
struct InputArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      """
      C files, directories or a kernel tree. Default: the tree around the current directory. After '--', arguments of the \
      compiler; then no other context is searched for.
      """, valueName: "path"), completion: .file())
  var words: [String] = []

  /// The parser takes at most one list of positional arguments and puts what stands behind `--` at its end.
  private var terminated: Int {
    guard let terminator = CommandLine.arguments.firstIndex(of: "--") else { return 0 }
    return CommandLine.arguments.count - terminator - 1
  }

  var paths: [String] { words.dropLast(terminated) }

  /// The compiler's arguments; nil without `--`. With nothing behind it they are none, which is not the same.
  var clangArguments: [String]? { CommandLine.arguments.contains("--") ? words.suffix(terminated) : nil }
}
