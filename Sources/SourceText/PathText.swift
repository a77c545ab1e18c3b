/// Operations on the text of POSIX paths; nothing here looks at the file system.
public enum PathText {
  /// Returns the path without `.`, `..` and repeated slashes.
  ///
  /// `..` is taken lexically, which differs from the file system behind a symbolic link; where that matters the
  /// result is compared after `RegularFile.realPath`.
  public static func normalized(_ path: String) -> String {
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !isAbsolute {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return isAbsolute ? "/" + joined : (joined.isEmpty ? "." : joined)
  }

  /// Returns the path, made absolute against a directory when it is relative.
  public static func absolute(_ path: String, in directory: String) -> String {
    normalized(path.utf8.first == UInt8(ascii: "/") ? path : directory + "/" + path)
  }

  /// Returns everything before the last slash; "." when there is none.
  public static func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Returns everything after the last slash.
  public static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// Returns the rest of a path below a directory, or nil when it is not below it. "" for the directory itself.
  public static func relative(_ path: String, below directory: String) -> String? {
    if path == directory { return "" }
    let prefix = directory == "/" ? "/" : directory + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
  }
}
