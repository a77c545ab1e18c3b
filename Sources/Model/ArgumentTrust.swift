import Dialect

/// Which kernel objects the verifier lets a program pass to a kfunc (`kernel/bpf/verifier.c:check_kfunc_args`).
enum ArgumentTrust: String {
  /// Also pointers that were only walked to, which may be freed.
  case any
  /// Only pointers with a reference (KF_TRUSTED_ARGS up to 6.1).
  case referenced
  /// Pointers as the kernel handed them out, or with a reference.
  case trusted
  /// These, and pointers that RCU protects, whose object may be on its way out.
  case rcu

  /// Returns what the written flags of an entry ask for in a release.
  static func of(_ flags: [String], in dialect: Dialect) -> ArgumentTrust {
    let effective = EffectiveFlags.of(flags, in: dialect)
    // A trusted pointer is tested for first and an RCU-protected one is let through behind it, so that the weaker flag decides.
    if effective.contains("KF_RCU"), dialect.flag(named: "KF_RCU") != nil { return .rcu }
    guard effective.contains("KF_TRUSTED_ARGS") else { return .any }
    return dialect.has(semantics: "trusted-means-referenced") ? .referenced : .trusted
  }

  /// Whether the verifier refuses NULL, and memory that may be NULL, for all pointers whose names do not allow it: from 6.3 for trusted
  /// arguments, from 6.4 for KF_RCU, from 7.0 always.
  static func refusesNull(_ flags: [String], in dialect: Dialect) -> Bool {
    switch of(flags, in: dialect) {
    case .any, .referenced: false
    case .trusted: dialect.has(semantics: "trusted-excludes-null-memory")
    case .rcu: dialect.has(semantics: "rcu-is-weaker-trusted") || isAlsoTrusted(flags, in: dialect)
    }
  }

  private static func isAlsoTrusted(_ flags: [String], in dialect: Dialect) -> Bool {
    dialect.has(semantics: "trusted-excludes-null-memory")
      && EffectiveFlags.of(flags, in: dialect).contains("KF_TRUSTED_ARGS")
  }
}

/// What a program gets back from a kfunc (`kernel/bpf/verifier.c:check_kfunc_call`).
enum ReturnKind: String {
  case nothing, scalar
  /// Memory that the program may read or write, as large as the pointee or as a `rdonly_buf_size` argument.
  case memory
  /// A kernel object that the program must release.
  case reference
  /// A kernel object that is alive.
  case trusted
  /// A kernel object that is alive as long as the RCU section lasts.
  case rcu
  /// A pointer to a kernel object, which the program can read but should not rely on.
  case untrusted
  /// The verifier refuses every call.
  case refused
}
