/// Why the vocabulary could not be used.
public enum VocabularyError: Error, Hashable, Sendable {
  /// A vocabulary file is missing or does not follow `Rules/vocabulary/schema.json`.
  case malformed(file: String, line: Int?, problem: String)
  /// kfuncs with flags exist since 6.0; nothing is known about older releases.
  case tooOld(KernelVersion, oldest: KernelVersion)
}

extension VocabularyError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .malformed(let file, let line, let problem):
      "cannot use vocabulary '\(file)'\(line.map { ", line \($0)" } ?? ""): \(problem)"
    case .tooOld(let version, let oldest):
      "kernel \(version) is too old: kfunc flags exist since \(oldest)"
    }
  }

  /// What the user can do about it.
  public var remedy: String {
    switch self {
    case .malformed: "this is a defect of the installation; please report it"
    case .tooOld(_, let oldest): "use a tree of \(oldest) or newer, or --kernel-version \(oldest)"
    }
  }
}
