import Kbuild
import TestSupport
import Testing

@testable import CompileContext

@Suite struct HeaderPackageTests {
  private func package() throws -> TemporaryTree {
    let directory = try TemporaryTree([
      "flavour/include/generated/autoconf.h": "", "flavour/include/config/kernel.release": "6.12.1-amd64\n",
      "flavour/arch/x86/include/generated/asm/a.h": "", "common/Makefile": "", "common/include/linux/module.h": "",
      "common/include/linux/kconfig.h": "", "common/include/linux/bpf.h": "",
    ])
    try directory.add("flavour/Makefile", "include \(directory.root)/common/Makefile\n")
    return directory
  }

  @Test func givesATreeItsGeneratedHeadersOnly() throws {
    let directory = try package()
    let tree = try TemporaryTree.kernel(["kernel/a.c": ""])
    let context = try HeaderPackage(directory: directory.path("flavour"), tree: KernelTree(root: tree.root))
      .makeContext()
    let command = try context.command(for: tree.path("kernel/a.c"))
    #expect(command.context == "header package")
    #expect(command.arguments.contains("-I\(directory.root)/flavour/include"))
    #expect(command.arguments.contains("-I\(tree.root)/include"))
    #expect(!command.fullArguments.contains { $0.contains("/common/") })
    // Distributions leave these off.
    #expect(command.arguments.contains("-DCONFIG_HID_BPF=1"))
  }

  @Test func servesAModuleOfItsOwn() throws {
    let directory = try package()
    let module = try TemporaryTree([
      "src/Makefile": "obj-m := m.o\nccflags-y := -I$(src)/../include -I/etc\n", "src/m.c": "", "include/m.h": "",
    ])
    let context = try HeaderPackage(directory: directory.path("flavour"), tree: nil).makeContext()
    let command = try context.command(for: module.path("src/m.c"))
    #expect(context.kernelVersion?.description == "6.12.1")
    #expect(context.commonHeaders == ["linux/module.h", "linux/bpf.h"])
    #expect(command.arguments.contains("-I\(directory.root)/common/include"))
    #expect(command.prefixIncludes == ["\(directory.root)/common/include/linux/kconfig.h"])
    #expect(command.localArguments == ["-I\(module.root)/src", "-I\(module.root)/include", "-DMODULE"])
  }

  @Test func isToldFromTheOutputOfABuild() throws {
    let directory = try package()
    #expect(HeaderPackage.isHeaderPackage(directory.path("flavour")))
    try directory.add("flavour/kernel/bounds.s", "")
    #expect(!HeaderPackage.isHeaderPackage(directory.path("flavour")))
    #expect(!HeaderPackage.isHeaderPackage(directory.path("common")))
  }

  @Test func saysThatItsOrdinaryHeadersAreMissing() throws {
    let directory = try package()
    try directory.add("flavour/Makefile", "")
    #expect(
      throws: CompileContextError.notABuildDirectory(
        path: directory.path("flavour"), missing: "include/linux/module.h")
    ) {
      try HeaderPackage(directory: directory.path("flavour"), tree: nil).makeContext()
    }
  }
}
