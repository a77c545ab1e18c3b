/// One `@@` block of a unified diff.
public struct Hunk: Hashable, Sendable {
  /// A line of either side.
  public struct Line: Hashable, Sendable {
    public enum Kind: UInt8, Hashable, Sendable { case context, removed, added }

    public var kind: Kind
    /// Without the line feed; shares the storage of the text that was read.
    public var text: ArraySlice<UInt8>
    /// False for the last line of a file that does not end with a line feed.
    public var isTerminated: Bool

    public init(kind: Kind, text: ArraySlice<UInt8>, isTerminated: Bool = true) {
      self.kind = kind
      self.text = text
      self.isTerminated = isTerminated
    }
  }

  /// First line on either side, from 1, and how many; a side without lines counts from the line before it.
  public var oldStart: Int
  public var oldCount: Int
  public var newStart: Int
  public var newCount: Int
  /// What follows the second `@@`, with its space.
  public var section: ArraySlice<UInt8>
  public var lines: [Line]
  /// The line of the `@@` in the text that was read, from 1.
  public var line: Int

  /// Context lines before the first and behind the last change.
  var leadingContext: Int { lines.prefix { $0.kind == .context }.count }
  var trailingContext: Int { lines.reversed().prefix { $0.kind == .context }.count }
}

/// The numbers of `@@ -1,2 +3,4 @@`.
struct HunkHeader {
  var oldStart = 0
  var oldCount = 1
  var newStart = 0
  var newCount = 1
  var section: ArraySlice<UInt8> = []

  /// Line numbers above this are taken for an attack; the longest file of a kernel has a quarter of a million lines.
  static let largestNumber = 1 << 30

  /// Reads the line, or returns nil when it is none.
  init?(_ line: ArraySlice<UInt8>) {
    guard var rest = line.dropping("@@ -"),
      let old = Self.span(&rest), let newSide = rest.dropping(" +")
    else { return nil }
    rest = newSide
    guard let new = Self.span(&rest), let end = rest.dropping(" @@") else { return nil }
    (oldStart, oldCount) = old
    (newStart, newCount) = new
    section = end
  }

  private static func span(_ rest: inout ArraySlice<UInt8>) -> (Int, Int)? {
    guard let start = number(&rest) else { return nil }
    guard rest.first == UInt8(ascii: ",") else { return (start, 1) }
    rest = rest.dropFirst()
    guard let count = number(&rest) else { return nil }
    return (start, count)
  }

  private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
    var value = 0
    var digits = 0
    while let byte = rest.first, byte.isDigit {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      digits += 1
      guard value <= largestNumber else { return nil }
      rest = rest.dropFirst()
    }
    return digits > 0 ? value : nil
  }
}
