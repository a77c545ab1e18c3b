import Dialect

/// The texts of rule files that have a form of their own.
enum RuleTextForm: CaseIterable, Sendable {
  case slug, toolVersion, kernelVersion, kernelRange, need, flag

  /// The form as messages name it.
  var expectation: String {
    switch self {
    case .slug: "a name of lower-case words joined by '-'"
    case .toolVersion: "a version such as \"1.0\""
    case .kernelVersion: "a kernel version such as \"6.12\""
    case .kernelRange: "a range of kernel versions such as \"6.3\", \"6.3 ..\", \".. 6.3\" or \"6.0 .. 6.3\""
    case .need: "'flag KF_X', 'suffix __x' or 'macro X'"
    case .flag: "a flag such as KF_ACQUIRE"
    }
  }

  private static let version = "[0-9]{1,5}\\.[0-9]{1,5}"

  /// The form as a regular expression of the JSON Schema (ECMA-262, anchored).
  var pattern: String {
    switch self {
    case .slug: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
    case .toolVersion, .kernelVersion: "^\(Self.version)$"
    case .kernelRange: "^(\(Self.version)( \\.\\.( \(Self.version))?)?|\\.\\. \(Self.version))$"
    case .need: "^(flag KF_[A-Z0-9_]+|suffix __[a-z0-9_]+|macro [A-Za-z_][A-Za-z0-9_]*)$"
    case .flag: "^KF_[A-Z0-9_]+$"
    }
  }

  /// Tells whether a text has the form.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .slug: RuleTextForm.isSlug(text)
    case .toolVersion, .kernelVersion: KernelVersion(mainline: text) != nil
    case .kernelRange: VersionRange(ruleText: text) != nil
    case .need: RuleNeed(text) != nil
    case .flag:
      text.hasPrefix("KF_") && RuleTextForm.consists(text.dropFirst(3), of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
    }
  }

  /// Tells whether a text has at least one character and only those given.
  static func consists(_ text: some StringProtocol, of characters: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy(characters.unicodeScalars.contains)
  }

  private static func isSlug(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return text.split(separator: "-", omittingEmptySubsequences: false)
      .allSatisfy { consists($0, of: "abcdefghijklmnopqrstuvwxyz0123456789") }
  }
}
