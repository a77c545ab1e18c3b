import SourceText
import Testing

@testable import LintDriver

@Suite struct IncludeProbesTests {
  @Test func `directories are in the order of the search`() {
    let arguments = ["-isystem", "/s", "-I/a", "-DX=-I/no", "-iquote/q", "-I", "/b", "-idirafter", "/z"]
    #expect(IncludeProbes.directories(of: arguments) == ["/q", "/a", "/b", "/s", "/z"])
    #expect(IncludeProbes.directories(of: ["-Irelative"]) == nil)
  }

  @Test func `a name is tried in front of where it was found, and beside who includes it`() {
    let reads = [
      FileRead(path: "/b/linux/x.h", includer: "/t/net/f.c"), FileRead(path: "/a/y.h", includer: "/b/linux/x.h"),
    ]
    let names = IncludeProbes.names(tried: reads, in: ["/a", "/b", "/c"])
    #expect(names == ["/a/linux/x.h", "/t/net/linux/x.h", "/b/linux/y.h"])
  }

  @Test func `what was read was not tried in vain`() {
    let reads = [
      FileRead(path: "/b/x.h", includer: "/t/f.c"), FileRead(path: "/a/x.h", includer: "/t/g.c"),
    ]
    #expect(!IncludeProbes.names(tried: reads, in: ["/a", "/b"]).contains("/a/x.h"))
  }
}
