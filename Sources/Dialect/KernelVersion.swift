/// A kernel release as far as rules and vocabulary look at it: `6.12` or `6.12.117`.
public struct KernelVersion: Hashable, Sendable {
  public var major: Int
  public var minor: Int
  /// The stable release; 0 for the mainline one.
  public var patch: Int

  public init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads `6.12`, `6.12.117` and releases with an addition (`6.13-rc2`, `6.12.117+deb12-amd64`); nil for other texts.
  ///
  /// A release candidate counts as its release: what it adds is there already.
  public init?(_ text: String) {
    let addition = text.utf8.firstIndex { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") } ?? text.endIndex
    let parts = text[..<addition].split(separator: ".", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count) else { return nil }
    var numbers: [Int] = []
    for part in parts {
      guard (1...5).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = Int(part)
      else { return nil }
      numbers.append(number)
    }
    self.init(numbers[0], numbers[1], numbers.count > 2 ? numbers[2] : 0)
  }

  /// Reads `X.Y` with nothing behind it, the only form that rule and knowledge files use.
  public init?(mainline text: String) {
    guard text.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }),
      text.split(separator: ".", omittingEmptySubsequences: false).count == 2
    else { return nil }
    self.init(text)
  }

  /// The mainline release that this one belongs to; vocabulary and rules know only those.
  public var mainline: KernelVersion { KernelVersion(major, minor) }
}

extension KernelVersion: Comparable {
  public static func < (left: KernelVersion, right: KernelVersion) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }
}

extension KernelVersion: CustomStringConvertible {
  /// `6.12` or `6.12.117`.
  public var description: String { patch == 0 ? "\(major).\(minor)" : "\(major).\(minor).\(patch)" }
}

extension KernelVersion: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let version = KernelVersion(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a kernel version")
    }
    self = version
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
