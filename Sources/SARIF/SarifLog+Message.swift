extension SarifLog {
  /// A text for the user (`SARIF 2.1.0 §3.11`).
  public struct Message: Codable, Hashable, Sendable {
    /// Plain text in which `{` and `}` stand doubled (`SARIF 2.1.0 §3.11.5`); see ``init(plain:)``.
    public var text: String?
    /// The same as GitHub-flavoured Markdown (`SARIF 2.1.0 §3.11.9`).
    public var markdown: String?

    public init(text: String?, markdown: String? = nil) {
      self.text = text
      self.markdown = markdown
    }

    /// Makes a message that consumers show exactly as `plain`.
    public init(plain: String) {
      text = MessageText.escaped(plain)
    }
  }

  /// All forms of a text that describes a rule (`SARIF 2.1.0 §3.12`).
  public struct MultiformatMessageString: Codable, Hashable, Sendable {
    /// Plain text, never empty, with `{` and `}` doubled (`SARIF 2.1.0 §3.12.3`); see ``init(plain:markdown:)``.
    public var text: String
    /// GitHub-flavoured Markdown, with `{` and `}` doubled (`SARIF 2.1.0 §3.12.4`).
    public var markdown: String?

    public init(text: String, markdown: String? = nil) {
      self.text = text
      self.markdown = markdown
    }

    /// Makes a text that consumers show exactly as given.
    public init(plain: String, markdown: String? = nil) {
      text = MessageText.escaped(plain)
      self.markdown = markdown.map(MessageText.escaped)
    }
  }
}

/// The escapes of message strings.
enum MessageText {
  /// Returns the text with the braces doubled, which would otherwise begin a placeholder (`SARIF 2.1.0 §3.11.5`).
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(scalar)
      if scalar == "{" || scalar == "}" { result.unicodeScalars.append(scalar) }
    }
    return result
  }
}
