import SourceText

/// What the `Kbuild` or `Makefile` of one directory says about single objects, whatever the configuration.
///
/// Conditions are the business of ``ObjectConditions``; this type answers how an object is compiled.
public struct DirectoryMakefile: Sendable {
  private let directory: String
  private let sourceRoot: String
  private let allowedRoots: [String]
  private let lines: [Line]

  /// An assignment to a list.
  private struct Line: Sendable {
    var name: String
    var words: [String]
    var isConditional: Bool
  }

  /// Reads the file of a directory, `Kbuild` before `Makefile` as kbuild does (`scripts/Kbuild.include`, kbuild-file);
  /// nil when there is none.
  ///
  /// - Parameters:
  ///   - directory: absolute.
  ///   - allowedRoots: where the include directories that it names may be.
  ///   - sourceRoot: what `$(srctree)` stands for; nil for the directory itself.
  ///   - files: where it is read from.
  public init?(directory: String, allowedRoots: [String], sourceRoot: String? = nil, files: FileView = .disk) {
    let names = ["Kbuild", "Makefile"].map { "\(directory)/\($0)" }
    guard let bytes = names.lazy.compactMap({ files.bytes(of: $0) }).first else { return nil }
    self.init(directory: directory, allowedRoots: allowedRoots, sourceRoot: sourceRoot, bytes: bytes)
  }

  init(directory: String, allowedRoots: [String], sourceRoot: String?, bytes: [UInt8]) {
    self.directory = directory
    self.sourceRoot = sourceRoot ?? directory
    self.allowedRoots = allowedRoots
    var depth = 0
    var lines: [Line] = []
    for line in MakefileLine.lines(of: bytes) where !line.isRecipe {
      switch line.keyword {
      case "ifeq", "ifneq", "ifdef", "ifndef": depth += 1
      case "endif": depth = max(0, depth - 1)
      default:
        guard let assignment = line.assignment else { continue }
        lines.append(
          Line(name: assignment.name, words: Words.list(assignment.value), isConditional: depth > 0))
      }
    }
    self.lines = lines
  }

  /// Tells whether a word such as `helpers.o` occurs in any value.
  public func mentions(object: String) -> Bool {
    lines.contains { $0.words.contains(object) }
  }

  /// Tells whether an object is always compiled as part of a module: it is in `obj-m`, by itself or through a
  /// composite object (`foo-y`, `foo-objs`).
  ///
  /// The test modules of the selftests list `foo.ko` in `MODULES` and make `obj-m` from that.
  public func isModuleOnly(object: String) -> Bool {
    let listed = lines.filter { $0.name == "obj-m" }.flatMap(\.words)
    let linked = lines.filter { $0.name == "MODULES" }.flatMap(\.words)
    let modules = listed + linked.filter { $0.hasSuffix(".ko") }.map { $0.dropLast(3) + ".o" }
    if modules.contains(object) { return true }
    return modules.contains { module in
      guard module.hasSuffix(".o") else { return false }
      let stem = module.dropLast(2)
      return lines.contains {
        ["\(stem)-y", "\(stem)-objs", "\(stem)-m"].contains($0.name) && $0.words.contains(object)
      }
    }
  }

  /// Returns the include directories and macros that are given to an object, with the references to the source
  /// directory resolved and through the allow-list.
  ///
  /// Definitions inside a conditional are left out, since it is not known whether they hold; a directory that is
  /// searched too much does no harm.
  public func arguments(forObject object: String) -> [String] {
    arguments(of: ["subdir-ccflags-y", "ccflags-y", "EXTRA_CFLAGS", "CFLAGS_\(object)"])
  }

  /// Returns what this directory gives to the objects of the directories below it.
  public func inheritedArguments() -> [String] { arguments(of: ["subdir-ccflags-y"]) }

  /// Returns the directories of the Makefiles that another one includes by an absolute or relative path, in order.
  public static func includedDirectories(makefile bytes: [UInt8], directory: String) -> [String] {
    MakefileLine.lines(of: bytes).flatMap { line -> [String] in
      let words = Words.split(line.text)
      guard let keyword = words.first, ["include", "-include", "sinclude"].contains(keyword) else { return [] }
      return words.dropFirst().filter { !$0.contains("$") }
        .map { PathText.directory(of: PathText.absolute($0, in: directory)) }
    }
  }

  private func arguments(of names: Set<String>) -> [String] {
    var words: [String] = []
    for line in lines where names.contains(line.name) {
      var isPath = false
      for word in line.words {
        let text = expanded(word)
        defer { isPath = text == "-I" || text == "-include" || text == "-isystem" || text == "-iquote" }
        guard !text.contains("$"), isPath || text.hasPrefix("-I") || text.hasPrefix("-i") || !line.isConditional
        else { continue }
        words.append(text)
      }
    }
    let list = FlagAllowList(directory: sourceRoot, allowedRoots: allowedRoots)
    return list.filter(words).kept.filter { $0 != "-nostdinc" }
  }

  private func expanded(_ word: String) -> String {
    Self.substitutions.reduce(word) { text, pair in
      text.replacing(pair.reference, with: pair.isSource ? directory : sourceRoot)
    }
  }

  /// The longer reference first: until 6.12 `$(src)` is relative to `$(srctree)`, later it is absolute.
  private static let substitutions: [(reference: String, isSource: Bool)] = [
    ("$(srctree)/$(src)", true), ("${srctree}/${src}", true), ("$(src)", true), ("${src}", true),
    ("$(srctree)", false), ("${srctree}", false), ("$(srcroot)", false), ("$(obj)", true),
  ]
}
