import Patches

/// A tree in memory.
struct MemoryTree: PatchBase {
  var entries: [String: TreeEntry] = [:]

  init(_ files: [String: String]) { entries = files.mapValues { .file(Array($0.utf8), mode: 0o100644) } }

  func entry(at path: String) -> TreeEntry { entries[path] ?? .missing }
}

/// Reads a text as a series and applies it.
struct Applied {
  var series: PatchSeries
  var patches: [AppliedPatch] = []
  var tree: PatchedTree<MemoryTree>

  init(_ text: String, to base: MemoryTree, limits: PatchLimits = PatchLimits()) throws {
    series = try PatchSeries(Array(text.utf8), limits: limits)
    var application = SeriesApplication(base: base, limits: limits)
    for patch in series.patches { patches.append(application.apply(patch)) }
    tree = application.tree
  }

  /// `path: reason` of everything that was refused.
  var refusals: [String] { patches.flatMap(\.refusals).map { "\($0.path): \($0.reason)" } }

  /// The text of a file after all patches; nil if there is none.
  func text(_ path: String) -> String? {
    guard case .file(let bytes, _) = tree.entry(at: path) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Diffs for tests.
enum DiffText {
  /// The file that `change` fits.
  static let file = "one\ntwo\nthree\nfour\nfive\n"

  /// Replaces `three` in a file.
  static func change(_ path: String = "a.c", to word: String = "THREE") -> String {
    """
    diff --git a/\(path) b/\(path)
    index 1111111..2222222 100644
    --- a/\(path)
    +++ b/\(path)
    @@ -1,5 +1,5 @@
     one
     two
    -three
    +\(word)
     four
     five

    """
  }

  /// A mail with the diff.
  static func mail(
    _ subject: String, id: String? = nil, replyTo: String? = nil, header: String = "", diff: String
  ) -> String {
    var text = "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n"
    text += "From: A Developer <dev@example.org>\nSubject: \(subject)\n"
    if let id { text += "Message-ID: <\(id)>\n" }
    if let replyTo { text += "In-Reply-To: <\(replyTo)>\nReferences: <\(replyTo)>\n" }
    return text + header
      + "\nWhy.\n\nSigned-off-by: A Developer <dev@example.org>\n---\n a.c | 2 +-\n\n\(diff)-- \n2.39.2\n\n"
  }
}
