import ArgumentParser
import Foundation
import LintDriver
import Patches

/// The options that choose a change to lint instead of a tree.
struct ChangeArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Lint what a patch, mail, series or mailbox brings. It is applied in memory. '-' reads standard input.",
      valueName: "file"), completion: .file())
  var patch: String?

  @Option(help: ArgumentHelp("Lint what commits bring, one by one.", valueName: "a..b"))
  var range: String?

  @Option(help: ArgumentHelp("Lint what a commit brings.", valueName: "commit"))
  var commit: String?

  @Flag(help: "Lint what the next commit will bring: the index.")
  var staged = false

  @Flag(help: "With a change: also report what was there before.")
  var all = false

  @Flag(help: "With a change: analyse it even if its text cannot matter to any annotation.")
  var thorough = false

  func validate() throws {
    let named = [patch, range, commit].compactMap { $0 }.count + (staged ? 1 : 0)
    if named > 1 { throw ValidationError("--patch, --range, --commit and --staged exclude each other") }
    if named == 0, all || thorough {
      throw ValidationError("--\(all ? "all" : "thorough") needs --patch, --range, --commit or --staged")
    }
  }

  /// Returns the request that the options make; nil for none. Reads the patch.
  func request() throws -> ChangeRequest? {
    if let range { return .range(range) }
    if let commit { return .commit(commit) }
    if staged { return .staged }
    guard let patch else { return nil }
    return .patch(try read(patch), name: patch == "-" ? "standard input" : patch)
  }

  /// Reads one byte more than is allowed at most, so that what is too large is seen as such.
  private func read(_ name: String) throws -> [UInt8] {
    let limit = PatchLimits().inputBytes + 1
    let handle: FileHandle
    if name == "-" {
      handle = .standardInput
    } else {
      guard let file = FileHandle(forReadingAtPath: name) else {
        throw CommandFailure(
          message: "'\(name)' cannot be read", remedy: "check its name and permissions", exitCode: 2)
      }
      handle = file
    }
    do {
      return Array(try handle.read(upToCount: limit) ?? Data())
    } catch {
      throw CommandFailure(message: "'\(name)' cannot be read", remedy: "name a file with a patch", exitCode: 2)
    }
  }
}
