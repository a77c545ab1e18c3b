import Kbuild
import SourceText
import TestSupport
import Testing

@testable import CompileContext

@Suite struct BareTreeTests {
  private static let files = [
    "Kbuild": "bounds-file := include/generated/bounds.h\nnew-file := include/generated/rq-offsets-of-tomorrow.h\n",
    "arch/x86/include/asm/Kbuild": "generic-y += mcs.h\ngeneric-y += gone.h\ngenerated-y += tomorrow.h\n",
    "arch/x86/include/asm/own.h": "",
    "include/asm-generic/Kbuild": "mandatory-y += own.h\nmandatory-y += rwonce.h\n",
    "include/asm-generic/mcs.h": "", "include/asm-generic/own.h": "", "include/asm-generic/rwonce.h": "",
    "include/uapi/asm-generic/Kbuild": "mandatory-y += errno.h\n", "include/uapi/asm-generic/errno.h": "",
    "arch/x86/entry/syscalls/syscall_64.tbl": "0 common read sys_read\n512 x32 sig sys_sig\n",
    "include/linux/kconfig.h": "", "include/linux/compiler_types.h": "", "include/linux/bpf.h": "",
    "include/net/sock.h": "",
  ]

  private func context(_ more: [String: String] = [:], version: (Int, Int) = (6, 12)) throws
    -> (tree: TemporaryTree, context: CompileContext, header: (String) -> String?)
  {
    let tree = try TemporaryTree.kernel(Self.files.merging(more) { $1 }, version: version)
    let context = try BareTree(tree: KernelTree(root: tree.root)).makeContext()
    return (
      tree, context,
      { name in context.virtualFiles.first { $0.path == "/nonexistent-kfunclint/bare-tree/\(name)" }?.contents }
    )
  }

  @Test func wrapsHeadersThatTheArchitectureTakesFromAsmGeneric() throws {
    let (_, _, header) = try context()
    let asm = "arch/x86/include/generated/asm"
    #expect(header("\(asm)/mcs.h") == "#include <asm-generic/mcs.h>\n")
    #expect(header("\(asm)/rwonce.h") == "#include <asm-generic/rwonce.h>\n")
    #expect(header("arch/x86/include/generated/uapi/asm/errno.h") == "#include <asm-generic/errno.h>\n")
    #expect(header("\(asm)/own.h") == nil)
    #expect(header("\(asm)/gone.h") == nil)
  }

  @Test func makesHeadersThatNewReleasesGenerateEmpty() throws {
    let (_, _, header) = try context()
    #expect(header("arch/x86/include/generated/asm/tomorrow.h") == "")
    #expect(header("include/generated/rq-offsets-of-tomorrow.h") == "")
  }

  @Test func numbersSystemCalls() throws {
    let (_, _, header) = try context()
    #expect(
      header("arch/x86/include/generated/uapi/asm/unistd_64.h") == "#define __NR_read 0\n#define __NR_syscalls 1\n")
    #expect(header("arch/x86/include/generated/asm/unistd_64_x32.h")?.contains("__NR_x32_sig 512\n") == true)
    // There is no 32-bit table in this tree.
    #expect(header("arch/x86/include/generated/asm/unistd_32_ia32.h") == nil)
  }

  @Test func definesTheConfigurationOfTheRelease() throws {
    let new = try context().header("include/generated/autoconf.h")
    #expect(new?.contains("#define CONFIG_BPF_SYSCALL 1\n") == true)
    #expect(new?.contains("#define CONFIG_HZ 1000\n") == true)
    #expect(new?.contains("#define CONFIG_DEFAULT_TCP_CONG \"cubic\"\n") == true)
    #expect(new?.contains("CONFIG_BASE_SMALL") == false)
    let old = try context(version: (6, 1)).header("include/generated/autoconf.h")
    #expect(old?.contains("#define CONFIG_BASE_SMALL 0\n") == true)
  }

  @Test func statesTheRelease() throws {
    let (_, context, header) = try context()
    #expect(header("include/generated/utsrelease.h") == "#define UTS_RELEASE \"6.12.7-rc2\"\n")
    #expect(header("include/generated/uapi/linux/version.h")?.contains("LINUX_VERSION_CODE \(0x060c07)\n") == true)
    #expect(context.kernelVersion?.description == "6.12.7")
  }

  @Test func searchesHeadersInTheOrderOfKbuild() throws {
    let (tree, context, _) = try context(["kernel/a.c": "", "kernel/Makefile": "obj-y += a.o\n"])
    let command = try context.command(for: tree.path("kernel/a.c"))
    let virtual = "/nonexistent-kfunclint/bare-tree"
    #expect(
      command.arguments.filter { $0.hasPrefix("-I") } == [
        "-I\(tree.root)/arch/x86/include", "-I\(virtual)/arch/x86/include/generated", "-I\(tree.root)/include",
        "-I\(virtual)/include", "-I\(tree.root)/arch/x86/include/uapi",
        "-I\(virtual)/arch/x86/include/generated/uapi", "-I\(tree.root)/include/uapi",
        "-I\(virtual)/include/generated/uapi",
      ])
    for flag in ["-nostdinc", "-x", "c", "-w", "-ferror-limit=0", "-DCC_USING_FENTRY", "-DKBUILD_MODNAME=\"x\""] {
      #expect(command.arguments.contains(flag), "\(flag)")
    }
    #expect(
      command.prefixIncludes == ["kconfig.h", "compiler_types.h"].map { "\(tree.root)/include/linux/\($0)" })
    #expect(command.localArguments == ["-I\(tree.root)/kernel"])
    #expect(command.context == "bare tree")
    #expect(
      command.fullArguments == command.arguments + command.prefixIncludes.flatMap { ["-include", $0] }
        + command.localArguments)
  }

  @Test func namesCommonHeadersThatTheTreeHas() throws {
    #expect(try context().context.commonHeaders == ["linux/module.h", "linux/bpf.h", "net/sock.h"])
  }

  @Test func parsesFilesCompiledByInclusionThroughTheirIncluder() throws {
    let (tree, context, _) = try context([
      "kernel/sched/Makefile": "obj-y += build_policy.o other.o\n",
      "kernel/sched/build_policy.c": "#ifdef CONFIG_X\n# include \"ext.c\"\n#endif\n#include \"sub/deep.c\"\n",
      "kernel/sched/other.c": "#include \"kfuncs.h\"\n", "kernel/sched/another.c": "#include \"kfuncs.h\"\n",
      "kernel/sched/ext.c": "", "kernel/sched/kfuncs.h": "", "kernel/sched/sub/deep.c": "#include \"deepest.c\"\n",
      "kernel/sched/sub/deepest.c": "", "kernel/sched/lonely.c": "", "include/net/alone.h": "",
      "kernel/sched/test.c": "#include \"other.c\"\n",
      "kernel/sched/loop.c": "#include \"pool.c\"\n", "kernel/sched/pool.c": "#include \"loop.c\"\n",
    ])
    func main(_ name: String) throws -> String {
      let command = try context.command(for: tree.path(name))
      #expect(command.candidate == tree.path(name))
      let through = PathText.relative(command.mainFile, below: tree.root) ?? ""
      #expect(command.context == (through == name ? "bare tree" : "bare tree, through \(through)"))
      return through
    }
    #expect(try main("kernel/sched/ext.c") == "kernel/sched/build_policy.c")
    #expect(try main("kernel/sched/sub/deepest.c") == "kernel/sched/build_policy.c")
    // The includer that is compiled by itself comes first.
    #expect(try main("kernel/sched/kfuncs.h") == "kernel/sched/other.c")
    // A test that includes the file for its static functions is not where the file belongs.
    #expect(try main("kernel/sched/other.c") == "kernel/sched/other.c")
    #expect(try main("kernel/sched/lonely.c") == "kernel/sched/lonely.c")
    #expect(try main("include/net/alone.h") == "include/net/alone.h")
    #expect(try main("kernel/sched/loop.c") == "kernel/sched/pool.c")
  }

  @Test func addsWhatTheDirectoryAdds() throws {
    let (tree, context, _) = try context([
      "drivers/x/Makefile": "subdir-ccflags-y := -I$(src)/inherited\n",
      "drivers/x/y/Makefile": "obj-m += y.o\nccflags-y := -DLOCAL -Wall\n", "drivers/x/y/y.c": "",
      "drivers/x/z/Makefile": "obj-y += z.o\n", "drivers/x/z/z.c": "",
    ])
    let module = try context.command(for: tree.path("drivers/x/y/y.c"))
    let builtIn = try context.command(for: tree.path("drivers/x/z/z.c"))
    #expect(
      module.localArguments == [
        "-I\(tree.root)/drivers/x/y", "-I\(tree.root)/drivers/x/inherited", "-DLOCAL", "-DMODULE",
      ])
    #expect(builtIn.localArguments == ["-I\(tree.root)/drivers/x/z", "-I\(tree.root)/drivers/x/inherited"])
    #expect(module.group == builtIn.group)
    #expect(module.arguments == builtIn.arguments)
  }

  @Test func takesTheArgumentsOfTheMakefileThatNamesTheObject() throws {
    let (tree, context, _) = try context([
      "fs/x/Makefile": "ccflags-y := -I$(src) -I$(src)/lib\nx-y := $(addprefix lib/, deep.o)\nobj-y += x.o\n",
      "fs/x/lib/deep.c": "", "fs/x/lib/other.c": "",
    ])
    #expect(
      try context.command(for: tree.path("fs/x/lib/deep.c")).localArguments
        == ["-I\(tree.root)/fs/x/lib", "-I\(tree.root)/fs/x"])
    #expect(try context.command(for: tree.path("fs/x/lib/other.c")).localArguments == ["-I\(tree.root)/fs/x/lib"])
  }

  @Test func switchesOnWhatAFileIsCompiledUnder() throws {
    let (tree, context, _) = try context([
      "Kbuild": "obj-$(CONFIG_NET) += net/\n",
      "net/Makefile": """
      obj-$(CONFIG_NET) += on.o
      obj-$(CONFIG_NEW) += new.o
      ifeq ($(CONFIG_OLD),y)
      obj-$(CONFIG_BPF) += old.o
      else
      obj-m += old.o
      endif
      ifneq ($(CONFIG_NET),y)
      obj-y += off.o
      endif
      obj-$(CONFIG_ONE) += either.o
      obj-$(CONFIG_INET) += either.o
      """,
      "net/on.c": "", "net/new.c": "", "net/old.c": "", "net/off.c": "", "net/either.c": "",
    ])
    func command(_ name: String) throws -> CompileCommand { try context.command(for: tree.path("net/\(name).c")) }
    #expect(try command("new").arguments == command("on").arguments + ["-DCONFIG_NEW=1"])
    #expect(try command("new").context == "bare tree, with CONFIG_NEW")
    #expect(try command("new").group != command("on").group)
    #expect(try command("new").group.utf8.count == 16)
    // One way to build it is enough, and one that asks for a symbol to be off cannot be helped.
    for name in ["on", "old", "off", "either"] {
      #expect(try command(name).context == "bare tree", "\(name)")
      #expect(try command(name).group == command("on").group, "\(name)")
    }
  }

  @Test func groupsDependOnTheHeaders() throws {
    let first = try context(["kernel/a.c": ""])
    let second = try context(["kernel/a.c": ""], version: (6, 1))
    #expect(
      try first.context.command(for: first.tree.path("kernel/a.c")).group
        != second.context.command(for: second.tree.path("kernel/a.c")).group)
  }

  @Test func refusesFilesOutsideOfTheTree() throws {
    let (tree, context, _) = try context()
    let other = try TemporaryTree(["a.c": ""])
    #expect(throws: CompileContextError.outsideTree(path: other.path("a.c"), root: tree.root)) {
      try context.command(for: other.path("a.c"))
    }
  }

  @Test func refusesOtherArchitectures() throws {
    let directory = try TemporaryTree.kernel()
    let tree = try KernelTree(root: directory.root)
    #expect(throws: CompileContextError.unsupportedArchitecture("arm64")) {
      try BareTree(tree: tree, architecture: "arm64")
    }
  }

  @Test func doesNotNeedAnyListOrTable() throws {
    let tree = try TemporaryTree.kernel(version: (9, 9))
    let context = try BareTree(tree: KernelTree(root: tree.root)).makeContext()
    #expect(context.virtualFiles.contains { $0.path.hasSuffix("/include/generated/autoconf.h") })
  }
}
