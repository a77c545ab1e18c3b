extension FileFacts {
  /// The words of ``context`` for a file that was read and not parsed.
  public static let textOnlyContext = "text only"

  /// Whether the file was only read, since it holds nothing but BTF ID lists.
  public var isTextOnly: Bool { context == FileFacts.textOnlyContext }
}
