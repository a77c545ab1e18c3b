/// The address of a repository in the form that other programs understand.
public enum RepositoryURI {
  private static let schemes: Set = ["https", "http", "git", "ssh", "git+ssh"]

  /// Returns the absolute URI of what git takes for a remote repository (`gitcredentials`, `git-fetch(1)`, "GIT URLS"); nil for a path on
  /// this machine.
  ///
  /// User names and passwords are left out: tokens in the addresses of CI systems must not get into reports.
  public static func make(_ remote: String) -> String? {
    var scheme = "ssh"
    var rest = remote[...]
    if let separator = remote.firstRange(of: "://") {
      scheme = remote[..<separator.lowerBound].lowercased()
      rest = remote[separator.upperBound...]
    } else if let colon = remote.firstIndex(of: ":"), !remote[..<colon].contains("/") {
      // git@example.org:path
      rest = remote[..<colon] + "/" + remote[remote.index(after: colon)...].drop { $0 == "/" }
    } else {
      return nil
    }
    guard schemes.contains(scheme) else { return nil }
    let authority = rest.prefix { $0 != "/" }
    let host = authority[(authority.lastIndex(of: "@").map { authority.index(after: $0) } ?? authority.startIndex)...]
    let path = rest.dropFirst(authority.count).prefix { $0 != "?" && $0 != "#" }
    guard !host.isEmpty, host.utf8.allSatisfy({ isPlain($0) || $0 == UInt8(ascii: ":") }),
      path.utf8.allSatisfy({ isPlain($0) || $0 == UInt8(ascii: "/") })
    else { return nil }
    return scheme + "://" + host + path
  }

  /// The unreserved characters of RFC 3986 §2.3.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
