/// Puts hunks into one file by the rules of `git apply`: exact lines, anywhere in the file if not at the place that is named, but
/// nowhere else than at its start or end if the hunk has no context there, and never over lines of an earlier hunk (`apply.c:find_pos`,
/// `match_fragment`). There is no fuzz. In one point this is stricter than git: a context line that ends the file has to end it.
struct HunkApplication {
  private var image: [ImageLine]
  private(set) var placements: [HunkPlacement] = []
  /// Lines that may still be compared or moved.
  private(set) var work: Int

  private struct ImageLine {
    var text: ArraySlice<UInt8>
    var isTerminated: Bool
    var hash: Int
    /// Part of a hunk that was applied.
    var isPatched = false
    var isAdded = false
    var isBesideRemoved = false

    init(_ text: ArraySlice<UInt8>, isTerminated: Bool) {
      self.text = text
      self.isTerminated = isTerminated
      // FNV-1a: comparing lines needs no protection against collisions, only speed.
      var hash: UInt = 0xcbf2_9ce4_8422_2325
      for byte in text { hash = (hash ^ UInt(byte)) &* 0x100_0000_01b3 }
      self.hash = Int(bitPattern: hash)
    }

    func matches(_ other: ImageLine) -> Bool {
      hash == other.hash && isTerminated == other.isTerminated && text.elementsEqual(other.text)
    }
  }

  /// A hunk that does not apply.
  struct Failure: Error {
    /// From 0.
    var hunk: Int
    var reason: String
  }

  /// - Parameter work: lines that may be compared or moved.
  init(_ bytes: [UInt8], limits: PatchLimits, work: Int) throws(PatchInputError) {
    let lines = try TextLines(bytes[...], limit: limits.lines)
    image = (0..<lines.count).map { ImageLine(lines[$0], isTerminated: lines.isTerminated($0)) }
    self.work = work
  }

  /// Applies hunks one after another.
  mutating func apply(_ hunks: [Hunk]) throws(Failure) {
    for (index, hunk) in hunks.enumerated() {
      let old = hunk.lines.filter { $0.kind != .added }.map { ImageLine($0.text, isTerminated: $0.isTerminated) }
      guard let place = find(old, of: hunk) else {
        let isTooMuch = work <= 0
        throw Failure(
          hunk: index, reason: isTooMuch ? "finding its place takes too long" : reason(hunk, old: old))
      }
      placements.append(HunkPlacement(line: place + 1, offset: place - nominal(hunk, old: old.count)))
      replace(old.count, at: place, with: hunk)
    }
    // A hunk with the end of a file can go only where the file ends; so can whatever comes behind it.
    guard image.dropLast().allSatisfy(\.isTerminated) else {
      throw Failure(hunk: hunks.count - 1, reason: "lines would follow the end of the file")
    }
  }

  /// The file's text.
  var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(image.reduce(0) { $0 + $1.text.count + 1 })
    for line in image {
      out += line.text
      if line.isTerminated { out.append(UInt8(ascii: "\n")) }
    }
    return out
  }

  /// The lines that the hunks changed.
  var changedLines: ChangedLines {
    var result = ChangedLines()
    for (index, line) in image.enumerated() {
      if line.isAdded {
        result.append(index + 1)
      } else if line.isBesideRemoved {
        result.besideRemoved.append(index + 1)
      }
    }
    return result
  }

  // MARK: Finding

  /// Where the hunk says that it goes, from 0.
  private func nominal(_ hunk: Hunk, old: Int) -> Int {
    if mustBegin(hunk) { return 0 }
    if mustEnd(hunk) { return min(max(image.count - old, 0), image.count) }
    return min(max(hunk.newStart - 1, 0), image.count)
  }

  private func mustBegin(_ hunk: Hunk) -> Bool { hunk.oldStart <= 1 }
  private func mustEnd(_ hunk: Hunk) -> Bool { hunk.trailingContext == 0 }

  private mutating func find(_ old: [ImageLine], of hunk: Hunk) -> Int? {
    let start = nominal(hunk, old: old.count)
    if mustBegin(hunk) || mustEnd(hunk) {
      let reachesEnd = start + old.count == image.count
      return matches(old, at: start) && (!mustEnd(hunk) || reachesEnd) ? start : nil
    }
    if matches(old, at: start) { return start }
    var back = start - 1
    var ahead = start + 1
    let last = image.count - old.count
    // Ahead comes first: which of two equal places is taken depends on it.
    while back >= 0 || ahead <= last {
      if ahead <= last {
        if matches(old, at: ahead) { return ahead }
        ahead += 1
      }
      if back >= 0 {
        if matches(old, at: back) { return back }
        back -= 1
      }
      if work <= 0 { return nil }
    }
    return nil
  }

  private mutating func matches(_ old: [ImageLine], at place: Int) -> Bool {
    guard place >= 0, place + old.count <= image.count else { return false }
    for index in old.indices {
      work -= 1
      guard work > 0 else { return false }
      let line = image[place + index]
      guard !line.isPatched, line.matches(old[index]) else { return false }
    }
    return true
  }

  private mutating func replace(_ count: Int, at place: Int, with hunk: Hunk) {
    var new: [ImageLine] = []
    var isBehindRemoved = false
    for line in hunk.lines {
      guard line.kind != .removed else {
        isBehindRemoved = true
        continue
      }
      var imageLine = ImageLine(line.text, isTerminated: line.isTerminated)
      imageLine.isPatched = true
      imageLine.isAdded = line.kind == .added
      imageLine.isBesideRemoved = isBehindRemoved && line.kind == .context
      isBehindRemoved = false
      new.append(imageLine)
    }
    // Moving a line costs much less than comparing one.
    if new.count != count { work -= (image.count - place) / 16 }
    image.replaceSubrange(place..<(place + count), with: new)
    guard isBehindRemoved, !image.isEmpty else { return }
    image[min(place + new.count, image.count - 1)].isBesideRemoved = true
  }

  // MARK: Reasons

  /// Says why a hunk has no place, with what its author can act on.
  private mutating func reason(_ hunk: Hunk, old: [ImageLine]) -> String {
    if hunk.leadingContext == 0, hunk.trailingContext == 0, hunk.oldStart > 1 {
      return "it has no context lines; make the patch with three, as git does by default"
    }
    let new = hunk.lines.filter { $0.kind != .removed }.map { ImageLine($0.text, isTerminated: $0.isTerminated) }
    if matches(new, at: hunk.newStart - 1), hunk.lines.contains(where: { $0.kind != .context }) {
      return "its change is there already"
    }
    let start = nominal(hunk, old: old.count)
    if image.contains(where: { $0.text.last == UInt8(ascii: "\r") }),
      !old.contains(where: { $0.text.last == UInt8(ascii: "\r") })
    {
      return "the file has lines that end with CR LF, and the patch has none"
    }
    let different = old.indices.first { index in
      start + index >= image.count || !image[start + index].matches(old[index])
    }
    guard let different, start + different < image.count else {
      return "its lines are not in the file, which has \(image.count) lines"
    }
    return "its lines are not in the file; where it should go, line \(start + different + 1) is another one"
  }
}
