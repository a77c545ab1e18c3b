import SourceText

/// An identifier that a `.. kernel-doc::` directive of the documentation asks for (`Documentation/doc-guide/kernel-doc.rst`).
public struct DocDirectiveFact: Codable, Hashable, Sendable {
  /// The source file that the directive names.
  public var file: String
  public var identifier: String
  public var range: SourceRange
  public var state: State
  /// The names that the file has comments about, where ``identifier`` is not among them.
  public var documented: [String]

  public init(file: String, identifier: String, range: SourceRange, state: State, documented: [String]) {
    self.file = file
    self.identifier = identifier
    self.range = range
    self.state = state
    self.documented = documented
  }

  /// What the file has: itself missing, nothing of the name, the name without comment, or a comment.
  public enum State: String, Codable, Hashable, Sendable {
    case noFile = "no file"
    case unknown = "nothing"
    case undocumented = "no comment"
    case documented = "comment"
  }
}

/// The first mention of a `KF_*` flag in a document.
public struct DocFlagFact: Codable, Hashable, Sendable {
  public var name: String
  public var range: SourceRange

  public init(name: String, range: SourceRange) {
    self.name = name
    self.range = range
  }
}
