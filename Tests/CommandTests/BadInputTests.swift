import Foundation
import Testing

/// Each kind of bad input gets one clear message, what to do, and the right exit code.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var arguments: [String]
    var exitCode: Int32
    var message: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "a path that does not exist", arguments: ["lint", "missing.c"], exitCode: 2,
      message: "kfunclint: error: 'missing.c' does not exist\n"),
    Case(
      name: "no tree and no path", arguments: ["lint"], exitCode: 2,
      message: "kfunclint: error: no kernel tree around the working directory, and no path given\n"),
    Case(
      name: "a tree that is no kernel", arguments: ["lint", "--tree", "sub"], exitCode: 2,
      message: "is not in a kernel source tree: missing 'Makefile', 'Kconfig', 'Kbuild', 'include/linux'\n"),
    Case(
      name: "a tree that does not exist", arguments: ["lint", "--tree", "nowhere"], exitCode: 2,
      message: "nowhere': no such file or directory\n"),
    Case(
      name: "a file that is no C", arguments: ["lint", "notes.txt"], exitCode: 2,
      message: "kfunclint: error: 'notes.txt' is no C source file\n"),
    Case(
      name: "a binary file", arguments: ["lint", "binary.c"], exitCode: 2,
      message: "kfunclint: error: 'binary.c' is no C source file: it holds NUL bytes\n"),
    Case(
      name: "a directory without C", arguments: ["lint", "sub"], exitCode: 2,
      message: "kfunclint: error: 'sub' holds no C source file\n"),
    Case(
      name: "a version before kfunc flags", arguments: ["lint", "good.c", "--kernel-version", "5.15"], exitCode: 2,
      message: "kfunclint: error: kernel 5.15 is too old: kfunc flags exist since 6.0\n"),
    Case(
      name: "a version that is none", arguments: ["lint", "good.c", "--kernel-version", "new"], exitCode: 2,
      message: "kfunclint: error: 'new' is no kernel version\n"),
    Case(
      name: "a compile database without tree", arguments: ["lint", "good.c", "--compile-commands", "broken.json"],
      exitCode: 2, message: "kfunclint: error: --compile-commands needs a kernel tree, and there is none\n"),
    Case(
      name: "a build directory without tree", arguments: ["lint", "good.c", "--build-dir", "sub"], exitCode: 2,
      message: "kfunclint: error: --build-dir needs a kernel tree, and there is none\n"),
    Case(
      name: "a facts file that is none", arguments: ["lint", "--facts", "broken.json"], exitCode: 2,
      message: "kfunclint: error: cannot use facts file 'broken.json': it is no facts file\n"),
    Case(
      name: "a facts file of another schema", arguments: ["lint", "--facts", "schema.json"], exitCode: 2,
      message:
        "kfunclint: error: cannot use facts file 'schema.json': it has schema 999, and this kfunclint reads schema 5\n"),
    Case(
      name: "an unknown rule", arguments: ["lint", "good.c", "--select", "flag-unknwon"], exitCode: 2,
      message: "kfunclint: error: no rule matches 'flag-unknwon'; did you mean 'flag-unknown'\n"),
    Case(
      name: "rules that are not there", arguments: ["lint", "good.c", "--rules", "nowhere"], exitCode: 2,
      message: "kfunclint: error: cannot read rules from 'nowhere': not a directory\n"),
    Case(
      name: "an option that does not exist", arguments: ["lint", "--colour"], exitCode: 2,
      message: "Unknown option '--colour'"),
    Case(
      name: "no worker at all", arguments: ["lint", "--jobs", "0"], exitCode: 2,
      message: "--jobs takes a number from 1, not '0'"),
    Case(
      name: "a name that explain does not know", arguments: ["explain", "KF_AQUIRE"], exitCode: 2,
      message:
        "kfunclint: error: there is no rule, flag or suffix 'KF_AQUIRE'\nkfunclint: note: did you mean 'KF_ACQUIRE'?\n"),
  ]

  @Test("says what is wrong, where, and what to do", arguments: cases)
  func message(_ example: Case) async throws {
    let workspace = try Workspace([
      "good.c": moduleSource(kfunc: "bpf_good"), "notes.txt": "no C\n", "sub/notes.txt": "no C\n",
      "broken.json": "{", "schema.json": #"{"schema": 999}"#,
    ])
    try workspace.write("binary.c", Data([0x69, 0x00, 0x69, 0xFF]))
    let outcome = try await Program.run(example.arguments, in: workspace.path)
    #expect(outcome.exitCode == example.exitCode, "\(outcome.errors)")
    #expect(outcome.errors.contains(example.message), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test("an unreadable file is refused with its name")
  func unreadable() async throws {
    guard getuid() != 0 else {
      print("skipped: the superuser can read every file")
      return
    }
    let workspace = try Workspace(["closed.c": "int x;\n"])
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: workspace.path + "/closed.c")
    let outcome = try await Program.run(["lint", "closed.c"], in: workspace.path)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains("kfunclint: error: 'closed.c' cannot be read\n"))
  }

  @Test("a missing libclang is an internal error that names the library and the remedy")
  func missingLibclang() async throws {
    let workspace = try Workspace(["good.c": moduleSource(kfunc: "bpf_good")])
    let outcome = try await Program.run(
      ["lint", "good.c"], in: workspace.path, environment: ["KFUNCLINT_LIBCLANG": "/nowhere/libclang.so"])
    #expect(outcome.exitCode == 4)
    #expect(outcome.errors.contains("kfunclint: error: cannot load libclang: /nowhere/libclang.so"))
    #expect(outcome.errors.contains("KFUNCLINT_LIBCLANG"))
  }

  @Test("a library that is no libclang is an internal error")
  func wrongLibrary() async throws {
    let workspace = try Workspace(["good.c": moduleSource(kfunc: "bpf_good")])
    let outcome = try await Program.run(
      ["lint", "good.c"], in: workspace.path, environment: ["KFUNCLINT_LIBCLANG": "libm.so.6"])
    #expect(outcome.exitCode == 4)
    #expect(outcome.errors.contains("kfunclint: error: cannot load libclang: 'libm.so.6' has no function 'clang_"))
  }

  @Test("a newer kernel than any known is judged by the newest vocabulary, and the report says so")
  func newerVersion() async throws {
    let workspace = try Workspace(["good.c": moduleSource(kfunc: "bpf_good")])
    let outcome = try await Program.run(["lint", "good.c", "--kernel-version", "99.0"], in: workspace.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains("99.0"))
    #expect(outcome.output.contains("newer than"))
  }

  @Test("a reader that goes away ends the program as the signal would, and a full disk is said")
  func lostOutput() async throws {
    let workspace = try Workspace([:])
    let script = """
      set -o pipefail
      (sleep 1; exec "$0" rules list) | true; echo $?
      "$0" rules list > /dev/full; echo $?
      """
    let outcome = try await workspace.run("bash", ["-c", script, try #require(Program.path)], in: "")
    #expect(outcome.output == "141\n4\n")
    #expect(outcome.errors == "kfunclint: cannot write to standard output: No space left on device\n")
  }

  @Test("an empty file is analysed, and the report says that it is empty")
  func emptyFile() async throws {
    let workspace = try Workspace(["empty.c": ""])
    let outcome = try await Program.run(["lint", "empty.c"], in: workspace.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains("'empty.c' is empty."))
  }

  @Test("an argument list that never ends is named as what it is")
  func unterminated() async throws {
    let workspace = try Workspace(["cut.c": "#include <linux/btf_ids.h>\nBTF_KFUNCS_START(cut_ids\n"])
    let outcome = try await Program.run(["lint", "cut.c"], in: workspace.path)
    #expect(outcome.output.contains("the argument list of 'BTF_KFUNCS_START' is never closed"))
  }
}
