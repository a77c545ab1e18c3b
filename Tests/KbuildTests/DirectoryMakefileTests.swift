import TestSupport
import Testing

@testable import Kbuild

@Suite struct DirectoryMakefileTests {
  @Test func resolvesTheSourceDirectory() throws {
    let tree = try TemporaryTree([
      "drivers/x/Makefile": """
      ccflags-y := -I$(src) -I $(srctree)/$(src)/inc -I$(srctree)/drivers/y -O2 -DALWAYS
      CFLAGS_one.o += -DONE -I$(unknown)
      CFLAGS_two.o += -DTWO
      ifdef CONFIG_X
      ccflags-y += -DSOMETIMES -I$(src)/some
      endif
      """
    ])
    let makefile = try #require(
      DirectoryMakefile(directory: tree.path("drivers/x"), allowedRoots: [tree.root], sourceRoot: tree.root))
    #expect(
      makefile.arguments(forObject: "one.o") == [
        "-I\(tree.root)/drivers/x", "-I\(tree.root)/drivers/x/inc", "-I\(tree.root)/drivers/y", "-DALWAYS", "-DONE",
        "-I\(tree.root)/drivers/x/some",
      ])
  }

  @Test func keepsIncludeDirectoriesInsideOfTheTree() throws {
    let tree = try TemporaryTree(["tree/Makefile": "ccflags-y := -I/etc -I$(src)/../outside -include /etc/passwd\n"])
    let makefile = try #require(
      DirectoryMakefile(directory: tree.path("tree"), allowedRoots: [tree.path("tree")]))
    #expect(makefile.arguments(forObject: "a.o") == [])
  }

  @Test func prefersKbuildToMakefile() throws {
    let tree = try TemporaryTree(["Kbuild": "obj-y := a.o\n", "Makefile": "obj-y := b.o\n"])
    let makefile = try #require(DirectoryMakefile(directory: tree.root, allowedRoots: [tree.root]))
    #expect(makefile.mentions(object: "a.o"))
    #expect(!makefile.mentions(object: "b.o"))
  }

  @Test func knowsModulesFromObjM() throws {
    let tree = try TemporaryTree([
      "Makefile": """
      obj-m += single.o
      obj-m += many.o
      many-y := part.o
      obj-$(CONFIG_X) += either.o
      MODULES = made.ko
      """
    ])
    let makefile = try #require(DirectoryMakefile(directory: tree.root, allowedRoots: [tree.root]))
    #expect(makefile.isModuleOnly(object: "single.o"))
    #expect(makefile.isModuleOnly(object: "part.o"))
    #expect(makefile.isModuleOnly(object: "made.o"))
    #expect(!makefile.isModuleOnly(object: "either.o"))
  }
}
