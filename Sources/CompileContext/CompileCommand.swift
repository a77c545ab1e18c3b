/// How one candidate file is parsed.
public struct CompileCommand: Codable, Hashable, Sendable {
  /// The absolute path of the file to hand to clang: the candidate, or the file that includes it.
  public var mainFile: String
  /// The absolute path of the file whose facts are wanted.
  public var candidate: String
  /// Complete clang arguments after the allow-list, without the input file: `-x c`, `-w` and `-ferror-limit=0`
  /// included. The same for all commands of a group.
  public var arguments: [String]
  /// The headers that Kbuild puts before everything with `-include`. A precompiled header replaces them.
  public var prefixIncludes: [String]
  /// Arguments of this file's directory or object (`-I`, `-DMODULE`), which go last.
  public var localArguments: [String]
  /// Equal for commands that may share a precompiled header: same arguments, prefix includes and virtual files.
  /// Sixteen hexadecimal digits, fit for a file name.
  public var group: String
  /// For reports, such as `bare tree` or `bare tree, through kernel/sched/build_policy.c`.
  public var context: String

  public init(
    mainFile: String, candidate: String, arguments: [String], prefixIncludes: [String], localArguments: [String],
    group: String, context: String
  ) {
    self.mainFile = mainFile
    self.candidate = candidate
    self.arguments = arguments
    self.prefixIncludes = prefixIncludes
    self.localArguments = localArguments
    self.group = group
    self.context = context
  }

  /// The whole command line without the input file, for a parse that uses no precompiled header.
  public var fullArguments: [String] {
    arguments + prefixIncludes.flatMap { ["-include", $0] } + localArguments
  }
}
