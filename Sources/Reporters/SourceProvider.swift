import SourceText

/// Gives the reporters the bytes that a report's ranges point into.
///
/// The reporters do not read files themselves: what was analysed may be a patched or staged content that is on no disk.
public protocol SourceProvider {
  /// Returns the file of a path as used in ranges; nil when it cannot be read.
  func file(at path: String) -> SourceFile?
}

/// Asks a provider once per path, so that a file with many findings is read and split into lines once.
final class SourceCache {
  private let provider: any SourceProvider
  private var files: [String: SourceFile?] = [:]

  init(_ provider: any SourceProvider) {
    self.provider = provider
  }

  /// Returns the file of a path; nil when the provider has none.
  func file(at path: String) -> SourceFile? {
    if let known = files[path] { return known }
    let file = provider.file(at: path)
    files[path] = .some(file)
    return file
  }
}
