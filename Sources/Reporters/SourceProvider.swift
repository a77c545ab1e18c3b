import SourceText

/// Gives the reporters the bytes that a report's ranges point into.
///
/// The reporters do not read files themselves: what was analysed may be a patched or staged content that is on no disk.
public protocol SourceProvider {
  /// Returns the file of a path as used in ranges; nil when it cannot be read.
  func file(at path: String) -> SourceFile?

  /// Returns the files as one of several changes leaves them (``Report/changes``).
  func sources(ofChange index: Int) -> any SourceProvider
}

extension SourceProvider {
  public func sources(ofChange index: Int) -> any SourceProvider { self }
}

/// Asks a provider once per path, so that a file with many findings is read and split into lines once.
final class SourceCache {
  private let provider: any SourceProvider
  private var files: [String: SourceFile?] = [:]
  private var hashes: [String: LineHashes?] = [:]
  private var changes: [Int: SourceCache] = [:]

  init(_ provider: any SourceProvider) {
    self.provider = provider
  }

  /// Returns the cache of the files as a change leaves them.
  func cache(ofChange index: Int) -> SourceCache {
    if let known = changes[index] { return known }
    let cache = SourceCache(provider.sources(ofChange: index))
    changes[index] = cache
    return cache
  }

  /// Returns the file of a path; nil when the provider has none.
  func file(at path: String) -> SourceFile? {
    if let known = files[path] { return known }
    let file = provider.file(at: path)
    files[path] = .some(file)
    return file
  }

  /// Returns the hashes of a file's lines; nil when the provider has no such file.
  func lineHashes(at path: String) -> LineHashes? {
    if let known = hashes[path] { return known }
    let computed = file(at: path).map { LineHashes($0.bytes) }
    hashes[path] = .some(computed)
    return computed
  }
}
