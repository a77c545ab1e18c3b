import Facts
import Foundation
import Kbuild
import SourceText

/// One call of `CHECK` by kbuild: decides what of the file is analysed, and leaves its facts beside the object.
public struct CheckerRun: Sendable {
  private let call: CheckerCall
  private let directory: String
  private let environment: [String: String]

  /// - Parameters:
  ///   - directory: the absolute working directory, which is the output directory of the build.
  ///   - environment: kbuild exports `srctree`, `SRCARCH` and, for modules outside of the kernel, `KBUILD_EXTMOD`.
  public init(call: CheckerCall, directory: String, environment: [String: String]) {
    self.call = call
    self.directory = directory
    self.environment = environment
  }

  /// The root of the kernel's sources; nil where only headers are installed.
  public var tree: String? {
    let tree = environment["srctree"].map { PathText.absolute($0, in: directory) }
    if let tree, (try? KernelTree(root: tree)) != nil { return tree }
    return nil
  }

  /// The configuration file of a module outside of the kernel; nil for none.
  public var moduleConfiguration: String? {
    guard let module = environment["KBUILD_EXTMOD"], !module.isEmpty else { return nil }
    let path = PathText.absolute(module, in: directory) + "/" + ConfigurationFile.name
    return RegularFile.exists(path) ? path : nil
  }

  /// The absolute paths of what is analysed: the file itself and the C files that it includes, as far as they hold markers. Most files
  /// of a kernel do not, and for them nothing is parsed.
  public func candidates() -> [String] {
    let source = PathText.absolute(call.source, in: directory)
    guard let bytes = RegularFile.bytes(of: source) else { return [] }
    let included = IncludeDirective.names(in: bytes).filter { !$0.isSystem && $0.text.hasSuffix(".c") }.map {
      PathText.absolute($0.text, in: PathText.directory(of: source))
    }
    return (holdsMarker(bytes) ? [source] : [])
      + included.filter { path in RegularFile.bytes(of: path).map { holdsMarker($0) } ?? false }
  }

  private func holdsMarker(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { TreeScan.classify($0, isHeader: false) } != .other
  }

  /// Enters the call and its candidates into options whose settings are there already.
  public func enter(_ candidates: [String], into options: inout AnalysisOptions) {
    options.paths = candidates
    options.tree = tree
    options.checkerCall = call
    if let architecture = environment["SRCARCH"] { options.architecture = architecture }
    options.jobs = 1
    // What is parsed once is not worth it.
    options.usesPrecompiledHeader = false
    options.factsFiles = []
    options.buildDirectory = nil
    options.compileCommands = nil
  }

  // MARK: Facts

  private var factsFile: String { PathText.absolute(call.factsFile, in: directory) }

  /// Removes what an earlier call left: facts of a file that changed are worse than none.
  public func removeFacts() { unlink(factsFile) }

  /// Writes the facts of the file, completely or not at all.
  ///
  /// - Throws: what writing throws.
  public func writeFacts(_ facts: FactsBundle) throws {
    try FactsFile.encode(facts).write(to: URL(fileURLWithPath: factsFile), options: .atomic)
  }
}
