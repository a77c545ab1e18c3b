import Diagnostics
import SourceText

/// What a fix would change, as removed and added lines.
struct FixPreview {
  /// Neighbouring lines of one file that change together.
  struct Hunk {
    var path: String
    var removed: [Line]
    var added: [Line]
  }

  /// A line with its number, in the old file for removed lines and in the new one for added lines.
  struct Line: Equatable {
    var number: Int
    var bytes: ArraySlice<UInt8>
  }

  let hunks: [Hunk]

  /// Applies the edits to copies of the lines concerned; files that cannot be read are left out.
  init(_ fix: Fix, sources: SourceCache) {
    var hunks: [Hunk] = []
    let editsByPath = Dictionary(grouping: fix.edits, by: \.range.path)
    for (path, edits) in editsByPath.sorted(by: { $0.key < $1.key }) {
      guard let file = sources.file(at: path) else { continue }
      var drift = 0
      for cluster in FixPreview.clusters(edits, in: file) {
        let hunk = FixPreview.hunk(cluster, in: file, drift: drift)
        drift += hunk.added.count - hunk.removed.count
        if !hunk.added.isEmpty || !hunk.removed.isEmpty { hunks.append(hunk) }
      }
    }
    self.hunks = hunks
  }

  /// Edits that touch common lines, with those lines. Byte spans are clamped to the file.
  private struct Cluster {
    var lines: ClosedRange<Int>
    var edits: [(bytes: Range<Int>, replacement: String)]
  }

  private static func clusters(_ edits: [Edit], in file: SourceFile) -> [Cluster] {
    var clusters: [Cluster] = []
    var previousEnd = 0
    for edit in edits.sorted(by: { $0.range < $1.range }) {
      let bytes = edit.range.bytes.clamped(to: 0..<file.bytes.count)
      // Overlapping edits have no meaning together; the first one is shown.
      guard bytes.lowerBound >= previousEnd else { continue }
      previousEnd = bytes.upperBound
      let first = file.lines.position(at: bytes.lowerBound).line
      let last = file.lines.position(at: bytes.upperBound).line
      if let index = clusters.indices.last, first <= clusters[index].lines.upperBound {
        clusters[index].lines = clusters[index].lines.lowerBound...max(last, clusters[index].lines.upperBound)
        clusters[index].edits.append((bytes, edit.replacement))
      } else {
        clusters.append(Cluster(lines: first...last, edits: [(bytes, edit.replacement)]))
      }
    }
    return clusters
  }

  private static func hunk(_ cluster: Cluster, in file: SourceFile, drift: Int) -> Hunk {
    let start = file.lines.range(ofLine: cluster.lines.lowerBound, in: file.bytes)?.lowerBound ?? 0
    let end = file.lines.range(ofLine: cluster.lines.upperBound, in: file.bytes)?.upperBound ?? file.bytes.count
    var changed: [UInt8] = []
    var copied = start
    for edit in cluster.edits {
      changed += file.bytes[copied..<max(copied, edit.bytes.lowerBound)]
      changed += edit.replacement.utf8
      copied = max(copied, edit.bytes.upperBound)
    }
    if copied < end { changed += file.bytes[copied..<end] }
    return difference(
      path: file.path, old: splitLines(file.bytes[start..<max(start, end)]), new: splitLines(changed[...]),
      firstLine: cluster.lines.lowerBound, drift: drift)
  }

  /// Leaves out the lines at both ends that stay the same.
  private static func difference(
    path: String, old: [ArraySlice<UInt8>], new: [ArraySlice<UInt8>], firstLine: Int, drift: Int
  ) -> Hunk {
    let prefix = zip(old, new).prefix { $0.elementsEqual($1) }.count
    let suffix = zip(old.dropFirst(prefix).reversed(), new.dropFirst(prefix).reversed())
      .prefix { $0.elementsEqual($1) }.count
    func lines(_ all: [ArraySlice<UInt8>], from number: Int) -> [Line] {
      all.indices.dropFirst(prefix).dropLast(suffix).map { Line(number: number + $0, bytes: all[$0]) }
    }
    return Hunk(path: path, removed: lines(old, from: firstLine), added: lines(new, from: firstLine + drift))
  }

  private static func splitLines(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
  }
}
