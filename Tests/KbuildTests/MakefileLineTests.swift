import Testing

@testable import Kbuild

@Suite struct MakefileLineTests {
  private func texts(_ makefile: String) -> [String] { MakefileLine.lines(of: Array(makefile.utf8)).map(\.text) }

  @Test func joinsContinuationLines() {
    #expect(texts("obj-y += a.o \\\n\tb.o\\\n  c.o\nx = 1") == ["obj-y += a.o   b.o   c.o", "x = 1"])
  }

  @Test func joinsContinuationLinesThatEndInCRLF() {
    #expect(texts("a = b \\\r\n c\r\n") == ["a = b   c"])
  }

  @Test func removesCommentsButNotEscapedNumberSigns() {
    #expect(texts("# all\nx = 1 # one\ny = \\#") == ["x = 1", "y = \\#"])
  }

  @Test func takesTabsForRecipesOnlyBehindARule() {
    let lines = MakefileLine.lines(
      of: Array("ifdef CONFIG_A\n\tobj-y += a.o\nendif\nall: b\n\tcc = x\n\nz = 1\n\ty = 2\n".utf8))
    #expect(lines.filter(\.isRecipe).map(\.text) == ["cc = x"])
    #expect(lines.compactMap(\.assignment?.name) == ["obj-y", "z", "y"])
  }

  @Test func readsAllKindsOfAssignment() {
    let makefile = "a=1\nb := 2\nc += 3\nd ?= 4\ne ::= 5\nexport f = 6\nobj-$(CONFIG_A:m=y) += g.o\nt: a=b\nh != ls"
    let assignments = MakefileLine.lines(of: Array(makefile.utf8)).compactMap(\.assignment)
    #expect(assignments.map(\.name) == ["a", "b", "c", "d", "e", "f", "obj-$(CONFIG_A:m=y)"])
    #expect(assignments.map(\.value) == ["1", "2", "3", "4", "5", "6", "g.o"])
  }

  @Test func neverFailsOnGarbage() {
    for seed in 0..<200 {
      var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 &+ 1
      let alphabet = Array("ab=:+?#\\\n\t ()${}\"'-.".utf8)
      let bytes = (0..<300).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return alphabet[Int(state >> 33) % alphabet.count]
      }
      _ = MakefileLine.lines(of: bytes).map(\.assignment)
      _ = MakefileReader(bytes).statements
      _ = HeaderLists(kbuild: bytes)
      _ = MakeCondition.formula(of: "ifeq " + String(decoding: bytes, as: UTF8.self))
      _ = try? ShellWords.firstCommand(String(decoding: bytes, as: UTF8.self))
    }
  }
}
