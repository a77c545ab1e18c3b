import Foundation
import TestSupport
import Testing

/// `kfunclint kbuild` as kbuild calls it, and `kfunclint lint --facts` over what it leaves.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct KbuildTests {
  private static let headers = KernelHeaders.newest
  private static let headersHint: Comment = "no linux-headers package is installed, or no make or gcc"

  // MARK: The contract

  /// Calls the checker as kbuild does, in an output directory beside the small tree.
  private func check(
    _ source: String, _ workspace: Workspace, own: [String] = [], environment: [String: String] = [:]
  ) async throws -> Program.Outcome {
    let tree = workspace.path + "/tree"
    let name = URL(fileURLWithPath: source).deletingPathExtension().lastPathComponent
    let flags = [
      "-D__linux__", "-Wbitwise", "-Wno-return-void", "--arch=x86", "-mlittle-endian", "-m64",
      "-Wp,-MMD,.\(name).o.d", "-nostdinc", "-I\(tree)/include", "-I./include",
      "-include", "\(tree)/include/linux/compiler-version.h", "-include", "\(tree)/include/linux/kconfig.h",
      "-include", "\(tree)/include/linux/compiler_types.h",
      "-fno-strict-aliasing", "-fplugin=./none.so", "-o", "written", "-DKBUILD_MODNAME=\"\(name)\"",
    ]
    return try await workspace.run(
      try #require(Program.path), ["kbuild"] + own + flags + [source], in: "out",
      environment: ["srctree": tree, "SRCARCH": "x86"].merging(environment) { $1 })
  }

  private func workspace() throws -> Workspace {
    let workspace = try Workspace.withSmallTree()
    try workspace.write("out/.ticket.o.d", "kept\n")
    try workspace.write("out/include/generated/autoconf.h", "#define CONFIG_BPF_SYSCALL 1\n")
    return workspace
  }

  @Test func `findings go to standard error, facts beside the object, and the build goes on`() async throws {
    let workspace = try workspace()
    try workspace.change("tree/kernel/bpf/ticket.c") {
      $0.replacingOccurrences(of: "__bpf_kfunc int bpf_ticket_read", with: "int bpf_ticket_read")
    }
    let outcome = try await check("../tree/kernel/bpf/ticket.c", workspace)
    #expect(outcome.exitCode == 0 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("kernel/bpf/ticket.c:57:5: warning: "), "\(outcome)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: workspace.path + "/out").sorted() == [
        ".ticket.o.d", ".ticket.o.kfunclint", "include",
      ])
    #expect(String(decoding: try workspace.read("out/.ticket.o.d"), as: UTF8.self) == "kept\n")
    let strict = try await check("../tree/kernel/bpf/ticket.c", workspace, own: ["--werror"])
    #expect(strict.exitCode == 1 && strict.errors == outcome.errors)
  }

  @Test func `a file without markers starts no parser, and loses the facts that it had`() async throws {
    let workspace = try workspace()
    try workspace.write("tree/drivers/badge/other.c", "int other;\n")
    try workspace.write("out/.other.o.kfunclint", "old\n")
    let outcome = try await check(
      "../tree/drivers/badge/other.c", workspace, environment: ["KFUNCLINT_LIBCLANG": "/nonexistent/libclang.so"])
    #expect(outcome.exitCode == 0 && outcome.output.isEmpty && outcome.errors.isEmpty, "\(outcome)")
    #expect(!FileManager.default.fileExists(atPath: workspace.path + "/out/.other.o.kfunclint"))
    let broken = try await check(
      "../tree/kernel/bpf/ticket.c", workspace, environment: ["KFUNCLINT_LIBCLANG": "/nonexistent/libclang.so"])
    #expect(broken.exitCode == 4 && broken.errors.contains("/nonexistent/libclang.so"))
  }

  @Test func `what only a whole tree can tell is not said of one file, but of all together`() async throws {
    let workspace = try workspace()
    // No file defines it.
    try workspace.change("tree/kernel/bpf/ticket.c") {
      $0.replacingOccurrences(
        of: "BTF_ID_FLAGS(func, bpf_ticket_read",
        with: "BTF_ID_FLAGS(func, bpf_ticket_nowhere)\nBTF_ID_FLAGS(func, bpf_ticket_read")
    }
    let one = try await check("../tree/kernel/bpf/ticket.c", workspace)
    #expect(one.exitCode == 0 && !one.errors.contains("bpf_ticket_nowhere"), "\(one)")
    let program = try #require(Program.path)
    let some = try await workspace.run(program, ["lint", "--facts", "../out", "--format", "json"])
    #expect(!some.output.contains("bpf_ticket_nowhere") && some.exitCode == 0, "\(some)")
    let whole = try await workspace.run(program, ["lint", "--tree", ".", "--facts", "../out", "--format", "json"])
    let fresh = try await workspace.run(program, ["lint", "--tree", ".", "--format", "json"])
    #expect(try whole.findings() == fresh.findings() && whole.output.contains("bpf_ticket_nowhere"), "\(whole.errors)")
    #expect(whole.output.contains("\"context\" : \"kbuild\""))
    // A file that changed since is parsed again.
    try await Task.sleep(for: .milliseconds(20))
    try workspace.change("tree/kernel/bpf/ticket.c") {
      $0.replacingOccurrences(of: "bpf_ticket_nowhere", with: "bpf_ticket_gone")
    }
    let changed = try await workspace.run(program, ["lint", "--tree", ".", "--facts", "../out", "--format", "json"])
    #expect(changed.output.contains("bpf_ticket_gone") && !changed.output.contains("bpf_ticket_nowhere"))
    let stale = try await workspace.run(program, ["lint", "--facts", "../out"])
    #expect(stale.output.contains("'kernel/bpf/ticket.c' was changed after its facts were written."), "\(stale)")
  }

  @Test func `mistakes in the call are said`() async throws {
    let workspace = try Workspace(["empty/x": ""])
    let program = try #require(Program.path)
    let none = try await workspace.run(program, ["kbuild"], in: "empty")
    #expect(none.exitCode == 2 && none.errors.contains("make C=1 CHECK=\"kfunclint kbuild\""), "\(none)")
    let facts = try await workspace.run(program, ["lint", "--facts", "."], in: "empty")
    #expect(facts.exitCode == 2 && facts.errors.contains("no facts of a build are in '.'"), "\(facts)")
  }

  // MARK: The real kbuild

  @Test(.enabled(if: headers != nil, headersHint))
  func `a module outside of the kernel is checked while it is built`() async throws {
    let headers = try #require(Self.headers)
    let workspace = try Workspace()
    let module = Workspace.smallTree.replacingOccurrences(of: "/small", with: "/module")
    try FileManager.default.copyItem(atPath: module, toPath: workspace.path + "/tree")
    let program = try #require(Program.path)
    func make(_ arguments: [String]) async throws -> Program.Outcome {
      try await workspace.run("make", ["-C", headers, "M=\(workspace.path)/tree"] + arguments)
    }
    let outcome = try await make(["C=1", "CHECK=\(program) kbuild"])
    #expect(outcome.exitCode == 0, "\(outcome)")
    #expect(outcome.errors.contains("/clock.c:") && outcome.errors.contains(": error: "), "\(outcome.errors)")
    let made = try FileManager.default.contentsOfDirectory(atPath: workspace.path + "/tree")
    #expect(made.contains("clock.ko") && made.contains(".clock.o.kfunclint"))
    // The compiler's dependencies are in the saved command, as without a checker.
    #expect(String(decoding: try workspace.read("tree/.clock.o.cmd"), as: UTF8.self).contains("linux/btf.h"))
    let strict = try await make(["C=2", "CHECK=\(program) kbuild --werror"])
    #expect(strict.exitCode != 0 && strict.errors.contains(": error: "), "\(strict)")
    // The module has settings of its own.
    let rules = outcome.errors.matches(of: /(?:error|warning): .* \[([a-z0-9-]+)\]/).map { String($0.1) }
    try workspace.write("tree/.kfunclint.yaml", "ignore: [\(rules.joined(separator: ", "))]\n")
    let silent = try await make(["C=2", "CHECK=\(program) kbuild --werror"])
    #expect(silent.exitCode == 0 && !silent.errors.contains("clock.c"), "\(silent)")
  }

  @Test(
    .enabled(if: Program.kernels != nil, Program.kernelHint),
    .enabled("make or a tool of the kernel's build is missing") {
      await ConfiguredKernel.isPossible()
    }, arguments: ["6.12", "6.1"])
  func `a kernel is checked while it is built, and looked at as a whole then`(release: String) async throws {
    let kernel = try await ConfiguredKernel(tree: try Program.kernel(release), release: release)
    let program = try #require(Program.path)
    let objects = ["kernel/bpf/helpers.o", "kernel/bpf/map_iter.o", "kernel/bpf/disasm.o"]
    for object in objects { kernel.remove(object) }
    let built = try await kernel.make(["C=1", "CHECK=\(program) kbuild"] + objects)
    // What is found in unmodified files is what docs/findings.md says, and stops nothing.
    let rules = built.errors.matches(of: /(?:error|warning): .* \[([a-z0-9-]+)\]/).map { String($0.1) }
    #expect(built.isSuccess && Set(rules).isSubset(of: ["param-mem-null-unchecked"]), "\(built)")
    let left = try FileManager.default.contentsOfDirectory(atPath: kernel.output + "/kernel/bpf").sorted()
    let names = [".helpers.o.kfunclint", ".map_iter.o.kfunclint", ".disasm.o.kfunclint"]
    #expect(names.map(left.contains) == [true, true, false])
    #expect(!left.contains { $0.hasSuffix(".d") } && left.contains(".helpers.o.cmd"))
    // The same with C=2, which compiles nothing; the facts are the same bytes.
    let facts = try Data(contentsOf: URL(fileURLWithPath: kernel.output + "/kernel/bpf/.helpers.o.kfunclint"))
    let again = try await kernel.make(["C=2", "CHECK=\(program) kbuild"] + objects)
    #expect(again.isSuccess && !again.output.contains("  CC ") && again.output.contains("  CHECK "), "\(again)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: kernel.output + "/kernel/bpf/.helpers.o.kfunclint")) == facts)
    let whole = try await Program.run(
      ["lint", "--tree", kernel.tree, "--facts", kernel.output, "--format", "json"], in: kernel.tree)
    let fresh = try await Program.run(["lint", "--tree", kernel.tree, "--format", "json"], in: kernel.tree)
    #expect(try whole.findings() == fresh.findings() && whole.exitCode == fresh.exitCode)
    #expect(!whole.output.contains("\"degraded\" : \""))
  }
}
