import TestSupport
import Testing

@testable import Kbuild

@Suite struct SavedCommandTests {
  @Test func readsTheCommandAndItsSource() throws {
    let text = #"""
      savedcmd_kernel/bpf/helpers.o := gcc -Wp,-MMD,kernel/bpf/.helpers.o.d -DKBUILD_MODNAME='"helpers"' -o kernel/bpf/helpers.o ../kernel/bpf/helpers.c

      source_kernel/bpf/helpers.o := ../kernel/bpf/helpers.c

      deps_kernel/bpf/helpers.o := \
        include/x.h \
      """#
    let command = try #require(SavedCommand(text))
    #expect(command.words.first == "gcc")
    #expect(command.words.contains(#"-DKBUILD_MODNAME="helpers""#))
    #expect(command.words.last == "../kernel/bpf/helpers.c")
    #expect(command.source == "../kernel/bpf/helpers.c")
  }

  @Test func leavesOutObjtoolOfOlderReleases() throws {
    let command = try #require(SavedCommand("cmd_a.o := gcc -c a.c ; ./tools/objtool/objtool --orc a.o\n"))
    #expect(command.words == ["gcc", "-c", "a.c"])
  }

  @Test func undoesTheEscapesOfMake() throws {
    let command = try #require(SavedCommand("savedcmd_a.o := gcc '-DA=$$x$(pound)y' a.c\n"))
    #expect(command.words == ["gcc", "-DA=$x#y", "a.c"])
  }

  @Test(arguments: ["", "deps_a.o := x\n", "savedcmd_a.o := \n", "savedcmd_a.o := gcc 'a\n"])
  func isNilForOtherTexts(_ text: String) {
    #expect(SavedCommand(text) == nil)
  }

  @Test func isFoundBesideItsObject() throws {
    let tree = try TemporaryTree(["kernel/.a.o.cmd": "savedcmd_kernel/a.o := cc a.c\n"])
    #expect(SavedCommand(object: "kernel/a.o", in: tree.root)?.words == ["cc", "a.c"])
    #expect(SavedCommand(object: "kernel/b.o", in: tree.root) == nil)
  }
}
