extension VersionRange {
  /// Reads the range of a rule or knowledge file: `6.3`, `6.3 ..`, `.. 6.3` or `6.0 .. 6.3`, both ends inclusive; nil
  /// for other texts and for a range that is empty.
  public init?(ruleText text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let versions = parts.map { KernelVersion(mainline: $0) }
    switch (parts.count, parts.firstIndex(of: "..")) {
    case (1, nil):
      guard let only = versions[0] else { return nil }
      self.init(since: only, until: only)
    case (2, 1):
      guard let since = versions[0] else { return nil }
      self.init(since: since)
    case (2, 0):
      guard let until = versions[1] else { return nil }
      self.init(until: until)
    case (3, 1):
      guard let since = versions[0], let until = versions[2], since <= until else { return nil }
      self.init(since: since, until: until)
    default: return nil
    }
  }

  /// The range as these files and explanations write it.
  public var ruleText: String {
    switch (since, until) {
    case (nil, nil): "all"
    case (let since?, nil): "\(since) .."
    case (nil, let until?): ".. \(until)"
    case (let since?, let until?): since == until ? "\(since)" : "\(since) .. \(until)"
    }
  }
}
