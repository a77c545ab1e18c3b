import Foundation
import Patches

/// Compares with git: what `git diff` makes of random edits has to give exactly the new file, and hunks are to be accepted and refused
/// as `git apply` does.
struct GitComparison {
  private let directory: URL
  private static let batch = 200

  init() throws {
    directory = FileManager.default.temporaryDirectory.appendingPathComponent("kfunclint-fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try git(["init", "--quiet"])
  }

  func remove() { try? FileManager.default.removeItem(at: directory) }

  /// One batch; returns what differs.
  func failures(_ random: inout SeededGenerator) throws -> [String] {
    try clear()
    var old: [String: [UInt8]] = [:]
    var new: [String: [UInt8]] = [:]
    for number in 0..<Self.batch {
      let name = "d\(number % 7)/f\(number)"
      let text = Self.text(&random)
      if !random.chance(20) { old[name] = Self.joined(text, &random) }
      if !random.chance(20) { new[name] = Self.joined(Self.edited(text, &random), &random) }
    }
    try write(old)
    try git(["add", "--all"])
    let tree = try git(["write-tree"]).trimmingCharacters(in: .whitespacesAndNewlines)
    try clear()
    try write(new)
    try git(["add", "--all"])
    let options =
      ["-U\(1 + random.below(4))"] + (random.chance(2) ? ["-M20%"] : []) + (random.chance(3) ? ["-C20%"] : [])
      + (random.chance(3) ? ["--patience"] : [])
    let diff = try gitBytes(["diff", "--cached", "--no-color", "--text"] + options + [tree])
    return try exact(diff, old: old, new: new) + agreement(diff, old: old, &random)
  }

  /// Applying the diff to the old files gives the new ones.
  private func exact(_ diff: [UInt8], old: [String: [UInt8]], new: [String: [UInt8]]) throws -> [String] {
    guard !diff.isEmpty else { return [] }
    let series = try PatchSeries(diff)
    var application = SeriesApplication(base: Files(files: old))
    var failures: [String] = []
    for patch in series.patches {
      failures += application.apply(patch).refusals.map { "\($0.path): git's own diff is refused: \($0.reason)" }
    }
    for name in Set(old.keys).union(new.keys).sorted() {
      let entry = application.tree.entry(at: name)
      let expected = new[name].map { TreeEntry.file($0, mode: 0o100644) } ?? .missing
      if entry != expected { failures.append("\(name): applying gives another file than the new one") }
    }
    return failures
  }

  /// The diff meets files that have changed meanwhile; `git apply --reject` says for each whether all of its hunks fit.
  private func agreement(
    _ diff: [UInt8], old: [String: [UInt8]], _ random: inout SeededGenerator
  ) throws -> [String] {
    // git takes a context line without line feed for the start of any line; here it has to be the end of the file.
    let files = try UnifiedDiff(diff[...]).files.filter { file in
      file.change == .modified && !file.hunks.contains { $0.lines.contains { $0.kind == .context && !$0.isTerminated } }
    }
    var changed = old
    for file in files {
      guard let text = old[file.oldPath] else { continue }
      let lines = text.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
      changed[file.oldPath] = Array(Self.edited(lines, &random).joined(separator: [10]))
    }
    try clear()
    try write(changed)
    let series = try PatchSeries(diff)
    let patchFile = directory.appendingPathComponent(".git/patch")
    var modified = series.patches[0].diff
    modified.files = files
    try Data(modified.rendered).write(to: patchFile)
    guard !files.isEmpty else { return [] }
    _ = try? gitBytes(["apply", "--reject", "--whitespace=nowarn", ".git/patch"])
    var application = SeriesApplication(base: Files(files: changed))
    var patch = series.patches[0]
    patch.diff = modified
    let refused = Set(application.apply(patch).refusals.map(\.path))
    var failures: [String] = []
    for file in files {
      let path = directory.appendingPathComponent(file.newPath)
      let isRefusedByGit = FileManager.default.fileExists(atPath: path.path + ".rej")
      if isRefusedByGit != refused.contains(file.newPath) {
        failures.append(
          "\(file.newPath): git \(isRefusedByGit ? "refuses" : "accepts") it\n\(Self.show(file, changed))")
      } else if !isRefusedByGit, case .file(let bytes, _) = application.tree.entry(at: file.newPath),
        bytes != Array(try Data(contentsOf: path))
      {
        failures.append("\(file.newPath): git puts its hunks elsewhere\n\(Self.show(file, changed))")
      }
    }
    return failures
  }

  private static func show(_ file: FileDiff, _ files: [String: [UInt8]]) -> String {
    var text = String(decoding: files[file.oldPath] ?? [], as: UTF8.self)
    for hunk in file.hunks {
      text += "\n@@ -\(hunk.oldStart),\(hunk.oldCount) +\(hunk.newStart),\(hunk.newCount) @@"
      for line in hunk.lines {
        text += "\n\(line.kind) \(String(decoding: line.text, as: UTF8.self))\(line.isTerminated ? "" : " (end)")"
      }
    }
    return text
  }

  // MARK: Texts

  /// Few different lines, so that hunks find wrong places if the rules are wrong.
  private static func text(_ random: inout SeededGenerator) -> [[UInt8]] {
    let words = 2 + random.below(12)
    return (0..<random.below(40)).map { _ in line(&random, words: words) }
  }

  private static func line(_ random: inout SeededGenerator, words: Int) -> [UInt8] {
    Array(
      [
        "a", "{", "}", "", "\tx", "-- y", "++ z", "\\ w", "@@ -1 +1 @@", "b ", "c\r", "diff --git a/x b/x", "k", "l",
        "m",
      ][random.below(min(words, 15))].utf8)
  }

  private static func edited(_ text: [[UInt8]], _ random: inout SeededGenerator) -> [[UInt8]] {
    var text = text
    for _ in 0..<random.below(6) {
      let place = random.below(text.count + 1)
      switch random.below(3) {
      case 0: text.insert(line(&random, words: 15), at: place)
      case 1: if place < text.count { text.remove(at: place) }
      default: if place < text.count { text[place] = line(&random, words: 15) }
      }
    }
    return text
  }

  private static func joined(_ lines: [[UInt8]], _ random: inout SeededGenerator) -> [UInt8] {
    Array(lines.joined(separator: [10])) + (lines.isEmpty || random.chance(5) ? [] : [10])
  }

  // MARK: Git

  private func clear() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: directory.path) where name != ".git" {
      try FileManager.default.removeItem(at: directory.appendingPathComponent(name))
    }
  }

  private func write(_ files: [String: [UInt8]]) throws {
    for name in Set(files.keys.map { String($0.prefix { $0 != "/" }) }) {
      try FileManager.default.createDirectory(
        at: directory.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    for (name, text) in files { try Data(text).write(to: directory.appendingPathComponent(name)) }
  }

  @discardableResult
  private func git(_ arguments: [String]) throws -> String { String(decoding: try gitBytes(arguments), as: UTF8.self) }

  @discardableResult
  private func gitBytes(_ arguments: [String]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-c", "core.autocrlf=false", "-c", "core.safecrlf=false"] + arguments
    process.currentDirectoryURL = directory
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(data)
  }

  private struct Files: PatchBase {
    var files: [String: [UInt8]]
    func entry(at path: String) -> TreeEntry { files[path].map { .file($0, mode: 0o100644) } ?? .missing }
  }
}
