/// The rule files, vocabulary, knowledge and stub headers that the program carries in itself.
public enum BuiltinRules {
  /// The contents of every file below `Rules`, by its path relative to that directory (`vocabulary/flags.yaml`).
  public static var files: [String: String] { embeddedRuleFiles }
}
