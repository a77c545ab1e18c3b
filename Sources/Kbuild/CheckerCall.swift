import SourceText

/// A call of `CHECK`, which kbuild makes for each C file that it compiles (`make C=1`) or could compile (`make C=2`).
///
/// The command is `$(CHECK) $(CHECKFLAGS) $(c_flags) FILE` (`scripts/Makefile.build`, cmd_checksrc), started in the output directory.
/// The flags are those of the compiler, with a dependency file that only the compiler may write, and some for sparse alone.
public struct CheckerCall: Hashable, Sendable {
  /// The C file, as kbuild names it.
  public let source: String
  /// Everything before it.
  public let arguments: [String]

  /// Reads the words behind `CHECK`; nil when the last one is no C file.
  public init?(_ words: [String]) {
    guard let source = words.last, source.hasSuffix(".c"), !source.hasPrefix("-") else { return nil }
    self.source = source
    arguments = Array(words.dropLast())
  }

  /// Where the facts of the file go: `.NAME.o.kfunclint` beside the object `NAME.o`, relative to the output directory or absolute.
  ///
  /// The object is known from the dependency file `.NAME.o.d` that the compiler will write (`scripts/Makefile.lib`, depfile).
  public var factsFile: String {
    let dependencies = arguments.lazy.compactMap(Self.dependencyFile).first
    guard let dependencies, PathText.name(of: dependencies).hasPrefix("."), dependencies.hasSuffix(".o.d") else {
      return Self.beside(PathText.directory(of: source), PathText.name(of: source).dropLast(2) + ".o")
    }
    return Self.beside(
      PathText.directory(of: dependencies), PathText.name(of: dependencies).dropFirst().dropLast(2))
  }

  /// What every name of a facts file ends in.
  public static let factsSuffix = ".o.kfunclint"

  private static func beside(_ directory: String, _ object: Substring) -> String {
    let name = ".\(object).kfunclint"
    return directory == "." ? name : "\(directory)/\(name)"
  }

  private static func dependencyFile(_ argument: String) -> String? {
    for prefix in ["-Wp,-MMD,", "-Wp,-MD,"] where argument.hasPrefix(prefix) {
      return String(argument.dropFirst(prefix.count))
    }
    return nil
  }
}
