import Foundation
import Kbuild
import TestSupport
import Testing

@testable import CompileContext

@Suite struct BuildDirectoryTests {
  private static let tree = [
    "kernel/a.c": "", "kernel/b.c": "", "kernel/c.c": "", "kernel/Makefile": "obj-y += a.o b.o c.o\n",
    "include/linux/kconfig.h": "", "drivers/x/inc/x.h": "",
  ]

  private static func build(_ release: String = "6.12.7") -> [String: String] {
    [
      "include/generated/autoconf.h": "", "include/config/kernel.release": release + "\n",
      "arch/x86/include/generated/asm/a.h": "", "kernel/bounds.s": "",
    ]
  }

  /// A command as a kernel configured for gcc saves it.
  private func saved(_ tree: String, _ name: String, _ more: String = "") -> String {
    """
    savedcmd_kernel/\(name).o := gcc -Wp,-MMD,kernel/.\(name).o.d -nostdinc -I\(tree)/arch/x86/include \
    -I./arch/x86/include/generated -I\(tree)/include -I./include -include \(tree)/include/linux/kconfig.h \
    -D__KERNEL__ -std=gnu11 -m64 -mindirect-branch=thunk-extern -fplugin=evil.so -I/etc \(more) \
    -DKBUILD_MODNAME='"\(name)"' -DKBUILD_MODFILE='"kernel/\(name)"' -c -o kernel/\(name).o \(tree)/kernel/\(name).c

    source_kernel/\(name).o := \(tree)/kernel/\(name).c
    """
  }

  @Test func takesSavedCommandsThroughTheAllowList() throws {
    let tree = try TemporaryTree.kernel(Self.tree)
    let build = try TemporaryTree(Self.build())
    try build.add("kernel/.a.o.cmd", saved(tree.root, "a", "-DMODULE -I\(tree.root)/drivers/x/inc"))
    try build.add("kernel/.b.o.cmd", saved(tree.root, "b"))
    let context = try BuildDirectory(directory: build.root, tree: KernelTree(root: tree.root)).makeContext()
    let first = try context.command(for: tree.path("kernel/a.c"))
    let second = try context.command(for: tree.path("kernel/b.c"))
    for word in ["-I/etc", "-fplugin=evil.so", "-mindirect-branch=thunk-extern", "-c", "-o", "kernel/a.o"] {
      #expect(!first.fullArguments.contains(word), "\(word)")
    }
    #expect(first.arguments.contains("-I\(build.root)/arch/x86/include/generated"))
    #expect(first.arguments.contains("--target=x86_64-linux-gnu"))
    #expect(first.arguments.contains("-DKBUILD_MODNAME=\"x\""))
    #expect(!first.arguments.contains("-DKBUILD_MODNAME=\"a\""))
    #expect(first.prefixIncludes == ["\(tree.root)/include/linux/kconfig.h"])
    #expect(first.localArguments == ["-DMODULE", "-I\(tree.root)/drivers/x/inc"])
    #expect(second.localArguments == [])
    // What is one file's alone does not keep two files from sharing a precompiled header.
    #expect(first.group == second.group)
    #expect(first.context == "build directory")
  }

  @Test func composesCommandsForFilesThatWereNotCompiled() throws {
    let tree = try TemporaryTree.kernel(Self.tree)
    let build = try TemporaryTree(Self.build())
    // This one was saved for another source of the same name.
    try build.add(
      "kernel/.c.o.cmd", "savedcmd_kernel/c.o := gcc -DWRONG kernel/c.c\n\nsource_kernel/c.o := kernel/c.c\n")
    let context = try BuildDirectory(directory: build.root, tree: KernelTree(root: tree.root)).makeContext()
    for file in ["kernel/a.c", "kernel/c.c"] {
      let command = try context.command(for: tree.path(file))
      #expect(command.arguments.contains("-I\(build.root)/include"))
      #expect(!command.fullArguments.contains("-DWRONG"))
    }
    #expect(context.virtualFiles.isEmpty)
    #expect(context.notes == [])
  }

  @Test func saysThatItWasConfiguredForAnotherRelease() throws {
    let tree = try TemporaryTree.kernel(Self.tree)
    let build = try TemporaryTree(Self.build("6.1.9-amd64"))
    let context = try BuildDirectory(directory: build.root, tree: KernelTree(root: tree.root)).makeContext()
    #expect(context.notes == ["'\(build.root)' was configured for 6.1.9-amd64, but the sources are 6.12.7"])
  }

  @Test func saysWhatIsMissing() throws {
    let directory = try TemporaryTree.kernel()
    let tree = try KernelTree(root: directory.root)
    let empty = try TemporaryTree()
    let error = CompileContextError.notABuildDirectory(path: empty.root, missing: "include/generated/autoconf.h")
    #expect(throws: error) { try BuildDirectory(directory: empty.root, tree: tree).makeContext() }
    #expect("\(error)" == "'\(empty.root)' is not a configured build directory: missing 'include/generated/autoconf.h'")
    let build = try TemporaryTree(Self.build())
    #expect(throws: CompileContextError.self) {
      try BuildDirectory(directory: build.root, tree: tree, architecture: "arm64").makeContext()
    }
  }

  @Test func takesTheArchitectureThatWasConfigured() throws {
    let tree = try TemporaryTree.kernel(Self.tree)
    let build = try TemporaryTree([
      "include/generated/autoconf.h": "", "arch/arm64/include/generated/asm/a.h": "",
    ])
    let context = try BuildDirectory(directory: build.root, tree: KernelTree(root: tree.root)).makeContext()
    let command = try context.command(for: tree.path("kernel/a.c"))
    #expect(command.arguments.contains("--target=aarch64-linux-gnu"))
    #expect(command.arguments.contains("-I\(tree.root)/arch/arm64/include"))
  }
}
