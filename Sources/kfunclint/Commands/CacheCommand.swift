import ArgumentParser
import LintDriver

/// `kfunclint cache`: the facts that are kept between runs.
struct CacheCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Show or empty the cache of facts.",
    subcommands: [CacheInfoCommand.self, CacheClearCommand.self])
}

/// The directory that an option names, or the standard one.
private func directory(_ arguments: CacheArguments) throws -> CacheDirectory {
  guard let directory = arguments.directory else {
    throw CommandFailure(
      message: "there is no cache", remedy: "set HOME or XDG_CACHE_HOME, or name one with --cache-dir", exitCode: 2)
  }
  return directory
}

/// `kfunclint cache info`.
struct CacheInfoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Tell where the cache is and how large.")

  @OptionGroup var cache: CacheArguments

  func run() async throws {
    let directory = try directory(cache)
    let (entries, bytes) = directory.contents()
    StandardStreams.write(
      "\(directory.path): \(entries) \(entries == 1 ? "entry" : "entries"), \(bytes >> 10) of at most "
        + "\(FactsCache.defaultLimit >> 10) KiB\n")
  }
}

/// `kfunclint cache clear`.
struct CacheClearCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "clear", abstract: "Remove everything from the cache.")

  @OptionGroup var cache: CacheArguments

  func run() async throws {
    let count = try directory(cache).clear()
    StandardStreams.write("\(count) \(count == 1 ? "entry" : "entries") removed\n")
  }
}
