import Kbuild
import Testing

@Suite struct CheckerCallTests {
  private func call(_ words: String) -> CheckerCall? {
    CheckerCall(words.split(separator: " ").map(String.init))
  }

  @Test func `the C file comes last, and the object is that of the dependency file`() throws {
    let call = try #require(
      self.call(
        "-D__linux__ --arch=x86 -m64 -Wp,-MMD,kernel/bpf/.helpers.o.d -nostdinc -Iinclude ../linux/kernel/bpf/helpers.c"
      ))
    #expect(call.source == "../linux/kernel/bpf/helpers.c")
    #expect(call.arguments.first == "-D__linux__" && call.arguments.last == "-Iinclude")
    #expect(call.factsFile == "kernel/bpf/.helpers.o.kfunclint")
  }

  @Test(arguments: [
    ("-Wp,-MD,lib/.a.o.d x/a.c", "lib/.a.o.kfunclint"), ("-Wp,-MMD,.a.o.d a.c", ".a.o.kfunclint"),
    ("-Wp,-MMD,/m/.a-b.o.d /m/a.c", "/m/.a-b.o.kfunclint"), ("a.c", ".a.o.kfunclint"),
    ("-Wp,-MMD,other x/a.c", "x/.a.o.kfunclint"), ("-Wp,-MMD,/etc/passwd x/a.c", "x/.a.o.kfunclint"),
  ]) func `facts lie beside the object, and nothing but facts has their name`(words: String, file: String) {
    let name = call(words)?.factsFile
    #expect(name == file && name?.hasSuffix(CheckerCall.factsSuffix) == true)
  }

  @Test(arguments: ["", "-c", "-DX x.S", "x.o", "-x.c"]) func `what does not end in a C file is no call`(words: String)
  {
    #expect(call(words) == nil)
  }
}
