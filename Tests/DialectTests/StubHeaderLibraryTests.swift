import Testing

@testable import Dialect

@Suite struct StubHeaderLibraryTests {
  private func library(_ version: KernelVersion) throws -> StubHeaderLibrary {
    try StubHeaderLibrary(dialect: Dialect(version: version, vocabulary: VocabularyReader().read()))
  }

  @Test func includesOnlyItsOwnHeaders() throws {
    let headers = try library(KernelVersion(6, 12)).headers
    for (name, text) in headers {
      for line in text.split(separator: "\n") where line.hasPrefix("#include") {
        let included = line.split(whereSeparator: { "<>\"".contains($0) }).dropFirst().first.map(String.init)
        #expect(headers[included ?? ""] != nil, "\(name): \(line)")
      }
    }
    for name in StubHeaderLibrary.prefixIncludes { #expect(headers[name] != nil, "\(name)") }
  }

  @Test func structsCanBeReplaced() {
    let text = StubHeaderLibrary.withReplaceableTypes(
      """
      struct forward;
      struct a {
      \tint x;
      } __aligned(8);
      struct empty {};
      union u {
      \tstruct {
      \t\tint y;
      \t};
      };
      struct a *function(struct a *p);

      """)
    #expect(
      text == """
        struct forward;
        #ifndef KFUNCLINT_OWN_a
        struct a {
        \tint x;
        } __aligned(8);
        #endif
        #ifndef KFUNCLINT_OWN_empty
        struct empty {};
        #endif
        #ifndef KFUNCLINT_OWN_u
        union u {
        \tstruct {
        \t\tint y;
        \t};
        };
        #endif
        struct a *function(struct a *p);

        """)
  }

  @Test func hasTheMacrosOfTheReleaseOnly() throws {
    let old = try #require(library(KernelVersion(6, 1)).headers["kfunclint/sets.h"])
    let new = try #require(library(KernelVersion(6, 12)).headers["kfunclint/sets.h"])
    #expect(old.contains("#define BTF_SET8_START(name)"))
    #expect(!old.contains("BTF_KFUNCS_START"))
    #expect(new.contains("#define BTF_KFUNCS_START(name)"))
    #expect(new.contains("#define BTF_ID_UNUSED\n"))
    let safe = try #require(library(KernelVersion(6, 3)).headers["kfunclint/annotations.h"])
    #expect(safe.contains("#define BTF_TYPE_SAFE_NESTED(type) __PASTE(type, __safe_fields)\n"))
  }

  @Test func guardsEveryConditional() throws {
    for (name, text) in try library(KernelVersion(6, 12)).headers {
      let lines = text.split(separator: "\n")
      #expect(
        lines.count { $0.hasPrefix("#if") } == lines.count { $0.hasPrefix("#endif") }, "\(name)")
    }
  }
}
