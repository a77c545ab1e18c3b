/// Finds the endings of parameter names that a source of the verifier compares with.
enum SuffixLiterals {
  /// Returns the string literals that begin with two underscores in functions that classify arguments of kfuncs.
  ///
  /// These are `is_kfunc_arg_mem_size` and its like, whose way of comparing changed over time: strncmp in 6.1,
  /// __kfunc_param_match_suffix up to 6.8, btf_param_match_suffix since.
  static func suffixes(in text: CText) -> Set<String> {
    var found: Set<String> = []
    for function in text.functionBodies(where: { $0.hasPrefix("is_kfunc_arg_") }) {
      for literal in CText.stringLiterals(in: function.body) where isSuffix(literal) { found.insert(literal) }
    }
    return found
  }

  private static func isSuffix(_ literal: String) -> Bool {
    literal.hasPrefix("__") && literal.utf8.count > 2
      && literal.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == UInt8(ascii: "_") }
  }
}
