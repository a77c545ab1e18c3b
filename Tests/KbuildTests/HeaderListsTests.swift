import Testing

@testable import Kbuild

@Suite struct HeaderListsTests {
  @Test func readsTheThreeKindsOfList() {
    let lists = HeaderLists(
      kbuild: Array(
        """
        # generic-y += commented.h
        generic-y += a.h
        generic-y += b.h $(UNKNOWN).h
        generated-y += unistd_64.h
        mandatory-y += c.h \\
          d.h
        """.utf8))
    #expect(lists.generic == ["a.h", "b.h"])
    #expect(lists.generated == ["unistd_64.h"])
    #expect(lists.mandatory == ["c.h", "d.h"])
  }

  @Test func findsWhatTheTopKbuildFileGenerates() {
    let kbuild =
      "bounds-file := include/generated/bounds.h\nrq-offsets-file := include/generated/rq-offsets.h\nx := y.h\n"
    #expect(
      HeaderLists.topGenerated(kbuild: Array(kbuild.utf8)) == [
        "include/generated/bounds.h", "include/generated/rq-offsets.h",
      ])
  }
}
