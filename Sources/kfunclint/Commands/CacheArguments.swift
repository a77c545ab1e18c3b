import ArgumentParser
import ClangFrontend
import Foundation
import LintDriver

/// Whether, and where, facts are kept between runs.
struct CacheArguments: ParsableArguments {
  @Flag(help: "Parse everything anew and keep nothing.")
  var noCache = false

  @Option(
    help: ArgumentHelp(
      "Keep facts between runs in this directory. Default: kfunclint in the user's cache.", valueName: "dir"))
  var cacheDir: String?

  func validate() throws {
    if noCache, cacheDir != nil { throw ValidationError("--no-cache and --cache-dir exclude each other") }
  }

  /// The directory of the cache; nil without one.
  var directory: CacheDirectory? {
    if noCache { return nil }
    guard let cacheDir else { return .standard(environment: ProcessInfo.processInfo.environment) }
    return CacheDirectory(path: URL(fileURLWithPath: cacheDir).path)
  }

  /// The cache; nil without one.
  var cache: FactsCache? {
    guard let directory, let identity = CacheArguments.identity() else { return nil }
    return FactsCache(directory: directory.path, identity: identity)
  }

  /// What changes with this program and with the libclang that it loads; nil where that cannot be told without loading it.
  private static func identity() -> String? {
    let libraries = LibClang.searchList(environment: ProcessInfo.processInfo.environment)
    guard let library = libraries.first(where: { $0.hasPrefix("/") && FileManager.default.fileExists(atPath: $0) }),
      let parser = FileIdentity.text(of: library), let program = FileIdentity.text(of: "/proc/self/exe")
    else { return nil }
    return "\(ToolVersion.number) \(program) \(parser)"
  }
}
