extension UnifiedDiff {
  /// A file before and after a change.
  public struct Change: Sendable {
    public var path: String
    public var old: [UInt8]
    public var new: [UInt8]

    public init(path: String, old: [UInt8], new: [UInt8]) {
      self.path = path
      self.old = old
      self.new = new
    }
  }

  /// Lines around a change that are shown with it.
  private static let context = 3

  /// Makes the diff of some files, in their order; files without a difference are left out. O((n + m) d) for n and m lines with d
  /// differences (Myers' algorithm, by the standard library).
  public init(of changes: [Change]) {
    self.init(files: changes.compactMap(FileDiff.init), notices: [])
  }

  /// A stretch of lines of either side that differ.
  fileprivate struct Difference {
    var old: Range<Int>
    var new: Range<Int>
  }

  fileprivate static func differences(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Difference] {
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var result: [Difference] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      var difference = Difference(old: left..<left, new: right..<right)
      while removed.contains(left) { left += 1 }
      while inserted.contains(right) { right += 1 }
      difference.old = difference.old.lowerBound..<left
      difference.new = difference.new.lowerBound..<right
      if difference.old.isEmpty, difference.new.isEmpty {
        left += 1
        right += 1
      } else {
        result.append(difference)
      }
    }
    return result
  }

  /// Joins differences whose context would touch.
  fileprivate static func groups(_ differences: [Difference]) -> [[Difference]] {
    var groups: [[Difference]] = []
    for difference in differences {
      if let last = groups.last?.last, difference.old.lowerBound - last.old.upperBound <= 2 * context {
        groups[groups.count - 1].append(difference)
      } else {
        groups.append([difference])
      }
    }
    return groups
  }

  /// Splits behind line feeds, which stay.
  fileprivate static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  fileprivate static func hunk(
    _ group: [Difference], _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
  ) -> Hunk {
    let first = group[0]
    let last = group[group.count - 1]
    let leading = min(context, first.old.lowerBound)
    let trailing = min(context, old.count - last.old.upperBound)
    let oldRange = first.old.lowerBound - leading..<last.old.upperBound + trailing
    let newRange = first.new.lowerBound - leading..<last.new.upperBound + trailing
    var lines: [Hunk.Line] = []
    var copied = oldRange.lowerBound
    func add(_ line: ArraySlice<UInt8>, _ kind: Hunk.Line.Kind) {
      let isTerminated = line.last == UInt8(ascii: "\n")
      lines.append(Hunk.Line(kind: kind, text: isTerminated ? line.dropLast() : line, isTerminated: isTerminated))
    }
    for difference in group {
      for index in copied..<difference.old.lowerBound { add(old[index], .context) }
      for index in difference.old { add(old[index], .removed) }
      for index in difference.new { add(new[index], .added) }
      copied = difference.old.upperBound
    }
    for index in copied..<oldRange.upperBound { add(old[index], .context) }
    return Hunk(
      oldStart: oldRange.isEmpty ? oldRange.lowerBound : oldRange.lowerBound + 1, oldCount: oldRange.count,
      newStart: newRange.isEmpty ? newRange.lowerBound : newRange.lowerBound + 1, newCount: newRange.count,
      section: [], lines: lines, line: 0)
  }
}

extension FileDiff {
  /// Returns nil for a file without a difference.
  fileprivate init?(_ change: UnifiedDiff.Change) {
    let old = UnifiedDiff.lines(change.old)
    let new = UnifiedDiff.lines(change.new)
    let groups = UnifiedDiff.groups(UnifiedDiff.differences(old, new))
    guard !groups.isEmpty else { return nil }
    self.init(change: .modified, oldPath: change.path, newPath: change.path, line: 0)
    hunks = groups.map { UnifiedDiff.hunk($0, old, new) }
  }
}
