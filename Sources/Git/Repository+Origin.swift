extension Repository {
  /// Returns the branch that is checked out; nil when a commit is.
  public func branch() async throws(GitError) -> String? {
    let result = try await git.run(["symbolic-ref", "--quiet", "--short", "HEAD"])
    guard result.isSuccess else { return nil }
    return String(decoding: result.output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// Returns where the repository comes from, as its configuration spells it: `origin`, else the first of the other remotes by name.
  public func remote() async throws(GitError) -> String? {
    let result = try await git.run(["config", "--null", "--get-regexp", #"^remote\..*\.url$"#])
    guard result.isSuccess else { return nil }
    // One line with the key, the value, NUL.
    let entries = result.output.split(separator: 0).compactMap { entry -> (name: String, url: String)? in
      guard let end = entry.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      return (String(decoding: entry[..<end], as: UTF8.self), String(decoding: entry[(end + 1)...], as: UTF8.self))
    }
    let origin = entries.first { $0.name == "remote.origin.url" }
    return (origin ?? entries.min { $0.name < $1.name })?.url
  }
}
