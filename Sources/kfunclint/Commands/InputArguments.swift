import ArgumentParser

/// What a command analyses.
struct InputArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("C files, directories or a kernel tree. Default: the tree around the current directory.", valueName: "path"))
  var paths: [String] = []

  @Argument(parsing: .postTerminator, help: ArgumentHelp("Compiler arguments; then no other context is searched for.", valueName: "clang-args"))
  var clangArguments: [String] = []
}
