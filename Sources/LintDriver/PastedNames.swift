import Preprocessor
import SourceText

/// Tells which names no file has, but a macro may put together: `TRACE_EVENT(sched_switch, ...)` makes `trace_sched_switch`.
///
/// A name may be such if it can be split at an underscore so that one part stands beside `##` somewhere, or is a word of its own, and the
/// other is a word too. Real names that are merely misspelt have a part that stands nowhere.
struct PastedNames {
  let root: String
  let sources: [String]
  var files = FileView.disk

  /// Returns those of the names that a macro may make, sorted. Reads the whole tree, for names that no file defines only.
  func possible(among names: [String]) -> [String] {
    guard !names.isEmpty else { return [] }
    let all = Parts(names)
    let paths = sources.filter { $0.hasSuffix(".c") || $0.hasSuffix(".h") || $0.hasSuffix(".S") }
    let seen = paths.concurrentMap(partsOf: 2000) { paths in
      var parts = all
      let reader = FileReader()
      for path in paths { _ = files.withBytes(of: root + "/" + path, reader) { parts.look(in: $0) } }
      return parts.seen
    }.reduce(into: Set<String>()) { $0.formUnion($1) }
    return names.filter { all.isPossible($0, seen: seen) }.sorted()
  }

  /// The parts that names can be made of, and which of them were seen.
  private struct Parts: Sendable {
    /// Each underscore of a name, as the part before it with the underscore, and the part behind.
    private let splits: [String: [(head: String, tail: String)]]
    /// What to look for, by the shortest part that all of a group contain: a file without that has none of them.
    private var open: [String: Set<String>] = [:]
    private(set) var seen: Set<String> = []

    init(_ names: [String]) {
      var splits: [String: [(head: String, tail: String)]] = [:]
      for name in names {
        let places = name.utf8.indices.filter { name.utf8[$0] == UInt8(ascii: "_") }.dropFirst(
          name.hasPrefix("_") ? 1 : 0)
        splits[name] = places.compactMap { place in
          let tail = String(name[name.utf8.index(after: place)...])
          return tail.isEmpty ? nil : (String(name[...place]), tail)
        }
      }
      self.splits = splits
      for (head, tail) in splits.values.joined() {
        open[head.split(separator: "_").first.map(String.init) ?? head, default: []].insert(head)
        open[tail.split(separator: "_").last.map(String.init) ?? tail, default: []].insert(tail)
      }
    }

    func isPossible(_ name: String, seen: Set<String>) -> Bool {
      (splits[name] ?? []).contains { seen.contains($0.head) && seen.contains($0.tail) }
    }

    mutating func look(in bytes: UnsafeRawBufferPointer) {
      for (common, parts) in open where KfuncMarkers.contains(bytes, common) {
        for part in parts where !seen.contains(part) && stands(part, in: bytes) { seen.insert(part) }
        if parts.isSubset(of: seen) { open[common] = nil }
      }
    }

    /// Whether a part is a word, without its last underscore too, or is pasted to another one.
    private func stands(_ part: String, in bytes: UnsafeRawBufferPointer) -> Bool {
      let word = part.hasSuffix("_") ? String(part.dropLast()) : part
      var start = 0
      while let place = KfuncMarkers.firstIndex(of: word, in: UnsafeRawBufferPointer(rebasing: bytes[start...])) {
        let lower = start + place
        var upper = lower + word.utf8.count
        start = upper
        if part != word, upper < bytes.count, bytes[upper] == UInt8(ascii: "_") { upper += 1 }
        let endsWord = upper == bytes.count || !Lexer.isIdentifierPart(bytes[upper])
        let beginsWord = lower == 0 || !Lexer.isIdentifierPart(bytes[lower - 1])
        if endsWord, beginsWord { return true }
      }
      return false
    }
  }
}
