/// What makes a finding the same finding after lines have moved and files were renamed.
///
/// It holds no line and no path, except that of a subject whose name is private to its file.
public struct FindingIdentity: Codable, Hashable, Sendable {
  public var rule: RuleID
  /// `kfunc`, `definition`, `parameter`, `entry`, `set`, `registration`, `destructor`, `safe-field`, ...
  public var subjectKind: String
  /// What names the subject among its kind (`bpf_task_acquire`; `verifier.c:special_kfunc_list`; `task_struct.cgroups`).
  public var subjectKey: String
  /// Index of the parameter concerned, from 0; nil when none is.
  public var parameterIndex: Int?
  /// What the rule adds to tell findings on one subject apart.
  public var detail: String

  public init(rule: RuleID, subjectKind: String, subjectKey: String, parameterIndex: Int? = nil, detail: String = "") {
    self.rule = rule
    self.subjectKind = subjectKind
    self.subjectKey = subjectKey
    self.parameterIndex = parameterIndex
    self.detail = detail
  }

  /// The identity as one line of JSON with sorted keys and no spaces: the text whose SHA-256 is the fingerprint.
  public var canonicalJSON: String {
    let fields: [(String, String?)] = [
      ("detail", JSONText.quoted(detail)), ("parameter", parameterIndex.map(String.init)),
      ("rule", JSONText.quoted(rule.rawValue)), ("subject", JSONText.quoted(subjectKey)),
      ("subjectKind", JSONText.quoted(subjectKind)),
    ]
    return "{" + fields.map { "\"\($0.0)\":\($0.1 ?? "null")" }.joined(separator: ",") + "}"
  }
}

/// Writes JSON strings without a dependency on Foundation's options, so that the text never changes between releases of it.
enum JSONText {
  /// Returns the string in quotes, with the escapes of RFC 8259 §7 for control characters, quote and backslash only.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{00}"..."\u{1f}":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
