import Foundation
import Kbuild
import TestSupport
import Testing

@testable import CompileContext

@Suite struct CompilationDatabaseTests {
  private func entry(_ directory: String, _ file: String, _ arguments: [String]) -> String {
    let object: [String: Any] = ["directory": directory, "file": file, "arguments": ["cc"] + arguments]
    return (try? JSONSerialization.data(withJSONObject: object)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private func tree() throws -> TemporaryTree {
    try TemporaryTree.kernel([
      "kernel/a.c": "", "kernel/Makefile": "obj-y += a.o\n", "kernel/a_kfuncs.h": "", "kernel/none.c": "",
      "include/linux/kconfig.h": "",
    ])
  }

  @Test func passesOnWhatTheAllowListKnows() throws {
    let tree = try tree()
    let build = try TemporaryTree()
    try build.add(
      "compile_commands.json",
      "["
        + entry(
          build.root, tree.path("kernel/a.c"),
          [
            "-I\(tree.root)/arch/x86/include", "-include", tree.path("include/linux/kconfig.h"), "-DMODULE", "-DA",
            "-MD",
            "-I/etc", "-include", "/etc/passwd", "-I../..", "-o", "x", "@f", "kernel/a.c",
          ]) + "]")
    let context = try CompilationDatabase(path: build.path("compile_commands.json"), tree: KernelTree(root: tree.root))
      .makeContext()
    let command = try context.command(for: tree.path("kernel/a.c"))
    #expect(
      command.arguments == [
        "--target=x86_64-linux-gnu", "-I\(tree.root)/arch/x86/include", "-DA", "-D__KERNEL__", "-DCC_USING_FENTRY",
        "-DKBUILD_MODNAME=\"x\"", "-DKBUILD_BASENAME=\"x\"", "-DKBUILD_MODFILE=\"x\"", "-D__KBUILD_MODNAME=kmod_x",
        "-x", "c", "-w", "-ferror-limit=0",
      ])
    #expect(command.prefixIncludes == [tree.path("include/linux/kconfig.h")])
    #expect(command.localArguments == ["-DMODULE"])
    #expect(command.context == "compile database")
  }

  @Test func ignoresEntriesOutsideOfTheTreeAndItsBuildDirectory() throws {
    let tree = try tree()
    let build = try TemporaryTree()
    try build.add(
      "db.json",
      "["
        + [
          entry("/", tree.path("kernel/a.c"), ["-DROOT"]), entry(build.root, "/etc/passwd", []), "{}",
          entry(build.root, tree.path("kernel/a.c"), ["-DRIGHT"]),
          entry(build.root, tree.path("kernel/a.c"), ["-DSECOND"]),
        ].joined(separator: ",") + "]")
    let context = try CompilationDatabase(path: build.path("db.json"), tree: KernelTree(root: tree.root)).makeContext()
    #expect(try context.command(for: tree.path("kernel/a.c")).arguments.contains("-DRIGHT"))
    #expect(
      context.notes == [
        "'\(build.path("db.json"))': 2 entries outside of the tree and its build directory ignored",
        "'\(build.path("db.json"))': 1 malformed entries ignored",
      ])
  }

  @Test func findsTheIncluderOfAFileWithoutAnEntry() throws {
    let tree = try tree()
    try tree.add("kernel/a.c", "#include \"a_kfuncs.h\"\n")
    try tree.add("compile_commands.json", "[" + entry(tree.root, "kernel/a.c", ["-DA"]) + "]")
    let path = tree.path("compile_commands.json")
    let context = try CompilationDatabase(path: path, tree: KernelTree(root: tree.root)).makeContext()
    let command = try context.command(for: tree.path("kernel/a_kfuncs.h"))
    #expect(command.mainFile == tree.path("kernel/a.c"))
    #expect(command.context == "compile database, through kernel/a.c")
    #expect(throws: CompileContextError.noEntry(path: "kernel/none.c", database: path)) {
      try context.command(for: tree.path("kernel/none.c"))
    }
    // With generated headers beside the database the file can be parsed all the same, and the report says how.
    try tree.add("include/generated/autoconf.h", "")
    try tree.add("arch/x86/include/generated/asm/a.h", "")
    let built = try CompilationDatabase(path: path, tree: KernelTree(root: tree.root)).makeContext()
    #expect(try built.command(for: tree.path("kernel/none.c")).context == "build directory")
  }

  @Test func refusesOtherFiles() throws {
    let tree = try tree()
    let kernel = try KernelTree(root: tree.root)
    try tree.add("bad.json", "{}")
    try tree.add("empty.json", "[]")
    #expect(
      throws: CompileContextError.malformedDatabase(
        path: tree.path("bad.json"), problem: "it is not a JSON array of objects")
    ) { try CompilationDatabase(path: tree.path("bad.json"), tree: kernel).makeContext() }
    #expect(
      throws: CompileContextError.malformedDatabase(
        path: tree.path("empty.json"), problem: "no entry is a file of '\(tree.root)'")
    ) { try CompilationDatabase(path: tree.path("empty.json"), tree: kernel).makeContext() }
    #expect(throws: CompileContextError.unreadable(path: tree.path("no.json"), reason: .missing)) {
      try CompilationDatabase(path: tree.path("no.json"), tree: kernel).makeContext()
    }
  }
}
