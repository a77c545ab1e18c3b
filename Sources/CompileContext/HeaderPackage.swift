import Dialect
import Kbuild
import SourceText

/// The context of the headers that a distribution installs for building modules (`/usr/src/linux-headers-*`).
///
/// With a kernel tree only the generated headers are taken from the package. Without one, for a module of its own, the
/// package's ordinary headers are used as well.
public struct HeaderPackage: Sendable {
  private let directory: String
  private let tree: KernelTree?
  private let architecture: String?

  /// - Parameter directory: the package's directory for one flavour, which `/lib/modules/RELEASE/build` points to.
  public init(directory: String, tree: KernelTree?, architecture: String? = nil) {
    self.directory = directory
    self.tree = tree
    self.architecture = architecture
  }

  /// Tells whether a directory with generated headers is a header package and not the output of a build.
  ///
  /// `make prepare` leaves `kernel/bounds.s` (top Kbuild file), which no package ships.
  public static func isHeaderPackage(_ directory: String) -> Bool {
    RegularFile.exists(directory + "/include/generated/autoconf.h")
      && !RegularFile.exists(directory + "/kernel/bounds.s")
  }

  /// Looks at what is installed and returns the context.
  public func makeContext() throws(CompileContextError) -> CompileContext {
    let generated = try GeneratedHeaders(directory: directory, architecture: architecture)
    guard let language = KernelArguments.language(architecture: generated.architecture) else {
      throw .unsupportedArchitecture(generated.architecture)
    }
    let source: String
    if let tree { source = tree.root } else { source = try Self.sourceRoot(of: generated.root) }
    let version = tree?.kernelVersion ?? generated.release.flatMap { KernelVersion($0) }
    let arguments =
      language + KernelArguments.moduleNames + KernelArguments.parsing
      + (try Self.additionalSymbols(for: version)).map { "-DCONFIG_\($0)=1" }
      + KernelArguments.includes(source: source, build: generated.root, architecture: generated.architecture)
    let prefixIncludes = KernelArguments.prefixIncludes(source: source)
    let commands: any CommandSource =
      if let tree {
        TreeCommands(
          tree: tree, name: "header package", arguments: arguments, prefixIncludes: prefixIncludes, virtualFiles: [])
      } else {
        ModuleCommands(
          name: "header package", arguments: arguments, prefixIncludes: prefixIncludes,
          headerRoots: [source, generated.root])
      }
    return CompileContext(
      name: "header package", tree: tree, kernelVersion: version, headerSource: source,
      commonHeaders: KernelArguments.commonHeaders(source: source),
      notes: generated.mismatch(with: version), source: commands)
  }

  /// Distributions leave some parts with kfuncs off; a package of an unknown release gets no additions.
  private static func additionalSymbols(for version: KernelVersion?) throws(CompileContextError) -> [String] {
    guard let version else { return [] }
    do {
      return try BareTreeConfiguration(for: version).headerPackageSymbols
    } catch {
      throw .vocabulary(error)
    }
  }

  /// Finds the ordinary headers: in the package itself (Fedora, Arch), or where its Makefile includes another one from
  /// (Debian), or behind the link `source`.
  static func sourceRoot(of root: String) throws(CompileContextError) -> String {
    var places = [root]
    if let makefile = try? RegularFile.read(root + "/Makefile") {
      places += DirectoryMakefile.includedDirectories(makefile: makefile, directory: root)
    }
    places.append(root + "/source")
    for place in places where RegularFile.exists(place + "/include/linux/module.h") {
      return RegularFile.realPath(place) ?? place
    }
    throw .notABuildDirectory(path: root, missing: "include/linux/module.h")
  }
}
