import Facts
import SourceText

/// What the cache holds about one file.
struct CacheEntry: Codable, Sendable {
  var facts: FileFacts
  /// The parser's version, which reports name.
  var libclang: String
  /// What the parse read itself.
  var dependencies: CacheDependencies
  /// The entry with what its precompiled header read; many files share one.
  var shared: String?
}

/// What a parse depends on beside what is known before it.
struct CacheDependencies: Codable, Sendable {
  /// Sorted.
  var reads: [FileRead]
  /// SHA-256 of the files' bytes, by path.
  var digests: [String: String]
  /// Names that includes would have found first if the search went another way, and that were there all the same.
  var taken: [String]
}
