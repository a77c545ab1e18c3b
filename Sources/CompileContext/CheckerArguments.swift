import Dialect
import Kbuild
import SourceText

/// The context of one file that kbuild hands to its checker, with the arguments of its compiler.
public struct CheckerArguments: Sendable {
  private let call: CheckerCall
  private let directory: String
  private let architecture: String?
  private let tree: KernelTree?

  /// - Parameters:
  ///   - directory: the absolute output directory, in which kbuild starts the checker.
  ///   - architecture: the directory below `arch/`, which decides the target; nil takes this machine.
  ///   - tree: nil where only headers are installed.
  public init(call: CheckerCall, directory: String, architecture: String?, tree: KernelTree?) {
    self.call = call
    self.directory = directory
    self.architecture = architecture
    self.tree = tree
  }

  /// Filters the arguments and returns the context. Dependency files, warnings and what is for sparse alone do not pass.
  public func makeContext() throws(CompileContextError) -> CompileContext {
    let kept = FlagAllowList(directory: directory, allowedRoots: nil).filter(call.arguments).kept
    var recorded = RecordedArguments(kept: kept, sharedIncludes: [])
    if let target = architecture.flatMap({ KernelArguments.targets[$0] }) {
      recorded.arguments.insert("--target=" + target, at: 0)
    }
    var version = tree?.kernelVersion
    var headerSource = tree?.root
    if tree == nil, let generated = try? GeneratedHeaders(directory: directory, architecture: architecture) {
      version = generated.release.flatMap { KernelVersion($0) }
      headerSource = try HeaderPackage.sourceRoot(of: generated.root)
    }
    let source = PathText.absolute(call.source, in: directory)
    guard let main = RegularFile.realPath(source) else { throw .unreadable(path: call.source, reason: .missing) }
    return CompileContext(
      name: "kbuild", tree: tree, kernelVersion: version, headerSource: headerSource,
      source: CheckerCommands(main: main, recorded: recorded))
  }
}

/// The same command for the file and for those that it includes.
private struct CheckerCommands: CommandSource {
  let main: String
  let recorded: RecordedArguments

  func command(for candidate: String) throws(CompileContextError) -> CompileCommand {
    guard let path = RegularFile.realPath(candidate) else { throw .unreadable(path: candidate, reason: .missing) }
    return CompileCommand(
      mainFile: main, candidate: path, arguments: recorded.arguments, prefixIncludes: recorded.prefixIncludes,
      localArguments: recorded.localArguments,
      group: CommandGroup.name(
        arguments: recorded.arguments, prefixIncludes: recorded.prefixIncludes, virtualFiles: []),
      context: path == main ? "kbuild" : "kbuild, through \(PathText.name(of: main))")
  }
}
