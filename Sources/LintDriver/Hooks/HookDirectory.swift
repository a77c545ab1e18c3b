import Foundation
import Git
import Kbuild
import SourceText

/// The directory in which git looks for hooks: that of `core.hooksPath`, else the one that all work trees of the repository share.
///
/// Nothing that others wrote is changed or lost: a hook that is there is renamed, run first, and renamed back by ``uninstall(_:)``.
public struct HookDirectory: Sendable {
  /// Absolute.
  public let path: String
  /// Whether `core.hooksPath` names it, so that other repositories may use it, too.
  public let isConfigured: Bool
  private let repository: Repository

  /// What is in the place of a hook.
  public enum State: Hashable, Sendable {
    case absent
    /// This program's script, the program that it starts, and whether a hook was there before.
    case installed(program: String, isChained: Bool)
    /// This program's script after somebody changed it.
    case edited
    /// Somebody else's.
    case foreign
  }

  /// Finds the directory of the repository around a directory.
  ///
  /// - Throws: ``HookError/git(_:)``.
  public init(containing directory: String) async throws(HookError) {
    do throws(GitError) {
      repository = try await Repository(containing: directory)
      path = try await repository.gitPath("hooks")
      isConfigured = path != (try await repository.commonDirectory()) + "/hooks"
    } catch {
      throw .git(error)
    }
  }

  /// The work tree's top.
  public var root: String { repository.root }

  /// Tells whether there is anything to lint around a directory.
  public static func isKernelTree(_ directory: String) -> Bool { (try? KernelTree.containing(directory)) != nil }

  /// Looks at a hook.
  public func state(of hook: GitHook) -> State {
    guard isThere(file(hook)) else { return .absent }
    guard let text = RegularFile.text(file(hook)) else { return .foreign }
    if let script = HookScript(text, hook: hook) {
      return .installed(program: script.program, isChained: isThere(saved(hook)))
    }
    return HookScript.claims(text) ? .edited : .foreign
  }

  /// Tells, without changing anything, why ``install(_:program:)`` would refuse a hook.
  ///
  /// - Throws: ``HookError``.
  public func checkInstallation(of hook: GitHook) async throws(HookError) {
    switch state(of: hook) {
    case .installed: return
    case .edited: throw .edited(path: file(hook))
    case .absent: break
    case .foreign:
      guard RegularFile.exists(file(hook)) else { throw .notAFile(path: file(hook)) }
      let isTracked: Bool
      do throws(GitError) {
        isTracked = try await repository.isTracked(file(hook))
      } catch {
        throw .git(error)
      }
      if isTracked { throw .tracked(path: file(hook), hook: hook) }
    }
    if isThere(saved(hook)) { throw .alreadySaved(path: file(hook), saved: saved(hook)) }
  }

  /// Puts the script in place, behind a hook that is there. Nothing changes when it is installed already.
  ///
  /// - Throws: ``HookError``; everything is as it was then.
  public func install(_ hook: GitHook, program: String) async throws(HookError) {
    try await checkInstallation(of: hook)
    let script = HookScript(hook: hook, program: program)
    let current = state(of: hook)
    if case .installed(program, _) = current { return }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .system(path: path, problem: error.localizedDescription)
    }
    // Written beside the hook first: git never sees half of a script.
    let new = "\(path)/\(hook.rawValue).kfunclint-\(getpid())"
    guard
      FileManager.default.createFile(
        atPath: new, contents: Data(script.text.utf8), attributes: [.posixPermissions: 0o755])
    else { throw .system(path: new, problem: "it cannot be written") }
    do throws(HookError) {
      if current == .foreign { try rename(file(hook), to: saved(hook)) }
      try rename(new, to: file(hook))
    } catch {
      unlink(new)
      if current == .foreign, !isThere(file(hook)) { try rename(saved(hook), to: file(hook)) }
      throw error
    }
  }

  /// Removes the script and puts the hook back that was there before. Somebody else's hook stays.
  ///
  /// - Throws: ``HookError``; everything is as it was then.
  public func uninstall(_ hook: GitHook) throws(HookError) {
    switch state(of: hook) {
    case .edited: throw .edited(path: file(hook))
    case .absent, .foreign:
      if isThere(saved(hook)) { throw .alreadySaved(path: file(hook), saved: saved(hook)) }
    case .installed(_, isChained: true): try rename(saved(hook), to: file(hook))
    case .installed(_, isChained: false):
      guard unlink(file(hook)) == 0 else { throw .system(path: file(hook), problem: Self.problem()) }
    }
  }

  // MARK: Files

  private func file(_ hook: GitHook) -> String { "\(path)/\(hook.rawValue)" }

  private func saved(_ hook: GitHook) -> String { file(hook) + HookScript.savedSuffix }

  /// Also for a symbolic link to nothing.
  private func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private func rename(_ old: String, to new: String) throws(HookError) {
    guard Foundation.rename(old, new) == 0 else { throw .system(path: old, problem: Self.problem()) }
  }

  private static func problem() -> String { String(cString: strerror(errno)) }
}
