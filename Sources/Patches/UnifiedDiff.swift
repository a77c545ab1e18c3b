/// The diffs found in a text, in the order in which they stand there.
public struct UnifiedDiff: Hashable, Sendable {
  public var files: [FileDiff] = []
  public var notices: [PatchNotice] = []

  /// Reads every diff of a text and skips what stands between them, as `git apply` does.
  ///
  /// - Throws: ``PatchInputError/tooManyLines(limit:)``. Malformed diffs are entries with a ``FileDiff/problem``. O(n).
  public init(_ text: ArraySlice<UInt8>, limits: PatchLimits = PatchLimits()) throws(PatchInputError) {
    var reader = DiffReader(lines: try TextLines(text, limit: limits.lines), limits: limits)
    reader.read()
    files = reader.files
    notices = reader.notices
  }

  init(files: [FileDiff], notices: [PatchNotice]) {
    self.files = files
    self.notices = notices
  }
}
