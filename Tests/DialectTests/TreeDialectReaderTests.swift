import Foundation
import Testing

@testable import Dialect

@Suite struct TreeDialectReaderTests {
  /// The parts of a 6.12 tree that are read, with things that its release does not have.
  private static let files = [
    "include/linux/btf.h": """
    #define KF_ACQUIRE (1 << 0) /* acquires */
    /*
     * #define KF_COMMENTED (1 << 30)
     *	BTF_ID_FLAGS(func, bpf_task_acquire, KF_ACQUIRE)
     */
    #define KF_TRUSTED_ARGS	(1U << 4) // trusted
    # define KF_IMPLICIT_ARGS BIT(16)
    #define KF_DOWNSTREAM 0x800000
    #define KF_ODD (KF_ACQUIRE | KF_TRUSTED_ARGS)
    #define NOT_KF_X (1 << 9)
    #define __bpf_kfunc __used \\
      noinline
    #define __bpf_kfunc_start_defs() \\
      __diag_push()
    #define __bpf_kfunc_end_defs() __diag_pop()
    """,
    "include/linux/btf_ids.h": """
    #ifdef CONFIG_DEBUG_INFO_BTF
    #define BTF_ID(prefix, name) x
    #define BTF_ID_FLAGS(prefix, name, ...) y
    #define BTF_SET8_START(name) z
    #define BTF_SET8_END(name)
    #define BTF_KFUNCS_START(name) only the start
    #endif
    """,
    "kernel/bpf/verifier.c": """
    #define MAX_KFUNC_DESCS 512
    #define BTF_TYPE_SAFE_RCU(__type)  __PASTE(__type, __safe_rcu)
    static bool is_kfunc_arg_mem_size(const struct btf *btf) { return btf_param_match_suffix(btf, arg, "__sz"); }
    static bool is_kfunc_arg_new(void)
    {
      if (a) { verbose("reg __sz {"); }
      return btf_param_match_suffix(btf, arg, "__downstream"); /* "__comment" */
    }
    static bool other(void) { return is_kfunc_arg_new() && match("__not_an_argument") && odd("__k"); }
    """,
    "kernel/bpf/btf.c": """
    enum {
      BTF_KFUNC_SET_MAX_CNT = 99, /* = 5 */
    };
    static int bpf_prog_type_to_kfunc_hook(enum bpf_prog_type prog_type);
    static int bpf_prog_type_to_kfunc_hook(enum bpf_prog_type prog_type)
    {
      switch (prog_type) {
      case BPF_PROG_TYPE_XDP:
        return BTF_KFUNC_HOOK_XDP;
      case BPF_PROG_TYPE_TRACING:
      case BPF_PROG_TYPE_LSM:
        return BTF_KFUNC_HOOK_TRACING;
      case BPF_PROG_TYPE_EXT:
      default:
        return BTF_KFUNC_HOOK_MAX;
      }
    }
    """,
  ]

  private func read(_ files: [String: String], _ version: KernelVersion = KernelVersion(6, 12)) throws -> Dialect {
    try TreeDialectReader(vocabulary: VocabularyReader().read(), text: { files[$0] }).read(version: version)
  }

  @Test func whatTheTreeDefinesCounts() throws {
    let dialect = try read(Self.files)
    #expect(
      dialect.flags.map(\.name) == ["KF_ACQUIRE", "KF_TRUSTED_ARGS", "KF_IMPLICIT_ARGS", "KF_DOWNSTREAM", "KF_ODD"])
    #expect(dialect.flags.map(\.bit) == [0, 4, 16, 23, nil])
    #expect(dialect.flags.map(\.isKnown) == [true, true, true, false, false])
    #expect(dialect.provenance[.flags] == .tree(files: ["include/linux/btf.h"]))
    #expect(dialect.kfuncAttributes == ["__used", "noinline"])
    #expect(
      dialect.definitionMacros.map(\.name) == [
        "__bpf_kfunc", "__bpf_kfunc_start_defs", "__bpf_kfunc_end_defs", "__diag_push", "__diag_ignore_all",
        "__diag_pop", "CFI_NOSEAL",
      ])
    #expect(dialect.setMacros.map(\.start) == ["BTF_SET8_START"])
    #expect(dialect.entryMacros.map(\.name) == ["BTF_ID", "BTF_ID_FLAGS"])
    #expect(dialect.safeTypeMacros.map(\.name) == ["BTF_TYPE_SAFE_RCU"])
    #expect(
      dialect.hooks == [
        "BPF_PROG_TYPE_XDP": "XDP", "BPF_PROG_TYPE_TRACING": "TRACING", "BPF_PROG_TYPE_LSM": "TRACING",
      ])
    #expect(dialect.limits["entries_per_hook"] == 99)
    #expect(dialect.limits["kfuncs_per_program"] == 512)
    #expect(dialect.limits["filters_per_hook"] == 16)
    #expect(dialect.notes == [])
  }

  @Test func suffixesAreReadFromTheFunctionsThatClassifyArguments() throws {
    let dialect = try read(Self.files)
    // `__k` is compared somewhere else, but it is an ending that the release has.
    #expect(dialect.suffixes.map(\.text) == ["__downstream", "__k", "__sz"])
    #expect(dialect.suffixes.map(\.isKnown) == [false, true, true])
  }

  @Test func upTo61SuffixesAreInBtfC() throws {
    var files = Self.files
    files["kernel/bpf/verifier.c"] = "int nothing;\n"
    files["kernel/bpf/btf.c"] = "static bool is_kfunc_arg_mem_size(void) { return strncmp(name, \"__sz\", 4); }\n"
    let dialect = try read(files, KernelVersion(6, 1))
    #expect(dialect.suffixes.map(\.text) == ["__sz"])
    #expect(dialect.provenance[.suffixes] == .tree(files: ["kernel/bpf/btf.c"]))
  }

  @Test func whatCannotBeReadIsTakenFromTheVocabularyAndSaid() throws {
    let dialect = try read([:])
    let vocabulary = try Dialect(version: KernelVersion(6, 12), vocabulary: VocabularyReader().read())
    #expect(dialect.flags == vocabulary.flags)
    #expect(dialect.hooks == vocabulary.hooks)
    for part in Dialect.Part.allCases where part != .semantics {
      guard case .fallback(KernelVersion(6, 12), _) = dialect.provenance[part] else {
        Issue.record("\(part) is \(String(describing: dialect.provenance[part]))")
        continue
      }
    }
    #expect(dialect.notes.first == "cannot read 'include/linux/btf.h'; flags of 6.12 assumed")
    #expect(dialect.notes.count == 7)
  }

  @Test func aSwitchThatIsNoPlainSwitchIsNotUsed() throws {
    var files = Self.files
    for body in [
      "if (prog_type == BPF_PROG_TYPE_XDP) return BTF_KFUNC_HOOK_XDP;", "return table[prog_type];", "",
      "case BPF_PROG_TYPE_XDP: return hook;",
    ] {
      files["kernel/bpf/btf.c"] = "static int bpf_prog_type_to_kfunc_hook(int t) { \(body) }\n"
      let dialect = try read(files)
      #expect(dialect.hooks["BPF_PROG_TYPE_SYSCALL"] == "SYSCALL", "\(body)")
      #expect(dialect.notes.contains { $0.hasPrefix("the hooks of program types were not found") })
    }
  }

  @Test func newerTreesKeepTheirOwnDefinitions() throws {
    let dialect = try read(Self.files, KernelVersion(9, 0))
    #expect(dialect.flags.count == 5)
    #expect(dialect.notes == ["kernel 9.0 is newer than the newest known release; treated like 7.3"])
  }

  @Test(arguments: ["6.12", "6.1"])
  func realTreesDefineWhatTheVocabularySays(_ release: String) throws {
    guard let directory = RealKernels.directory(release) else { return }
    let version = try #require(KernelVersion(release))
    let vocabulary = try VocabularyReader().read()
    let read = try TreeDialectReader(vocabulary: vocabulary) {
      try? String(contentsOfFile: "\(directory)/\($0)", encoding: .utf8)
    }.read(version: version)
    let expected = try Dialect(version: version, vocabulary: vocabulary)
    #expect(read.flags == expected.flags)
    #expect(read.suffixes == expected.suffixes)
    #expect(read.setMacros == expected.setMacros)
    #expect(read.entryMacros == expected.entryMacros)
    #expect(read.definitionMacros == expected.definitionMacros)
    #expect(read.safeTypeMacros == expected.safeTypeMacros)
    #expect(read.hooks == expected.hooks)
    #expect(read.limits == expected.limits)
    #expect(read.notes == [])
  }

  @Test func garbageNeverStopsTheReader() throws {
    var state: UInt64 = 3
    let alphabet = Array("#define KF_A(1<<) \"'/*\\\n{}is_kfunc_arg_x bpf_prog_type_to_kfunc_hook case".utf8)
    for _ in 0..<300 {
      let text = String(
        decoding: (0..<400).map { _ -> UInt8 in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return alphabet[Int(state >> 33) % alphabet.count]
        }, as: UTF8.self)
      _ = try read(["include/linux/btf.h": text, "kernel/bpf/btf.c": text, "kernel/bpf/verifier.c": text])
    }
    for text in ["f(", "is_kfunc_arg_x(){", "\"", "/*", "#define", "#define KF_A(", "'", "//"] {
      _ = try read(["include/linux/btf.h": text, "kernel/bpf/btf.c": text, "kernel/bpf/verifier.c": text])
    }
  }
}
