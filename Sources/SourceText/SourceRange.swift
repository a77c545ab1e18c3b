/// A half-open span of one source file.
public struct SourceRange: Codable, Hashable, Sendable {
  /// The file, relative to the root of the tree with `/` between components; absolute where there is no tree.
  public var path: String
  /// The first byte of the span.
  public var start: SourcePosition
  /// The byte after the last one of the span.
  public var end: SourcePosition

  public init(path: String, start: SourcePosition, end: SourcePosition) {
    self.path = path
    self.start = start
    self.end = end
  }

  /// The span in bytes of the file.
  public var bytes: Range<Int> { start.offset..<max(start.offset, end.offset) }

  /// Tells whether the other span lies within this one, in the same file.
  public func contains(_ other: SourceRange) -> Bool {
    path == other.path && start.offset <= other.start.offset && other.end.offset <= end.offset
  }
}

extension SourceRange: Comparable {
  /// Orders by file, then by place: the order of every report.
  public static func < (left: SourceRange, right: SourceRange) -> Bool {
    if left.path != right.path { return left.path < right.path }
    if left.start != right.start { return left.start < right.start }
    return left.end < right.end
  }
}
