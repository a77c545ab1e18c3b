import Dialect

/// The flags that the verifier of a release acts on, given those written.
enum EffectiveFlags {
  /// Returns the flags with the implied ones, sorted and unique (`kernel/bpf/verifier.c:is_kfunc_trusted_args`).
  static func of(_ flags: [String], in dialect: Dialect) -> [String] {
    var result = Set(flags)
    if dialect.has(semantics: "release-implies-trusted"), result.contains("KF_RELEASE") {
      result.insert("KF_TRUSTED_ARGS")
    }
    if dialect.has(semantics: "trusted-by-default"), !result.contains("KF_RCU") { result.insert("KF_TRUSTED_ARGS") }
    return result.sorted()
  }
}
