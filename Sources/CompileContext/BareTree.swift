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
    let configuration: BareTreeConfiguration
    do {
      configuration = try BareTreeConfiguration(for: tree.kernelVersion)
    } catch {
      throw .vocabulary(error)
    }
    guard let language = KernelArguments.language(architecture: "x86") else { throw .unsupportedArchitecture("x86") }
    let files = SynthesisedHeaders(tree: tree, configuration: configuration).files(below: Self.root)
    let source = TreeCommands(
      tree: tree, name: "bare tree",
      arguments: language + KernelArguments.moduleNames + KernelArguments.parsing
        + KernelArguments.includes(source: tree.root, build: Self.root, architecture: "x86"),
      prefixIncludes: KernelArguments.prefixIncludes(source: tree.root, files: tree.files), virtualFiles: files,
      configuration: FileConfiguration(tree: tree, symbols: configuration.symbols.map(\.name)))
    return CompileContext(
      name: "bare tree", tree: tree, kernelVersion: tree.kernelVersion, virtualFiles: files,
      commonHeaders: KernelArguments.commonHeaders(source: tree.root, files: tree.files), source: source)
  }
}
