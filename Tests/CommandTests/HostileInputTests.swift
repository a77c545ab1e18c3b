import Foundation
import Testing

/// A file that crashes, hangs or floods the parser costs that file and no other.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct HostileInputTests {
  /// Ordinary-looking C that overflows the parser's stack.
  static let crash = moduleSource(
    kfunc: "bpf_crash", more: "int deep = " + String(repeating: "1+", count: 300_000) + "1;")

  /// A header that is a pipe nobody writes to: opening it never returns.
  static let hang = moduleSource(kfunc: "bpf_hang", more: "#include \"pipe.h\"")

  /// A macro that expands to half a thousand million tokens. Time or memory ends first, as the machine may be.
  static let bomb = moduleSource(
    kfunc: "bpf_bomb",
    more: "#define A0 1+1\n" + (1..<30).map { "#define A\($0) A\($0 - 1)+A\($0 - 1)" }.joined(separator: "\n")
      + "\nint slow = A29;")

  /// A header without end.
  static let flood = moduleSource(kfunc: "bpf_flood", more: "#include \"/dev/zero\"")

  @Test("the good file is analysed, each bad one is named, and the exit code is 3", arguments: [1, 2])
  func costsOneFile(jobs: Int) async throws {
    let unmarked = moduleSource(kfunc: "bpf_bad").replacingOccurrences(of: "__bpf_kfunc int", with: "int")
    let workspace = try Workspace([
      "bad.c": unmarked, "crash.c": Self.crash, "hang.c": Self.hang, "flood.c": Self.flood, "bomb.c": Self.bomb,
    ])
    #expect(mkfifo(workspace.path + "/pipe.h", 0o600) == 0)
    let outcome = try await Program.run(
      ["lint", ".", "--format", "json", "--timeout", "20", "--jobs", String(jobs), "--kernel-version", "6.12"],
      in: workspace.path)
    #expect(outcome.exitCode == 3)
    #expect(try outcome.findings() == ["def-missing-bpf-kfunc bad.c:5"])
    let notifications = try #require(try outcome.json()["notifications"] as? [[String: Any]])
    let failed = notifications.filter { $0["id"] as? String == "file-not-analysed" }.compactMap {
      $0["path"] as? String
    }
    #expect(failed == ["bomb.c", "crash.c", "flood.c", "hang.c"])
    #expect(outcome.errors.contains("'crash.c' was not analysed: the parser crashed on it."))
    #expect(outcome.errors.contains("'hang.c' was not analysed: the parser did not finish within 20 s."))
  }

  @Test("a worker does not outlive a parent that is killed")
  func workersEndWithParent() async throws {
    let workspace = try Workspace(["hang.c": Self.hang])
    #expect(mkfifo(workspace.path + "/pipe.h", 0o600) == 0)
    let program = try #require(Program.path)
    // The shell ends the program in the middle of the parse and then looks for its workers.
    let script =
      "'\(program)' lint hang.c --timeout 300 & sleep 3; kill -9 $!; sleep 3; pgrep -f '__worker parse' -P 1 | wc -l"
    let outcome = try await Program.run(["-c", script], in: workspace.path, program: "/bin/sh")
    #expect(outcome.output.split(separator: "\n").last?.trimmingCharacters(in: .whitespaces) == "0")
  }

  @Test("a pipe with the name of a source file is not waited for")
  func pipe() async throws {
    let workspace = try Workspace(["good.c": moduleSource(kfunc: "bpf_good")])
    #expect(mkfifo(workspace.path + "/pipe.c", 0o600) == 0)
    let outcome = try await Program.run(["lint", "."], in: workspace.path)
    #expect(outcome.exitCode == 0)
  }

  @Test("a directory named like a source file is not read as one")
  func directory() async throws {
    let workspace = try Workspace(["odd.c/good.c": moduleSource(kfunc: "bpf_good")])
    let outcome = try await Program.run(["inventory", ".", "--format", "csv"], in: workspace.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains("bpf_good"))
  }
}
