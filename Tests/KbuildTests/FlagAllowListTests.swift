import SourceText
import TestSupport
import Testing

@testable import Kbuild

@Suite struct FlagAllowListTests {
  /// Everything that is needed to parse a kernel, in both spellings, and nothing else passes.
  @Test func keepsWhatDecidesHowCIsRead() throws {
    let tree = try TemporaryTree(["inc/a.h": "", "kconfig.h": ""])
    let result = FlagAllowList(directory: tree.root, allowedRoots: [tree.root]).filter([
      "-nostdinc", "-std=gnu11", "-m64", "-fshort-wchar", "-funsigned-char", "-fms-extensions", "-mcmodel=kernel",
      "-mno-sse", "-DA", "-D", "B=1", "-UC", "-Iinc", "-I", "./inc", "-isystem", "inc", "-include", "kconfig.h",
    ])
    #expect(
      result.kept == [
        "-nostdinc", "-std=gnu11", "-m64", "-fshort-wchar", "-funsigned-char", "-fms-extensions", "-mcmodel=kernel",
        "-mno-sse", "-DA", "-DB=1", "-UC", "-I\(tree.root)/inc", "-I\(tree.root)/inc", "-isystem",
        "\(tree.root)/inc", "-include", "\(tree.root)/kconfig.h",
      ])
    #expect(result.dropped == [])
  }

  @Test(arguments: [
    ["-Wp,-MMD,kernel/bpf/.x.o.d"], ["-MD"], ["-MF", "out.d"], ["-MJ", "x.json"], ["-o", "-DX"], ["-fplugin=evil.so"],
    ["-Xclang", "-load"], ["-mllvm", "-load"], ["-include-pch", "x"], ["-ivfsoverlay", "x"], ["-x", "c++"],
    ["-std=c++20"], ["-std=gnu11 -MD"], ["@file"], ["-###"], ["-"], ["file.c"], ["--driver-mode=cl"], ["-O2"],
    ["-mrecord-mcount"], ["-fmodule-map-file=x"], ["-save-temps"], ["-isystem-after", "x"], ["-D=1"], ["-D"], ["-I"],
    ["-I="], ["-I-"], ["-includefile"], ["-gen-cdb-fragment-path", "d"], ["-serialize-diagnostics", "f"],
  ])
  func dropsEverythingElse(_ arguments: [String]) throws {
    let tree = try TemporaryTree(["file": ""])
    let result = FlagAllowList(directory: tree.root, allowedRoots: [tree.root]).filter(arguments)
    #expect(result.kept == [])
    #expect(!result.dropped.isEmpty)
  }

  @Test func doesNotTakeTheValueOfADroppedFlagForAFlag() throws {
    let tree = try TemporaryTree()
    let result = FlagAllowList(directory: tree.root, allowedRoots: [tree.root])
      .filter(["-o", "-DEVIL", "-Xclang", "-I/", "-DGOOD"])
    #expect(result == .init(kept: ["-DGOOD"], dropped: ["-o", "-DEVIL", "-Xclang", "-I/"]))
  }

  @Test func keepsPathsInsideOfTheTree() throws {
    let tree = try TemporaryTree(["tree/include/a.h": "", "secret/b.h": ""])
    try tree.link("tree/way-out", to: "../secret")
    let list = FlagAllowList(directory: tree.path("tree"), allowedRoots: [tree.path("tree")])
    for path in ["/etc", "../secret", "include/../../secret", "way-out", "/"] {
      #expect(list.filter(["-I" + path]).kept == [], "\(path)")
      #expect(list.filter(["-isystem", path]).kept == [], "\(path)")
    }
    #expect(list.filter(["-include", "/etc/passwd"]).dropped == ["-include", "/etc/passwd"])
    #expect(list.filter(["-include", "way-out/b.h"]).kept == [])
    // A file that cannot be included would end every parse at its first line.
    #expect(list.filter(["-include", "include/missing.h"]).kept == [])
    #expect(list.filter(["-include", "include"]).kept == [])
    // A generated directory that is not there yet does no harm.
    #expect(list.filter(["-Iinclude/generated"]).kept == ["-I" + tree.path("tree/include/generated")])
  }

  @Test func leavesThePathsOfTheUserAlone() throws {
    let tree = try TemporaryTree()
    let list = FlagAllowList(directory: tree.root, allowedRoots: nil)
    #expect(list.filter(["-I/usr/include", "-Irelative"]).kept == ["-I/usr/include", "-I\(tree.root)/relative"])
  }

  @Test func neverKeepsAnUnknownFlag() throws {
    let tree = try TemporaryTree(["a": ""])
    let pieces = [
      "-", "--", "I", "D", "U", "X", "include", "std=", "-std=", "isystem", "mcmodel=", "=", "a", "/", "..", "o",
    ]
    var state: UInt64 = 7
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let list = FlagAllowList(directory: tree.root, allowedRoots: [tree.root])
    for _ in 0..<3000 {
      let arguments = (0..<4).map { _ in (0...next(4)).map { _ in pieces[next(pieces.count)] }.joined() }
      var index = 0
      let kept = list.filter(arguments).kept
      while index < kept.count {
        let flag = kept[index]
        let isPath = ["-include", "-isystem", "-iquote"].contains(flag)
        if isPath || flag.hasPrefix("-I") {
          let path = isPath ? kept[index + 1] : String(flag.dropFirst(2))
          #expect(PathText.relative(path, below: tree.root) != nil, "\(arguments)")
          index += isPath ? 2 : 1
        } else {
          #expect(["-D", "-U", "-std=", "-mcmodel="].contains { flag.hasPrefix($0) }, "\(arguments)")
          index += 1
        }
      }
    }
  }
}
