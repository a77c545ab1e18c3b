import Kbuild
import TestSupport
import Testing

@testable import CompileContext

@Suite struct ExplicitArgumentsTests {
  @Test func trustTheUsersPathsButNotTheirFlags() throws {
    let directory = try TemporaryTree(["a.c": "", "h.h": ""])
    let context = ExplicitArguments(
      arguments: ["-Iinc", "-I/usr/include", "-include", "h.h", "-DX", "-O2", "-fplugin=x", "-o", "out"],
      directory: directory.root, tree: nil
    ).makeContext()
    let command = try context.command(for: directory.path("a.c"))
    #expect(Array(command.arguments.prefix(3)) == ["-I\(directory.root)/inc", "-I/usr/include", "-DX"])
    #expect(command.prefixIncludes == ["\(directory.root)/h.h"])
    #expect(context.notes == ["arguments ignored after '--': '-O2' '-fplugin=x' '-o' 'out'"])
    #expect(command.context == "explicit arguments")
    #expect(context.commonHeaders == [])
  }

  @Test func knowIncludersOfTheTree() throws {
    let tree = try TemporaryTree.kernel([
      "kernel/main.c": "#include \"part.c\"\n", "kernel/part.c": "", "kernel/Makefile": "obj-y += main.o\n",
    ])
    let context = ExplicitArguments(arguments: [], directory: "/", tree: try KernelTree(root: tree.root)).makeContext()
    let command = try context.command(for: tree.path("kernel/part.c"))
    #expect(command.context == "explicit arguments, through kernel/main.c")
    #expect(context.notes == [])
  }

  @Test func needTheFile() {
    let context = ExplicitArguments(arguments: [], directory: "/", tree: nil).makeContext()
    #expect(throws: CompileContextError.unreadable(path: "/no/file.c", reason: .missing)) {
      try context.command(for: "/no/file.c")
    }
  }
}
