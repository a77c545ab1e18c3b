import ByteSearch

/// The words that make a file worth parsing.
public enum KfuncMarkers {
  /// Whether any of the names that count in a source file or header can stand in the bytes. At most three passes of memmem,
  /// one for headers, which are the greater part of a kernel: cheap enough for all of it.
  public static func mayOccur(in bytes: UnsafeRawBufferPointer, isHeader: Bool) -> Bool {
    contains(bytes, "BTF_") || !isHeader && (contains(bytes, "kfunc") || contains(bytes, "fmodret"))
  }

  /// Names that make a source file a candidate.
  public static let names: Set<String> = [
    "__bpf_kfunc", "BTF_ID_FLAGS", "BTF_KFUNCS_START", "BTF_SET8_START", "register_btf_kfunc_id_set",
    "register_btf_fmodret_id_set", "register_btf_id_dtor_kfuncs", "BTF_TYPE_SAFE_NESTED", "BTF_TYPE_SAFE_RCU",
    "BTF_TYPE_SAFE_RCU_OR_NULL", "BTF_TYPE_SAFE_TRUSTED", "BTF_TYPE_SAFE_TRUSTED_OR_NULL",
  ]

  /// Names that make a header one: a prototype with `__bpf_kfunc` alone defines nothing.
  public static let headerNames: Set<String> = ["BTF_ID_FLAGS", "BTF_KFUNCS_START", "BTF_SET8_START"]

  /// Names of lists and sets that need no parse of their own, since the text says all about them.
  public static let listNames: Set<String> = [
    "BTF_ID_LIST", "BTF_ID_LIST_GLOBAL", "BTF_ID_LIST_SINGLE", "BTF_ID_LIST_GLOBAL_SINGLE", "BTF_SET_START",
    "BTF_SET_START_GLOBAL",
  ]

  /// Tells whether one of the names stands in the code, outside of comments, strings and directives. O(n).
  public static func occur(_ names: Set<String>, in bytes: [UInt8]) -> Bool {
    Lexer.tokens(of: bytes).contains { token in
      token.kind == .identifier && !token.isInDirective
        && names.contains(String(decoding: bytes[token.span], as: UTF8.self))
    }
  }

  /// Tells whether a word stands in the bytes, as part of whatever. O(n).
  public static func contains(_ bytes: UnsafeRawBufferPointer, _ word: String) -> Bool {
    firstIndex(of: word, in: bytes) != nil
  }

  /// Returns where a word stands in the bytes first, as part of whatever; nil when it does not. O(n).
  public static func firstIndex(of word: String, in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
    var word = word
    return word.withUTF8 { needle in
      guard let needleBase = needle.baseAddress else { return 0 }
      return kfl_memmem(base, bytes.count, needleBase, needle.count).map { base.distance(to: $0) }
    }
  }
}
