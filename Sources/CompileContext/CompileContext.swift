import Dialect
import Kbuild

/// Which arguments and in-memory headers the files of one run are parsed with.
///
/// Made by one of ``BareTree``, ``BuildDirectory``, ``HeaderPackage``, ``CompilationDatabase``, ``ExplicitArguments``
/// and ``StubHeaders``; from then on all are used alike.
public struct CompileContext: Sendable {
  /// For reports: `bare tree`, `build directory`, `header package`, `compile database`, `explicit arguments` or
  /// `stub headers`.
  public let name: String
  /// The kernel source tree, when there is one.
  public let tree: KernelTree?
  /// The release whose headers are used; nil when nothing says which it is.
  public let kernelVersion: KernelVersion?
  /// The directory whose `include/linux` describes the annotations: the tree, or an installed package's headers; nil without either.
  public let headerSource: String?
  /// Headers to hand to libclang with every parse, sorted by path.
  public let virtualFiles: [VirtualFile]
  /// The `<...>` names of headers worth precompiling that this tree has, in the order in which they are included.
  public let commonHeaders: [String]
  /// What was ignored or assumed, one sentence each, for the report.
  public let notes: [String]

  private let source: any CommandSource

  init(
    name: String, tree: KernelTree?, kernelVersion: KernelVersion?, headerSource: String? = nil,
    virtualFiles: [VirtualFile] = [],
    commonHeaders: [String] = [], notes: [String] = [], source: any CommandSource
  ) {
    self.name = name
    self.tree = tree
    self.kernelVersion = kernelVersion
    self.headerSource = headerSource ?? tree?.root
    self.virtualFiles = virtualFiles.sorted { $0.path < $1.path }
    self.commonHeaders = commonHeaders
    self.notes = notes
    self.source = source
  }

  /// Returns how to parse a candidate, given by its absolute path.
  public func command(for candidate: String) throws(CompileContextError) -> CompileCommand {
    try source.command(for: candidate)
  }
}

/// The part of a context that differs between its kinds.
protocol CommandSource: Sendable {
  func command(for candidate: String) throws(CompileContextError) -> CompileCommand
}
