/// Puts the patches of a mailbox in order: by thread, then by the number in the subject. Of several versions only the last counts.
struct SeriesOrder {
  /// A mail of the mailbox.
  struct Member {
    var patch: Patch
    var tag: SubjectTag
    var id: String?
    /// The mails that it answers, the first of the thread first.
    var references: [String]

    var isPatch: Bool { !patch.diff.files.isEmpty && tag.number != 0 }
  }

  private(set) var patches: [Patch] = []
  private(set) var coverSubject: String?
  private(set) var notices: [PatchNotice] = []

  private struct Group {
    var root: String?
    var version: Int
    var total: Int?
    var members: [Member] = []
    var cover: Member?

    /// What the series is called, whatever its version.
    var title: String { cover?.tag.title ?? members.first { ($0.tag.number ?? 1) == 1 }?.tag.title ?? "" }
  }

  /// Orders the mails of a mailbox.
  init(_ mails: [Member]) {
    var groups: [Group] = []
    let threads = Threads(mails)
    // An answer may show a diff for discussion. It is a patch only if nothing else is.
    let hasPatch = mails.contains { $0.isPatch && !$0.tag.isReply }
    for mail in mails {
      if mail.tag.isReply, hasPatch || !mail.isPatch {
        if mail.isPatch { ignoreDiff(of: mail, because: "it answers another mail") }
        continue
      }
      guard mail.isPatch || mail.tag.number == 0 else { continue }
      if mail.tag.number == 0, !mail.patch.diff.files.isEmpty { ignoreDiff(of: mail, because: "it is a cover letter") }
      Self.insert(mail, root: threads.root(of: mail), into: &groups)
    }
    for group in latest(groups.filter { !$0.members.isEmpty }) { append(group) }
  }

  // MARK: Grouping

  private static func insert(_ mail: Member, root: String?, into groups: inout [Group]) {
    let index = groups.lastIndex { group in
      guard group.root == root, group.version == mail.tag.version else { return false }
      if root != nil { return true }
      // Without threading, a number that is there already begins another series.
      guard group.total == mail.tag.total, let number = mail.tag.number else { return false }
      return number == 0 ? group.cover == nil : !group.members.contains { $0.tag.number == number }
    }
    let place = index ?? groups.count
    if index == nil { groups.append(Group(root: root, version: mail.tag.version, total: mail.tag.total)) }
    if mail.tag.number == 0 {
      groups[place].cover = groups[place].cover ?? mail
    } else {
      groups[place].members.append(mail)
    }
    groups[place].total = groups[place].total ?? mail.tag.total
  }

  /// Leaves out series of which a later version is there: in the same thread, or of the same title.
  private mutating func latest(_ groups: [Group]) -> [Group] {
    groups.enumerated().filter { index, group in
      let later = groups.first { other in
        let isSame =
          (other.root != nil && other.root == group.root) || (!group.title.isEmpty && other.title == group.title)
        return isSame && other.version > group.version
      }
      guard let later else { return true }
      notices.append(
        PatchNotice(
          .seriesIncomplete,
          "Version \(group.version) of '\(group.title)' is left out, since version \(later.version) is there."))
      return false
    }.map(\.element)
  }

  private mutating func append(_ group: Group) {
    var seen = Set<Int>()
    var members: [Member] = []
    for member in group.members {
      if let number = member.tag.number, !seen.insert(number).inserted {
        notices.append(
          PatchNotice(.seriesIncomplete, "There is a second \(member.patch.name); the first one is taken."))
        continue
      }
      members.append(member)
    }
    // Patches without number stay where they are, behind the numbered ones of their thread.
    let order = members.enumerated().sorted { left, right in
      (left.element.tag.number ?? Int.max, left.offset) < (right.element.tag.number ?? Int.max, right.offset)
    }
    patches += order.map(\.element.patch)
    coverSubject = coverSubject ?? group.cover?.tag.title
    if let total = group.total, total > 1, !seen.isEmpty { noteMissing(of: total, seen: seen) }
  }

  private mutating func noteMissing(of total: Int, seen: Set<Int>) {
    guard seen.count < total else { return }
    // The numbers come from a mail: never count up to them.
    let missing = (1...min(total, seen.count + 10)).filter { !seen.contains($0) }.prefix(10).map(String.init)
    let more = total - seen.count > missing.count ? " and others" : ""
    notices.append(
      PatchNotice(
        .seriesIncomplete,
        "Of \(total) patches \(seen.count) are here; missing: \(missing.joined(separator: ", "))\(more)."
      ))
  }

  private mutating func ignoreDiff(of mail: Member, because reason: String) {
    notices.append(
      PatchNotice(.diffIgnored, "The diff in mail '\(mail.tag.title)' is not taken for a patch, since \(reason)."))
  }
}

/// Which thread mails belong to.
private struct Threads {
  private var parents: [String: String] = [:]
  private var answered: Set<String> = []

  init(_ mails: [SeriesOrder.Member]) {
    for mail in mails {
      if let id = mail.id, let parent = mail.references.first, parent != id { parents[id] = parent }
      answered.formUnion(mail.references)
    }
  }

  /// The first mail of the thread; nil for a mail that neither answers another nor is answered.
  func root(of mail: SeriesOrder.Member) -> String? {
    guard var root = mail.references.first ?? mail.id.flatMap({ answered.contains($0) ? $0 : nil }) else { return nil }
    // Mails that only say which one they answer form a chain; hostile ones a circle.
    var seen: Set<String> = [root]
    while let parent = parents[root], seen.insert(parent).inserted { root = parent }
    return root
  }
}
