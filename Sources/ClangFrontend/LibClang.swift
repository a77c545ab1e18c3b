import CLibclang

#if canImport(Glibc)
  import Glibc
#endif

/// The loaded libclang: a table of its functions.
///
/// Load it in worker processes only; ordinary-looking hostile C can kill the process that parses it.
public final class LibClang: Sendable {
  // Sound: the table is filled once by `kfl_libclang_load`, before this object exists, and never changes.
  nonisolated(unsafe) private let table: UnsafePointer<kfl_libclang>
  /// The version text (`Debian clang version 14.0.6`).
  public let version: String
  /// The file it was loaded from.
  public let path: String

  var functions: kfl_libclang { table.pointee }

  private init(table: UnsafePointer<kfl_libclang>, version: String, path: String) {
    self.table = table
    self.version = version
    self.path = path
  }

  /// The LLVM prefix whose headers this program was built with.
  public static var headerPrefix: String { String(cString: kfl_libclang_header_prefix()) }

  /// The major version of the headers this program was built with, from the name of their prefix or, failing that, from their interface version.
  public static var headerMajor: Int? {
    let digits = headerPrefix.reversed().prefix { $0.isNumber }
    if let major = Int(String(digits.reversed())), (3...99).contains(major) { return major }
    return nil
  }

  /// Loads libclang from the first place that has it: `KFUNCLINT_LIBCLANG`, the prefix compiled in, the loader's path.
  ///
  /// - Throws: ``LoadError`` when none can be loaded, lacks a function, or is of another major version than the headers.
  public static func load(environment: [String: String]) throws(LoadError) -> LibClang {
    var tried: [String] = []
    for candidate in searchList(environment: environment) {
      var message = [CChar](repeating: 0, count: 1024)
      guard let table = kfl_libclang_load(candidate, &message, UInt(message.count)) else {
        let text = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        tried.append(text)
        continue
      }
      let library = LibClang(table: table, version: versionText(table), path: candidate)
      if let headers = headerMajor, let major = major(ofVersion: library.version), major != headers {
        throw .wrongVersion(path: candidate, found: library.version, expectedMajor: headers)
      }
      return library
    }
    throw .notFound(tried: tried)
  }

  /// Returns the paths tried in order; an explicit choice is the only one.
  public static func searchList(environment: [String: String]) -> [String] {
    if let chosen = environment["KFUNCLINT_LIBCLANG"], !chosen.isEmpty { return [chosen] }
    var list = ["\(headerPrefix)/lib/libclang.so"]
    if let major = headerMajor {
      let sonames = ["libclang-\(major).so.\(major)", "libclang-\(major).so.1", "libclang.so.\(major)"]
      list += sonames.map { "\(headerPrefix)/lib/\($0)" } + sonames
    }
    return list
  }

  /// Extracts `14` from `Debian clang version 14.0.6`.
  static func major(ofVersion text: String) -> Int? {
    guard let range = text.utf8.firstRange(of: "version ".utf8) else { return nil }
    return Int(String(decoding: text.utf8[range.upperBound...].prefix { (48...57).contains($0) }, as: UTF8.self))
  }

  private static func versionText(_ table: UnsafePointer<kfl_libclang>) -> String {
    let string = table.pointee.getClangVersion()
    defer { table.pointee.disposeString(string) }
    return table.pointee.getCString(string).map { String(cString: $0) } ?? ""
  }

  /// Copies a CXString and disposes of it; a null string becomes the empty one.
  func take(_ string: CXString) -> String {
    defer { functions.disposeString(string) }
    return functions.getCString(string).map { String(cString: $0) } ?? ""
  }

  /// Why libclang could not be used.
  public enum LoadError: Error, Sendable, CustomStringConvertible {
    case notFound(tried: [String])
    case wrongVersion(path: String, found: String, expectedMajor: Int)

    public var description: String {
      switch self {
      case .notFound(let tried):
        "cannot load libclang: \(tried.joined(separator: "; "))"
      case .wrongVersion(let path, let found, let expected):
        "'\(path)' is '\(found)', but this kfunclint was built with the headers of LLVM \(expected)"
      }
    }

    /// What the user can do about it.
    public var remedy: String {
      switch self {
      case .notFound:
        "install libclang (Debian: apt-get install libclang-dev), or name the library in KFUNCLINT_LIBCLANG"
      case .wrongVersion(_, _, let expected):
        "install libclang \(expected), name another library in KFUNCLINT_LIBCLANG, or build kfunclint again with KFUNCLINT_LLVM_PREFIX"
      }
    }
  }
}
