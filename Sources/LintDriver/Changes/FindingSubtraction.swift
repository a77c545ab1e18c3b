import Diagnostics
import Patches
import SourceText

/// Tells which findings a change brought: those after it without those before it, as multisets of identities (n before and n+1 after is
/// one new one, that nearest to a changed line).
struct FindingSubtraction {
  private let change: TreeChange
  /// Findings of the analysis before, by identity in terms of the paths after.
  private let before: [FindingIdentity: Int]
  /// Tells that the analysis before could not establish findings such as this one.
  private let isUndetermined: (Finding) -> Bool
  private let changedLines: [String: ChangedLines]

  /// What came of it.
  struct Result {
    /// All findings after, each with ``Finding/isNew``; nil for those whose base could not be established.
    var findings: [Finding] = []
    /// How many findings of before are gone.
    var fixedCount = 0
    var undeterminedCount = 0
  }

  init(change: TreeChange, before: [Finding], isUndetermined: @escaping (Finding) -> Bool) {
    self.change = change
    self.isUndetermined = isUndetermined
    let renames = change.files.filter { $0.oldPath != $0.newPath && $0.after != nil }
    self.before = Dictionary(grouping: before) { Self.renamed($0.identity, renames) }.mapValues(\.count)
    changedLines = Dictionary(
      change.files.map { ($0.newPath, $0.changedLines) }, uniquingKeysWith: { first, _ in first })
  }

  /// Classifies the findings after the change; they stay in their order.
  func result(of after: [Finding]) -> Result {
    var result = Result()
    var isNew: [Int: Bool?] = [:]
    let groups = Dictionary(grouping: after.indices) { after[$0].identity }
    for (identity, members) in groups {
      let surplus = members.count - before[identity, default: 0]
      let nearest = members.sorted { (distance(after[$0]), $0) < (distance(after[$1]), $1) }
      for (rank, index) in nearest.enumerated() {
        if rank >= surplus {
          isNew[index] = .some(false)
        } else if isUndetermined(after[index]), distance(after[index]) > 0 {
          isNew[index] = .some(nil)
          result.undeterminedCount += 1
        } else {
          isNew[index] = .some(true)
        }
      }
    }
    result.fixedCount = before.reduce(0) { $0 + max(0, $1.value - (groups[$1.key]?.count ?? 0)) }
    result.findings = after.enumerated().map { index, finding in
      var finding = finding
      finding.isNew = isNew[index] ?? nil
      if finding.isNew == true, let place = exposure(of: finding) { finding.related.append(place) }
      return finding
    }
    return result
  }

  /// How many lines a finding is from the nearest changed one in its file; far away in other files.
  private func distance(_ finding: Finding) -> Int {
    guard let lines = changedLines[finding.range.path] else { return Int.max }
    let (first, last) = (finding.range.start.line, finding.range.end.line)
    // A finding that spans a changed line is on it.
    return [lines.distance(to: first), lines.distance(to: last), lines.touches(first...max(first, last)) ? 0 : nil]
      .compactMap { $0 }.min() ?? Int.max
  }

  /// A finding beside what the change touches points at the change: at the nearest line of its own file, else of another.
  private func exposure(of finding: Finding) -> Finding.RelatedLocation? {
    guard distance(finding) > 0,
      !(finding.flow + finding.related).contains(where: { related in
        let (first, last) = (related.range.start.line, related.range.end.line)
        return changedLines[related.range.path]?.touches(first...max(first, last)) ?? false
      })
    else { return nil }
    let own = change.files.filter { $0.newPath == finding.range.path }
    for file in own + change.files where file.after != nil {
      let lines =
        file.changedLines.added.flatMap { [$0.lowerBound, $0.upperBound - 1] } + file.changedLines.besideRemoved
      let nearest = lines.min { (abs($0 - finding.range.start.line), $0) < (abs($1 - finding.range.start.line), $1) }
      guard let line = file.newPath == finding.range.path ? nearest : lines.first, let bytes = file.after else {
        continue
      }
      let source = SourceFile(path: file.newPath, bytes: bytes)
      guard let span = source.lines.range(ofLine: line, in: bytes) else { continue }
      return Finding.RelatedLocation(message: "The change that exposes it is here.", range: source.range(span))
    }
    return nil
  }

  /// An identity with the new path of a renamed file, where its key begins with the old one.
  private static func renamed(_ identity: FindingIdentity, _ renames: [TreeChange.File]) -> FindingIdentity {
    guard let file = renames.first(where: { identity.subjectKey.hasPrefix($0.oldPath + ":") }) else { return identity }
    var identity = identity
    identity.subjectKey = file.newPath + identity.subjectKey.dropFirst(file.oldPath.count)
    return identity
  }
}
