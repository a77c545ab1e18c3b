import Dialect
import Kbuild

/// The context of a kernel tree that was never configured or built.
///
/// Its generated headers are synthesised in memory and nothing is written. x86-64 only.
public struct BareTree: Sendable {
  /// Where the generated headers seem to be; must not exist.
  static let root = "/nonexistent-kfunclint/bare-tree"

  private let tree: KernelTree

  /// - Throws: ``CompileContextError/unsupportedArchitecture(_:)`` for everything but x86.
  public init(tree: KernelTree, architecture: String = "x86") throws(CompileContextError) {
    guard ["x86", "x86_64"].contains(architecture) else { throw .unsupportedArchitecture(architecture) }
    self.tree = tree
  }

  /// Reads the tree's lists and tables and returns the context.
  public func makeContext() throws(CompileContextError) -> CompileContext {
    let version = KernelVersion(tree.version.version, tree.version.patchLevel, tree.version.sublevel)
    let configuration: BareTreeConfiguration
    do {
      configuration = try BareTreeConfiguration(for: version)
    } catch {
      throw .vocabulary(error)
    }
    let files = SynthesisedHeaders(tree: tree, configuration: configuration).files(below: Self.root)
    let arguments =
      KernelArguments.language + KernelArguments.moduleNames + KernelArguments.parsing
      + KernelArguments.includes(source: tree.root, build: Self.root, architecture: "x86")
    let source = TreeCommands(
      tree: tree, name: "bare tree", arguments: arguments, prefixIncludes: KernelArguments.prefixIncludes(in: tree),
      virtualFiles: files)
    return CompileContext(
      name: "bare tree", tree: tree, kernelVersion: version, virtualFiles: files,
      commonHeaders: KernelArguments.commonHeaders(in: tree), source: source)
  }
}
