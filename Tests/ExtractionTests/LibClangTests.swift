import Testing

@testable import ClangFrontend

struct LibClangTests {
  @Test func theLibraryIsOfTheHeadersRelease() throws {
    let library = try Candidate.library()
    #expect(LibClang.major(ofVersion: library.version) == LibClang.headerMajor)
    #expect(library.path.contains("libclang"))
  }

  @Test func anExplicitChoiceIsTheOnlyOne() {
    #expect(LibClang.searchList(environment: ["KFUNCLINT_LIBCLANG": "/x/libclang.so"]) == ["/x/libclang.so"])
    let usual = LibClang.searchList(environment: [:])
    #expect(LibClang.searchList(environment: ["KFUNCLINT_LIBCLANG": ""]) == usual)
    #expect(usual.first == LibClang.headerPrefix + "/lib/libclang.so")
    #expect(usual.count > 3)
  }

  @Test(arguments: [
    ("Debian clang version 14.0.6", 14), ("clang version 19.1.7 (https://github.com/llvm/llvm-project)", 19),
    ("Ubuntu clang version 9", 9),
    ("no number", nil), ("version x", nil), ("", nil),
  ])
  func majors(text: String, major: Int?) {
    #expect(LibClang.major(ofVersion: text) == major)
  }

  @Test func aLibraryThatIsNotThereIsNamed() {
    do {
      _ = try LibClang.load(environment: ["KFUNCLINT_LIBCLANG": "/nowhere/libclang.so"])
      Issue.record("loaded")
    } catch {
      #expect(error.description.hasPrefix("cannot load libclang: /nowhere/libclang.so: "))
      #expect(error.remedy.contains("KFUNCLINT_LIBCLANG"))
    }
  }

  /// What was loaded before must stay usable, whatever is tried after.
  @Test func anotherLibraryIsRefusedAndHarmless() throws {
    _ = try Candidate.library()
    do {
      _ = try LibClang.load(environment: ["KFUNCLINT_LIBCLANG": "libm.so.6"])
      Issue.record("loaded")
    } catch {
      #expect(error.description == "cannot load libclang: 'libm.so.6' has no function 'clang_createIndex'")
    }
    #expect(try Candidate.parse("__bpf_kfunc int f(void)\n{\n}\n").facts.functions.map(\.name) == ["f"])
  }

  @Test func errorsSayWhatHappened() {
    #expect(ParseError.failed(code: 1).description == "libclang returned error 1")
    #expect(ParseError.crashed.description == "libclang crashed")
    let wrong = LibClang.LoadError.wrongVersion(path: "/x.so", found: "clang version 9", expectedMajor: 14)
    #expect(
      wrong.description == "'/x.so' is 'clang version 9', but this kfunclint was built with the headers of LLVM 14")
    #expect(wrong.remedy.contains("libclang 14"))
  }
}
