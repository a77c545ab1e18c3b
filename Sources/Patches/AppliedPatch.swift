/// What became of one patch of a series.
public struct AppliedPatch: Sendable {
  public var patch: Patch
  /// Files that changed, in the order of the diff; a file with two diffs is there twice.
  public var files: [AppliedFile] = []
  /// What did not apply.
  public var refusals: [PatchRefusal] = []
}

/// A file before and after a patch.
public struct AppliedFile: Hashable, Sendable {
  public var change: FileDiff.Change
  public var oldPath: String
  public var newPath: String
  /// Nil for a file that was not there, and one that is no longer there.
  public var before: [UInt8]?
  public var after: [UInt8]?
  /// Where each hunk went.
  public var placements: [HunkPlacement]
  public var changedLines: ChangedLines
}

/// Where a hunk went.
public struct HunkPlacement: Hashable, Sendable {
  /// The first line of the hunk in the file as it is after the hunks before it, from 1.
  public var line: Int
  /// How many lines behind the place that the patch names; negative before it.
  public var offset: Int

  public init(line: Int, offset: Int) {
    self.line = line
    self.offset = offset
  }
}

/// The lines of a patched file that a patch has to do with, from 1.
public struct ChangedLines: Hashable, Sendable {
  /// Lines that the patch adds, as ascending ranges.
  public var added: [Range<Int>] = []
  /// Lines behind which or before which something was removed and nothing added.
  public var besideRemoved: [Int] = []

  public init() {}

  /// The changed lines of hunks as they stand in a diff, without applying them.
  public init(of hunks: [Hunk]) {
    for hunk in hunks {
      // A side without lines counts from the line before it.
      var line = hunk.newCount == 0 ? hunk.newStart + 1 : hunk.newStart
      var isBehindRemoved = false
      for change in hunk.lines {
        switch change.kind {
        case .removed: isBehindRemoved = true
        case .added:
          append(line)
          isBehindRemoved = false
          line += 1
        case .context:
          if isBehindRemoved { besideRemoved.append(line) }
          isBehindRemoved = false
          line += 1
        }
      }
      if isBehindRemoved { besideRemoved.append(max(1, line - 1)) }
    }
  }

  /// Adds an added line behind the others.
  mutating func append(_ line: Int) {
    if let last = added.last, last.upperBound == line {
      added[added.count - 1] = last.lowerBound..<(line + 1)
    } else {
      added.append(line..<(line + 1))
    }
  }

  /// Whether one of them lies in a span of lines. O(ranges).
  public func touches(_ span: ClosedRange<Int>) -> Bool {
    added.contains { $0.lowerBound <= span.upperBound && $0.upperBound > span.lowerBound }
      || besideRemoved.contains { span.contains($0) }
  }

  /// How far a line is from the nearest of them; nil when there is none. O(ranges).
  public func distance(to line: Int) -> Int? {
    let toAdded = added.map { line < $0.lowerBound ? $0.lowerBound - line : max(0, line - $0.upperBound + 1) }
    return (toAdded + besideRemoved.map { abs($0 - line) }).min()
  }
}

/// Why (part of) a patch did not apply. The rest of the series was judged without it.
public struct PatchRefusal: Hashable, Sendable {
  public var path: String
  /// Which hunk of the file, from 1; nil when it is about the file.
  public var hunk: Int?
  /// Where it stands in the text of the patch, from 1.
  public var line: Int
  /// Without a full stop.
  public var reason: String
}
