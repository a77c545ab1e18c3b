import Dialect
import Kbuild
import SourceText

/// The context of lone files that belong to no tree and no installed kernel.
///
/// They are parsed against small headers of our own, which exist in memory only. A header that exists nowhere is empty.
public struct StubHeaders: Sendable {
  /// Where the headers seem to be; must not exist.
  static let root = "/nonexistent-kfunclint/stub-headers"

  private let files: [String]
  private let dialect: Dialect

  /// A function that no header declares is no error of the file, as in C before 1999; clang 16 made these errors.
  private static let tolerance = [
    "-Wno-implicit-function-declaration", "-Wno-implicit-int", "-Wno-int-conversion",
  ]

  /// A chain of local headers of a single file does not get longer; a generated mess is not followed to its end.
  private static let headerLimit = 2000

  /// - Parameters:
  ///   - files: the absolute paths of the files to be parsed.
  ///   - dialect: what annotations the headers define.
  public init(files: [String], dialect: Dialect) {
    self.files = files
    self.dialect = dialect
  }

  /// Reads the files' includes and returns the context.
  public func makeContext() throws(CompileContextError) -> CompileContext {
    let library: StubHeaderLibrary
    do {
      library = try StubHeaderLibrary(dialect: dialect)
    } catch {
      throw .vocabulary(error)
    }
    guard let language = KernelArguments.language(architecture: "x86") else { throw .unsupportedArchitecture("x86") }
    let include = Self.root + "/include"
    var headers = library.headers
    for name in missingHeaders(beside: Set(headers.keys)) { headers[name] = "" }
    let files = headers.map { VirtualFile(path: "\(include)/\($0.key)", contents: $0.value) }
      .sorted { $0.path < $1.path }
    return CompileContext(
      name: "stub headers", tree: nil, kernelVersion: dialect.version, virtualFiles: files,
      notes: ["parsed without kernel headers; annotations are those of \(dialect.vocabularyVersion)"],
      source: StubCommands(
        arguments: language + KernelArguments.moduleNames + KernelArguments.parsing + Self.tolerance
          + ["-I" + include],
        prefixIncludes: StubHeaderLibrary.prefixIncludes.map { "\(include)/\($0)" }, virtualFiles: files,
        library: library))
  }

  /// Returns the names that the files and their local headers include but that are nowhere to be found.
  private func missingHeaders(beside known: Set<String>) -> Set<String> {
    var missing: Set<String> = []
    var pending = files
    var seen = Set(files)
    while let file = pending.popLast(), seen.count < Self.headerLimit {
      guard let bytes = try? RegularFile.read(file) else { continue }
      for include in IncludeDirective.names(in: bytes) {
        let local = PathText.absolute(include.text, in: PathText.directory(of: file))
        if !include.isSystem, RegularFile.exists(local) {
          if seen.insert(local).inserted { pending.append(local) }
        } else if !known.contains(include.text), Self.isPlain(include.text) {
          missing.insert(include.text)
        }
      }
    }
    return missing
  }

  /// A name that stays below the include root.
  private static func isPlain(_ name: String) -> Bool {
    !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
      && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
  }
}

/// Commands of lone files.
private struct StubCommands: CommandSource {
  let arguments: [String]
  let prefixIncludes: [String]
  let virtualFiles: [VirtualFile]
  /// The structs that the headers define.
  let types: Set<String>

  init(arguments: [String], prefixIncludes: [String], virtualFiles: [VirtualFile], library: StubHeaderLibrary) {
    self.arguments = arguments
    self.prefixIncludes = prefixIncludes
    self.virtualFiles = virtualFiles
    types = library.headers.values.reduce(into: []) { $0.formUnion(CText($1).definedTypes) }
  }

  func command(for candidate: String) throws(CompileContextError) -> CompileCommand {
    let bytes: [UInt8]
    do {
      bytes = try RegularFile.read(candidate)
    } catch {
      throw .unreadable(path: candidate, reason: error)
    }
    let path = RegularFile.realPath(candidate) ?? candidate
    // In the group's arguments, since they change what the headers hold.
    let own = CText(String(decoding: bytes, as: UTF8.self)).definedTypes.intersection(types).sorted()
      .map { "-D\(StubHeaderLibrary.ownTypePrefix)\($0)" }
    return CompileCommand(
      mainFile: path, candidate: path, arguments: arguments + own, prefixIncludes: prefixIncludes,
      localArguments: [],
      group: CommandGroup.name(
        arguments: arguments + own, prefixIncludes: prefixIncludes, virtualFiles: virtualFiles),
      context: "stub headers")
  }
}
