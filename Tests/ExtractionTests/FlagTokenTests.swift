import Facts
import Testing

@testable import Extraction

/// The flags argument of entries, through macros.
struct FlagTokenTests {
  private func entry(_ text: String, _ surroundings: Candidate.Surroundings = .init()) throws -> EntryFact {
    let source = try Candidate.parse(text, surroundings)
    return try #require(source.facts.sets.first?.entries.first)
  }

  private func set(_ flags: String) -> String {
    "BTF_KFUNCS_START(s)\nBTF_ID_FLAGS(func, f, \(flags))\nBTF_KFUNCS_END(s)\n"
  }

  @Test(
    "the kernel's flags stay names, and macros of the file are expanded, whatever they are called",
    arguments: [
      ("", "KF_ACQUIRE | KF_RET_NULL", ["KF_ACQUIRE", "|", "KF_RET_NULL"], ["KF_ACQUIRE", "KF_RET_NULL"]),
      (
        "#define FINDER (KF_ACQUIRE | KF_RET_NULL)\n", "FINDER | KF_SLEEPABLE",
        ["(", "KF_ACQUIRE", "|", "KF_RET_NULL", ")", "|", "KF_SLEEPABLE"],
        ["KF_ACQUIRE", "KF_RET_NULL", "KF_SLEEPABLE"]
      ),
      ("#define KF_MINE KF_ACQUIRE\n", "KF_MINE", ["KF_ACQUIRE"], ["KF_ACQUIRE"]),
      ("#define KF_MINE (1 << 20)\n", "KF_MINE", ["(", "1", "<<", "20", ")"], []),
      ("#define ONE KF_ACQUIRE\n#define TWO (ONE)\n", "TWO", ["(", "KF_ACQUIRE", ")"], ["KF_ACQUIRE"]),
    ])
  func expansion(directives: String, flags: String, tokens: [String], names: [String]) throws {
    let entry = try entry(directives + set(flags))
    #expect(entry.flagTokens == tokens)
    #expect(entry.flags.map(\.name) == names)
    #expect(entry.flagsText == flags)
  }

  @Test("a name that is no macro stays, since the parser would have recorded one")
  func undefined() throws {
    let entry = try entry(set("KF_ACQUIRE | finder"))
    #expect(entry.flagTokens == ["KF_ACQUIRE", "|", "finder"])
  }

  @Test("a header's macro is expanded, and a flag of a header is not")
  func header() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.headers["/kfl/include/mine.h"] = "#define FINDER KF_ACQUIRE\n#define KF_BOTH (FINDER | KF_RELEASE)\n"
    let entry = try entry("#include <mine.h>\n" + set("FINDER | KF_BOTH | KF_SLEEPABLE"), surroundings)
    #expect(entry.flags.map(\.name) == ["KF_ACQUIRE", "KF_ACQUIRE", "KF_RELEASE", "KF_SLEEPABLE"])
  }

  @Test("where the parser did not look, or lacks an include, a name that is not a flag's is not known")
  func unknown() throws {
    let skipped = try entry(
      "#ifdef CONFIG_NEVER\n" + set("KF_ACQUIRE | FINDER") + "#endif\n" + set("KF_ACQUIRE"))
    #expect(skipped.flagTokens == nil)
    #expect(skipped.flags.map(\.name) == ["KF_ACQUIRE", "FINDER"])
    var surroundings = Candidate.Surroundings()
    surroundings.toleratesMissingIncludes = true
    let lone = try entry("#include \"missing.h\"\n" + set("KF_ACQUIRE | FINDER"), surroundings)
    #expect(lone.flagTokens == nil)
  }

  @Test("arguments behind the flags have a place, up to the parenthesis")
  func extraArguments() throws {
    let source = try Candidate.parse(
      "BTF_KFUNCS_START(s)\nBTF_ID_FLAGS(func, f, «KF_ACQUIRE, KF_RET_NULL»)\nBTF_KFUNCS_END(s)\n")
    let entry = try #require(source.facts.sets.first?.entries.first)
    #expect(entry.extraArguments == ["KF_RET_NULL"])
    #expect(entry.lastArgumentsRange.isSpan(0, of: source))
  }
}
