import BooleanLogic
import ClangFrontend
import Facts
import Foundation
import SourceText
import Testing

@testable import Extraction

struct FileExtractorTests {
  // MARK: Status

  private func status(_ text: String, _ surroundings: Candidate.Surroundings = .init()) throws -> FileFacts {
    try Candidate.parse(text, surroundings).facts
  }

  @Test func aCleanFileIsComplete() throws {
    let facts = try status("__bpf_kfunc int f(void)\n{\n\treturn 0;\n}\n")
    #expect(facts.status == .complete)
    #expect(facts.errorsInFile == 0 && facts.errorsElsewhere == 0)
    #expect(facts.path == Candidate.path)
    #expect(facts.translationUnit == Candidate.path)
    #expect(facts.context == "test")
  }

  @Test func anUnknownTypeAtFileScopeDegrades() throws {
    let facts = try status("int before;\nunknown_t x;\n")
    #expect(facts.status == .degraded(reason: "kernel/a.c:2: unknown type name 'unknown_t'"))
    #expect(facts.errorsInFile == 1)
  }

  /// The end of a set declares its object.
  @Test func aSetWithoutAnEndDoesNotDegrade() throws {
    let text = "#define BTF_SET8_START(name) int start_of_##name;\nBTF_SET8_START(ids)\nint *p = &ids;\n"
    #expect(try status(text).status == .complete)
    #expect(try status(text + "int *q = &others;\n").status != .complete)
  }

  @Test func anUnknownTypeOfAParameterDegrades() throws {
    guard case .degraded = try status("__bpf_kfunc int f(unknown_t x)\n{\n\treturn 0;\n}\n").status else {
      Issue.record("not degraded")
      return
    }
  }

  @Test func severalReasonsAreCounted() throws {
    guard case .degraded(let reason) = try status("a_t x;\nb_t y;\nc_t z;\n").status else {
      Issue.record("not degraded")
      return
    }
    #expect(reason.hasSuffix("unknown type name 'a_t' (and 2 more)"))
  }

  @Test func anErrorInABodyDoesNotDegrade() throws {
    let facts = try status("__bpf_kfunc int f(void)\n{\n\tunknown_t y;\n\treturn undeclared + 1;\n}\n")
    #expect(facts.status == .complete)
    #expect(facts.errorsInFile >= 1)
    #expect(facts.functions.map(\.name) == ["f"])
  }

  @Test func anErrorInAHeaderIsCountedThere() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.headers["/kfl/include/bad.h"] = "unknown_t x;\n"
    let facts = try status("#include <bad.h>\nint y;\n", surroundings)
    #expect(facts.errorsElsewhere == 1)
    #expect(facts.errorsInFile == 0)
  }

  @Test func aMissingHeaderDegradesUnlessTolerated() throws {
    let text = "#include <missing.h>\n__bpf_kfunc int f(void)\n{\n}\n"
    guard case .degraded(let reason) = try status(text).status else {
      Issue.record("not degraded")
      return
    }
    #expect(reason == "kernel/a.c:1: 'missing.h' file not found")
    var surroundings = Candidate.Surroundings()
    surroundings.toleratesMissingIncludes = true
    let tolerant = try status(text, surroundings)
    #expect(tolerant.status == .complete)
    #expect(tolerant.functions.map(\.name) == ["f"])
    let unknown = try status("#include <missing.h>\nunknown_t x;\n", surroundings)
    #expect(unknown.status != .complete)
  }

  @Test func controlCharactersDoNotReachTheReason() throws {
    guard case .degraded(let reason) = try status("#include <a\u{1B}[31mb.h>\n").status else {
      Issue.record("not degraded")
      return
    }
    #expect(reason.unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }

  @Test func aFileThatTheMainFileDoesNotReadFailed() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.headers["/kfl/kernel/main.c"] = "int x;\n"
    surroundings.mainFile = "/kfl/kernel/main.c"
    let facts = try status("int y;\n", surroundings)
    #expect(facts.status == .failed(reason: "'kernel/a.c' is not read when 'kernel/main.c' is parsed"))
    #expect(facts.translationUnit == "kernel/main.c")
  }

  @Test func aParseThatFailsKeepsWhatTheTextSays() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.mainFile = "/kfl/kernel/nowhere.c"
    let facts = try status("BTF_SET8_START(s)\nBTF_ID_FLAGS(func, f)\nBTF_SET8_END(s)\n", surroundings)
    guard case .failed = facts.status else {
      Issue.record("\(facts.status)")
      return
    }
    #expect(facts.sets.map(\.name) == ["s"])
  }

  // MARK: Gaps

  @Test func aMarkerThatIsNoMacroIsAGap() throws {
    let prelude =
      Prelude.text.split(separator: "\n").filter { !$0.contains("BTF_KFUNCS") }.joined(separator: "\n") + "\n"
    let source = try Candidate.parse(
      "extern int «BTF_KFUNCS_START»(int s);\n#ifdef CONFIG_X\nBTF_KFUNCS_END(s)\n#endif\nint x;\n",
      Candidate.Surroundings(prelude: prelude))
    #expect(source.facts.gaps.map(\.reason) == ["'BTF_KFUNCS_START' is not a macro in this kernel"])
    #expect(source.facts.gaps.first?.range.isSpan(0, of: source) == true)
  }

  @Test func markersInBranchesThatAreNotCompiledAreNoGaps() throws {
    let source = try Candidate.parse("#if 0\nBTF_SET8_START(s)\nBTF_SET8_END(s)\n#endif\n")
    #expect(source.facts.gaps.isEmpty)
    #expect(source.facts.sets.map(\.condition) == [.never])
  }

  // MARK: Includers

  /// A directory on disk for files that the extractor reads by itself.
  private final class Scratch {
    let path: String

    init() throws {
      path = NSTemporaryDirectory() + "kfunclint-extraction-" + UUID().uuidString
      try FileManager.default.createDirectory(atPath: path + "/kernel", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws -> String {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
      return path + "/" + name
    }
  }

  private func included(_ main: String, _ text: String) throws -> FileFacts {
    let scratch = try Scratch()
    var surroundings = Candidate.Surroundings()
    surroundings.root = scratch.path
    surroundings.mainFile = try scratch.write("kernel/main.c", main)
    _ = try scratch.write("kernel/a.c", "the disk does not count")
    return try Candidate.parse(text, surroundings).facts
  }

  @Test func aFileIsParsedThroughItsIncluder() throws {
    let facts = try included(
      "typedef int only_here_t;\n#include \"a.c\"\n__bpf_kfunc int in_main(void)\n{\n}\n",
      "__bpf_kfunc only_here_t f(void)\n{\n}\n")
    #expect(facts.status == .complete)
    #expect(facts.functions.map(\.name) == ["f"])
    #expect(facts.translationUnit == "kernel/main.c")
    #expect(facts.path == "kernel/a.c")
    #expect(facts.functions.map(\.condition) == [.always])
  }

  /// The declarations of the file cannot be known then; what its text says has both conditions.
  @Test func aFileThatItsIncluderLeavesOutFailed() throws {
    let facts = try included(
      "#ifdef CONFIG_SCHED\n#include \"../kernel/a.c\"\n#endif\n",
      "#ifdef CONFIG_B\nBTF_SET8_START(s)\nBTF_SET8_END(s)\n#endif\n")
    #expect(facts.status == .failed(reason: "'kernel/a.c' is not read when 'kernel/main.c' is parsed"))
    #expect(facts.sets.map(\.condition.description) == ["CONFIG_B && CONFIG_SCHED"])
  }

  @Test func theIncludersConditionIsConjoined() throws {
    let facts = try included(
      "#define CONFIG_SCHED 1\n#ifdef CONFIG_SCHED\n#include \"a.c\"\n#endif\n",
      "#define CONFIG_B 1\n#ifdef CONFIG_B\nBTF_SET8_START(s)\nBTF_ID_FLAGS(func, f)\nBTF_SET8_END(s)\n__bpf_kfunc int f(void)\n{\n}\n#endif\n"
    )
    #expect(facts.sets.map(\.condition.description) == ["CONFIG_B && CONFIG_SCHED"])
    #expect(facts.sets.first?.entries.map(\.condition.description) == ["CONFIG_B && CONFIG_SCHED"])
    #expect(facts.functions.map(\.condition.description) == ["CONFIG_B && CONFIG_SCHED"])
  }

  @Test func twoIncludesAreAlternatives() throws {
    let facts = try included(
      "#define CONFIG_A 1\n#ifdef CONFIG_A\n#include \"a.c\"\n#else\n#include \"a.c\"\n#endif\n",
      "__bpf_kfunc int f(void)\n{\n}\n")
    #expect(facts.functions.map(\.condition) == [.always])
  }

  // MARK: Precompiled headers

  @Test func factsDoNotDependOnAPrecompiledHeader() throws {
    let scratch = try Scratch()
    let text = """
      #include <conn.h>
      struct conn___init {
      \tstruct conn ct;
      };
      BTF_TYPE_SAFE_RCU(struct conn) {
      \tint a;
      \tint maybe;
      };
      #define EACH E(f) E(g)
      #define E(n) BTF_ID_FLAGS(func, n, KF_ACQUIRE)
      BTF_KFUNCS_START(s)
      EACH
      CONN_xxx
      BTF_KFUNCS_END(s)
      __bpf_kfunc_start_defs();
      __bpf_kfunc struct conn___init *f(const struct file *file, u32 n[4])
      {
      }
      #ifdef CONFIG_X
      __bpf_kfunc u64 g(struct conn *c)
      {
      }
      #else
      __bpf_kfunc int g(struct bpf_iter_x *it)
      {
      }
      #endif
      __bpf_kfunc_end_defs();
      static const struct btf_kfunc_id_set k = { .owner = THIS_MODULE, .set = &s };
      static int __init init(void)
      {
      \treturn register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &k);
      }
      """
    var surroundings = Candidate.Surroundings()
    surroundings.headers["/kfl/include/conn.h"] =
      "#ifndef CONN_H\n#define CONN_H\nstruct conn {\n#ifdef CONFIG_Y\n\tint maybe;\n#endif\n\tint a;\n};\n#endif\n"
    surroundings.prelude += "struct bpf_iter_x { u64 opaque[2]; };\n#define CONN_xxx E(h)\n"
    let plain = try Candidate.parse(text, surroundings).facts
    let output = scratch.path + "/common.pch"
    // The header as it is built for a group: with all that its files share.
    let reads = try PrecompiledHeader.build(
      output: output, arguments: surroundings.allArguments, prefixIncludes: [Prelude.path, "/kfl/include/conn.h"],
      unsavedFiles: surroundings.unsavedFiles, library: try Candidate.library())
    #expect(reads.map(\.path).contains("/kfl/include/conn.h") && !reads.map(\.path).contains(output + ".h"))
    surroundings.precompiledHeader = output
    let precompiled = try Candidate.parse(text, surroundings).facts
    #expect(plain.status == .complete)
    #expect(plain.functions.count == 3)
    #expect(plain.sets.first?.entries.map(\.name) == ["f", "g", "h"])
    #expect(precompiled == plain)
  }

  @Test func aPrecompiledHeaderThatDoesNotFitIsLeftAside() throws {
    let scratch = try Scratch()
    var surroundings = Candidate.Surroundings()
    surroundings.precompiledHeader = try scratch.write("broken.pch", "no precompiled header")
    let facts = try Candidate.parse("__bpf_kfunc int f(void)\n{\n}\n", surroundings).facts
    #expect(facts.status == .complete)
    #expect(facts.functions.map(\.name) == ["f"])
  }

  @Test func nothingIsBuiltOnABrokenHeader() throws {
    let scratch = try Scratch()
    let library = try Candidate.library()
    let files = [UnsavedFile(path: "/kfl/include/bad.h", contents: Array("unknown_t x;\n".utf8))]
    #expect(throws: ParseError.self) {
      _ = try PrecompiledHeader.build(
        output: scratch.path + "/x.pch", arguments: Candidate.Surroundings().allArguments,
        prefixIncludes: ["/kfl/include/bad.h"], unsavedFiles: files, library: library)
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/x.pch"))
  }

  // MARK: Everything else

  @Test func factsAreSortedAndTheSameAgain() throws {
    let text = """
      __bpf_kfunc int z(struct file *f)
      {
      }
      #ifdef CONFIG_X
      __bpf_kfunc int a(struct bpf_prog *p)
      {
      }
      #endif
      __bpf_kfunc int m(void)
      {
      }
      """
    let facts = try Candidate.parse(text).facts
    #expect(facts.functions.map(\.name) == ["z", "a", "m"])
    #expect(try Candidate.parse(text).facts == facts)
  }

  @Test func factsSurviveCoding() throws {
    let facts = try Candidate.parse(
      "#ifdef CONFIG_é\n__bpf_kfunc int f(const u8 a[2])\n{\n}\n#endif\n#if A ` B\nBTF_SET8_START(s)\nBTF_SET8_END(s)\n#endif\n"
    ).facts
    #expect(try JSONDecoder().decode(FileFacts.self, from: JSONEncoder().encode(facts)) == facts)
    #expect(facts.functions.count == 1)
  }

  @Test func carriageReturnsChangeNothing() throws {
    let text =
      "#ifdef CONFIG_X\n__bpf_kfunc int f(int a,\n\tint b)\n{\n}\n#else\n__bpf_kfunc u64 f(void)\n{\n}\n#endif\nBTF_SET8_START(s)\nBTF_ID_FLAGS(func, f,\n\tKF_ACQUIRE)\nBTF_SET8_END(s)\n"
    let unix = try Candidate.parse(text).facts
    let dos = try Candidate.parse(text.replacingOccurrences(of: "\n", with: "\r\n")).facts
    #expect(dos.functions.map(\.returnType) == unix.functions.map(\.returnType))
    #expect(dos.functions.map(\.condition) == unix.functions.map(\.condition))
    #expect(dos.functions.map(\.nameRange.start.line) == unix.functions.map(\.nameRange.start.line))
    #expect(dos.sets.flatMap(\.entries).map(\.flagsText) == unix.sets.flatMap(\.entries).map(\.flagsText))
    #expect(dos.gaps.isEmpty && unix.gaps.isEmpty)
  }

  @Test func bytesThatAreNoTextEnd() throws {
    #expect(try Candidate.parse("\u{0}\u{1}\u{7F}").facts.functions.isEmpty)
  }

  @Test(arguments: [
    "", "#if", "__bpf_kfunc", "BTF_SET8_START(", "/*", "\"", "{{{{", "}}}}", "__bpf_kfunc int f(",
    "BTF_TYPE_SAFE_RCU(struct",
  ])
  func brokenTextsEnd(text: String) throws {
    let facts = try Candidate.parse(text).facts
    #expect(facts.functions.isEmpty)
  }
}
