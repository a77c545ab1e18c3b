import Foundation
import Testing

/// What `kfunclint lint` prints and returns for small inputs.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct LintCommandTests {
  private static let unmarked = moduleSource(kfunc: "bpf_bad").replacingOccurrences(of: "__bpf_kfunc int", with: "int")

  @Test("a correct file is silent apart from the summary, exit code 0")
  func correct() async throws {
    let workspace = try Workspace(["good.c": moduleSource(kfunc: "bpf_good")])
    let outcome = try await Program.run(
      ["lint", "good.c", "--kernel-version", "6.12", "--severity", "note"], in: workspace.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains("no findings in 1 file, 1 kfunc"))
    #expect(outcome.errors.isEmpty)
  }

  @Test("--quiet prints nothing for a correct file")
  func quiet() async throws {
    let workspace = try Workspace(["good.c": moduleSource(kfunc: "bpf_good")])
    let outcome = try await Program.run(["lint", "good.c", "--kernel-version", "6.12", "--quiet"], in: workspace.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.isEmpty)
  }

  @Test("--fail-on decides the exit code before --severity filters")
  func failOn() async throws {
    let workspace = try Workspace(["bad.c": Self.unmarked])
    for (arguments, code) in [
      (["--fail-on", "error"], 0), (["--fail-on", "warning"], 1), (["--fail-on", "never"], 0),
      (["--severity", "error", "--fail-on", "warning"], 1),
    ] as [([String], Int32)] {
      let outcome = try await Program.run(
        ["lint", "bad.c", "--kernel-version", "6.12"] + arguments, in: workspace.path)
      #expect(outcome.exitCode == code, "\(arguments)")
    }
  }

  @Test("the version decides what is wrong")
  func version() async throws {
    let workspace = try Workspace([
      "bad.c": moduleSource(kfunc: "bpf_old").replacingOccurrences(
        of: "(func, bpf_old)", with: "(func, bpf_old, KF_TRUSTED_ARGS)")
    ])
    let old = try await Program.run(
      ["lint", "bad.c", "--kernel-version", "6.12", "--format", "json", "--select", "flag-unknown"], in: workspace.path)
    let new = try await Program.run(
      ["lint", "bad.c", "--kernel-version", "7.0", "--format", "json", "--select", "flag-unknown"], in: workspace.path)
    #expect(try old.findings() == [])
    #expect(try new.findings() == ["flag-unknown bad.c:12"])
  }

  @Test("a comment with a reason suppresses, one without does not and is reported")
  func suppression() async throws {
    let line = "int bpf_bad(int value)"
    for (comment, code) in [
      ("/* kfunclint: ignore def-missing-bpf-kfunc: kept for an old tool */", 0),
      ("/* kfunclint: ignore def-missing-bpf-kfunc */", 1),
    ] as [(String, Int32)] {
      let workspace = try Workspace([
        "bad.c": Self.unmarked.replacingOccurrences(of: line, with: comment + "\n" + line)
      ])
      let outcome = try await Program.run(["lint", "bad.c", "--kernel-version", "6.12"], in: workspace.path)
      #expect(outcome.exitCode == code)
      #expect(outcome.output.contains("gives no reason") == (code == 1))
    }
  }

  @Test("--output writes further reports, and each format is what it says")
  func outputs() async throws {
    let workspace = try Workspace(["bad.c": Self.unmarked])
    let outcome = try await Program.run(
      [
        "lint", "bad.c", "--kernel-version", "6.12", "--output", "sarif:out.sarif", "--output", "json:out.json",
        "--facts-out", "out.facts",
      ],
      in: workspace.path)
    #expect(outcome.exitCode == 1)
    let sarif = try #require(try JSONSerialization.jsonObject(with: workspace.read("out.sarif")) as? [String: Any])
    #expect(sarif["version"] as? String == "2.1.0")
    let json = try #require(try JSONSerialization.jsonObject(with: workspace.read("out.json")) as? [String: Any])
    #expect(json["version"] as? Int == 1)
    let again = try await Program.run(["lint", "--facts", "out.facts", "--format", "json"], in: workspace.path)
    #expect(try again.findings() == ["def-missing-bpf-kfunc bad.c:5"])
  }

  @Test("an output that cannot be written is an error, not silence")
  func unwritableOutput() async throws {
    let workspace = try Workspace(["bad.c": Self.unmarked])
    let outcome = try await Program.run(["lint", "bad.c", "--output", "json:nowhere/out.json"], in: workspace.path)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains("kfunclint: error: cannot write 'nowhere/out.json'"))
  }

  @Test("facts of two files written apart join into one model")
  func mergedFacts() async throws {
    // The set is in one file and the definition in the other: only together is there a finding about the definition. The mark of the
    // other function makes the file one to look at.
    let workspace = try Workspace([
      "set.c": moduleSource(kfunc: "bpf_here").replacingOccurrences(
        of: "BTF_ID_FLAGS(func, bpf_here)", with: "BTF_ID_FLAGS(func, bpf_here)\nBTF_ID_FLAGS(func, bpf_there)"),
      "definition.c": """
      #include <linux/btf_ids.h>
      __bpf_kfunc int bpf_marker(void) { return 0; }
      int bpf_there(int value) { return value; }
      BTF_ID_LIST_SINGLE(bpf_there_id, func, bpf_there)

      """,
    ])
    for name in ["set", "definition"] {
      _ = try await Program.run(
        ["lint", "\(name).c", "--kernel-version", "6.12", "--facts-out", "\(name).facts"], in: workspace.path)
    }
    let outcome = try await Program.run(
      ["lint", "--facts", "set.facts", "--facts", "definition.facts", "--format", "json"], in: workspace.path)
    // A set of a third file could name the marker, so nothing is said of it.
    #expect(try outcome.findings() == ["def-missing-bpf-kfunc definition.c:3"])
  }

  @Test("arguments after -- are the only context, and dangerous ones are dropped and named")
  func explicitArguments() async throws {
    let workspace = try Workspace([
      "lone.c": "#ifdef WANTED\n__bpf_kfunc int bpf_lone(void) { return 0; }\n#endif\n"
    ])
    let outcome = try await Program.run(
      ["lint", "lone.c", "--", "-DWANTED", "-D__bpf_kfunc=", "-fplugin=evil.so", "-o", "out.o"], in: workspace.path)
    #expect(outcome.output.contains("explicit arguments"))
    #expect(outcome.output.contains("'-fplugin=evil.so'"))
    #expect(!FileManager.default.fileExists(atPath: workspace.path + "/out.o"))
  }

  @Test func `a file of another architecture is named and not analysed`() async throws {
    let workspace = try Workspace.withSmallTree()
    let source = "#include <asm/lowcore.h>\n" + moduleSource(kfunc: "bpf_lowcore")
    try workspace.write("tree/arch/s390/kernel/bpf.c", source)
    let outcome = try await Program.run(["lint", "--no-cache", "--tree", workspace.path + "/tree"])
    #expect(outcome.errors.isEmpty && !outcome.output.contains("file-degraded"), "\(outcome)")
    #expect(
      outcome.output.contains("'arch/s390/kernel/bpf.c' is for the architecture 's390' and was not analysed."))
  }
}
