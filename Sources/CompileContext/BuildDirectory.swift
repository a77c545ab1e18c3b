import Dialect
import Kbuild
import SourceText

/// The context of a configured build directory (`make O=DIR`), which may be the tree itself.
///
/// A file that was compiled has its command in `.NAME.o.cmd`; for the others one is composed from the generated
/// headers.
public struct BuildDirectory: Sendable {
  private let directory: String
  private let tree: KernelTree
  private let architecture: String?

  public init(directory: String, tree: KernelTree, architecture: String? = nil) {
    self.directory = directory
    self.tree = tree
    self.architecture = architecture
  }

  /// Looks at what the build left and returns the context.
  public func makeContext() throws(CompileContextError) -> CompileContext {
    let generated = try GeneratedHeaders(directory: directory, architecture: architecture)
    guard let language = KernelArguments.language(architecture: generated.architecture) else {
      throw .unsupportedArchitecture(generated.architecture)
    }
    let includes = KernelArguments.includes(
      source: tree.root, build: generated.root, architecture: generated.architecture)
    let composed = TreeCommands(
      tree: tree, name: "build directory",
      arguments: language + KernelArguments.moduleNames + KernelArguments.parsing + includes,
      prefixIncludes: KernelArguments.prefixIncludes(source: tree.root, files: tree.files), virtualFiles: [])
    return CompileContext(
      name: "build directory", tree: tree, kernelVersion: tree.kernelVersion,
      commonHeaders: KernelArguments.commonHeaders(source: tree.root, files: tree.files),
      notes: generated.mismatch(with: tree.kernelVersion),
      source: BuiltCommands(
        tree: tree, build: generated.root, target: language.filter { $0.hasPrefix("--target=") },
        sharedIncludes: Set(includes), composed: composed))
  }
}

/// Commands from `.cmd` files, and composed ones for files that were not compiled.
private struct BuiltCommands: CommandSource {
  let tree: KernelTree
  let build: String
  let target: [String]
  let sharedIncludes: Set<String>
  let composed: TreeCommands

  func command(for candidate: String) throws(CompileContextError) -> CompileCommand {
    var command = try composed.command(for: candidate)
    guard let main = tree.relativePath(of: command.mainFile), main.hasSuffix(".c"),
      let saved = SavedCommand(object: main.dropLast(2) + ".o", in: build),
      // A command of another source with the same object (a generated file, an old tree) says nothing about this one.
      saved.source.map({ matches($0, main) }) ?? true
    else { return command }
    let list = FlagAllowList(directory: build, allowedRoots: [tree.root, build])
    let recorded = RecordedArguments(
      kept: list.filter(Array(saved.words.dropFirst())).kept, sharedIncludes: sharedIncludes)
    command.arguments = target + recorded.arguments
    command.prefixIncludes = recorded.prefixIncludes
    command.localArguments = recorded.localArguments
    command.group = CommandGroup.name(
      arguments: command.arguments, prefixIncludes: command.prefixIncludes, virtualFiles: [])
    return command
  }

  private func matches(_ source: String, _ main: String) -> Bool {
    tree.relativePath(of: PathText.absolute(source, in: build)) == main
  }
}
