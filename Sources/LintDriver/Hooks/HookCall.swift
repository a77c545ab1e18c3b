import Git
import Kbuild
import SourceText

/// One call of a hook, by git or by the pre-commit framework: finds out what there is to lint.
public struct HookCall: Sendable {
  public var hook: GitHook
  /// What git passes: the remote for `pre-push`, the mail for `sendemail-validate`.
  public var arguments: [String]
  public var environment: [String: String]
  /// Absolute; git starts hooks at the top of the work tree.
  public var workingDirectory: String

  public init(hook: GitHook, arguments: [String], environment: [String: String], workingDirectory: String) {
    self.hook = hook
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
  }

  /// Returns what to lint; nil when there is nothing, as outside of kernel trees.
  ///
  /// - Parameter input: reads standard input, on which git says what is pushed.
  /// - Throws: ``ChangeError/git(_:)``.
  public func request(input: () -> [UInt8]) async throws(ChangeError) -> ChangeRequest? {
    guard HookDirectory.isKernelTree(workingDirectory) else { return nil }
    do throws(GitError) {
      switch hook {
      case .preCommit: return frameworkRange ?? .staged
      case .prePush:
        if let range = frameworkRange { return range }
        return try await pushed(input: input)
      case .sendemailValidate:
        guard let mail = arguments.first else { return nil }
        return try await series(endingWith: PathText.absolute(mail, in: workingDirectory))
      }
    } catch {
      throw .git(error)
    }
  }

  /// The commits that the pre-commit framework was told to look at (`pre_commit/commands/run.py`), by a push or by
  /// `pre-commit run --from-ref A --to-ref B`.
  private var frameworkRange: ChangeRequest? {
    guard let from = environment["PRE_COMMIT_FROM_REF"], let to = environment["PRE_COMMIT_TO_REF"], !from.isEmpty,
      !to.isEmpty
    else { return nil }
    return .range("\(from)..\(to)")
  }

  /// What a push brings to the remote: everything that no remote-tracking branch has.
  ///
  /// Git writes `LOCAL-REF LOCAL-OBJECT REMOTE-REF REMOTE-OBJECT` for each reference; an object of zeros stands for none. The
  /// framework keeps that to itself and names the local branch when it is new to the remote.
  private func pushed(input: () -> [UInt8]) async throws(GitError) -> ChangeRequest? {
    var pushes = [(local: environment["PRE_COMMIT_LOCAL_BRANCH"] ?? "", remote: "")]
    if environment["PRE_COMMIT_LOCAL_BRANCH"] == nil {
      pushes = String(decoding: input(), as: UTF8.self).split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        return words.count == 4 ? (words[1], words[3]) : nil
      }
    }
    let repository = try await Repository(containing: workingDirectory)
    var tips: [String] = []
    var known: [String] = []
    for push in pushes where push.local.contains(where: { $0 != "0" }) {
      // A tag may name something that is no commit.
      if let tip = try await repository.commit(push.local) { tips.append(tip) }
      if push.remote.contains(where: { $0 != "0" }), let old = try await repository.commit(push.remote) {
        known.append(old)
      }
    }
    return tips.isEmpty ? nil : .unpublished(tips: tips, known: known)
  }

  private func series(endingWith mail: String) async throws(GitError) -> ChangeRequest? {
    let repository = try await Repository(containing: workingDirectory)
    let series = MailedSeries(record: try await repository.gitPath("kfunclint-mails"))
    func number(_ name: String) -> Int? { environment[name].flatMap { Int($0) } }
    let mails = series.add(
      mail, counter: number("GIT_SENDEMAIL_FILE_COUNTER"), total: number("GIT_SENDEMAIL_FILE_TOTAL"))
    return mails.map { .patch($0, name: PathText.name(of: mail)) }
  }
}
