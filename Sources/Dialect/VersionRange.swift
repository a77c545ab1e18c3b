/// The mainline releases in which something holds; both ends are inclusive, a missing one is open.
public struct VersionRange: Codable, Hashable, Sendable {
  public var since: KernelVersion?
  public var until: KernelVersion?
  /// Whether the ends are known from the dates of commits only.
  public var isApproximate: Bool

  public init(since: KernelVersion? = nil, until: KernelVersion? = nil, isApproximate: Bool = false) {
    self.since = since
    self.until = until
    self.isApproximate = isApproximate
  }

  /// Tells whether a release lies in the range; its stable number does not matter.
  public func contains(_ version: KernelVersion) -> Bool {
    let mainline = version.mainline
    if let since, mainline < since { return false }
    if let until, mainline > until { return false }
    return true
  }
}
