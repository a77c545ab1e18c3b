import Foundation
import SourceText

#if canImport(Glibc)
  import Glibc
#endif

/// The directory that holds the entries of a cache.
public struct CacheDirectory: Sendable {
  /// The directory below it that holds entries of the form that this version of the program understands.
  static let layout = "facts-1"

  /// Absolute.
  public let path: String

  public init(path: String) { self.path = path }

  /// Returns the directory that is used when none is named (XDG Base Directory Specification); nil without a home.
  public static func standard(environment: [String: String]) -> CacheDirectory? {
    if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
      return CacheDirectory(path: base + "/kfunclint")
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return CacheDirectory(path: home + "/.cache/kfunclint")
  }

  /// An entry on disk.
  private struct Entry {
    var path: String
    var size: Int
    /// In nanoseconds.
    var used: Int
  }

  /// How many entries there are, and how many bytes they have together.
  public func contents() -> (entries: Int, bytes: Int) {
    let entries = entries()
    return (entries.count, entries.reduce(0) { $0 + $1.size })
  }

  /// Removes all entries, of other versions of the program too; what else is in the directory stays. Returns how many there were.
  @discardableResult
  public func clear() -> Int {
    let entries = entries()
    for entry in entries { unlink(entry.path) }
    for layout in layouts() {
      for name in RegularFile.names(inDirectory: layout) { rmdir(layout + "/" + name) }
      rmdir(layout)
    }
    return entries.count
  }

  /// Removes the entries that were not used for longest until all together have at most so many bytes.
  func trim(to limit: Int) {
    let entries = entries().sorted { ($0.used, $0.path) < ($1.used, $1.path) }
    var total = entries.reduce(0) { $0 + $1.size }
    for entry in entries where total > limit {
      unlink(entry.path)
      total -= entry.size
    }
  }

  private func layouts() -> [String] {
    RegularFile.names(inDirectory: path).filter { $0.hasPrefix("facts-") }.map { path + "/" + $0 }
  }

  private func entries() -> [Entry] {
    layouts().flatMap { layout in
      RegularFile.names(inDirectory: layout).filter { $0.utf8.count == 2 }.flatMap { part in
        RegularFile.names(inDirectory: layout + "/" + part).compactMap { name in
          let path = "\(layout)/\(part)/\(name)"
          var status = stat()
          guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
          return Entry(
            path: path, size: Int(status.st_size), used: status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec)
        }
      }
    }
  }

  // MARK: Single entries

  /// Writes a file that others may be reading or writing: it is there completely or not at all. Returns whether it is.
  static func write(_ data: Data, to target: URL) -> Bool {
    do {
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try data.write(to: target, options: .atomic)
      return true
    } catch {
      return false
    }
  }

  /// Notes that an entry was used.
  static func touch(_ path: String) { utimensat(AT_FDCWD, path, nil, 0) }
}
