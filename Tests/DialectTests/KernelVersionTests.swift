import Foundation
import Testing

@testable import Dialect

@Suite struct KernelVersionTests {
  @Test(arguments: [
    ("6.12", KernelVersion(6, 12)), ("6.12.117", KernelVersion(6, 12, 117)), ("6.13.0-rc2", KernelVersion(6, 13)),
    ("6.12.117+deb12-amd64", KernelVersion(6, 12, 117)), ("7.0-rc1", KernelVersion(7, 0)),
  ])
  func readsReleases(_ text: String, _ expected: KernelVersion) {
    #expect(KernelVersion(text) == expected)
  }

  @Test(arguments: ["", "6", "6.", "6.x", "6.1.2.3", "v6.1", "-6.1", "6.-1", "6.999999", " 6.1"])
  func refusesOtherTexts(_ text: String) {
    #expect(KernelVersion(text) == nil)
  }

  @Test func ordersByNumberAndNotByText() {
    #expect(KernelVersion(6, 9) < KernelVersion(6, 10))
    #expect(KernelVersion(6, 19) < KernelVersion(7, 0))
    #expect(KernelVersion(6, 1, 9) < KernelVersion(6, 1, 10))
  }

  @Test func isATextInJSON() throws {
    let json = try JSONEncoder().encode([KernelVersion(6, 12, 3)])
    #expect(String(decoding: json, as: UTF8.self) == "[\"6.12.3\"]")
    #expect(try JSONDecoder().decode([KernelVersion].self, from: json) == [KernelVersion(6, 12, 3)])
  }

  @Test func rangesIncludeBothEndsAndEveryStableRelease() {
    let range = VersionRange(since: KernelVersion(6, 2), until: KernelVersion(6, 4))
    #expect(!range.contains(KernelVersion(6, 1, 200)))
    #expect(range.contains(KernelVersion(6, 2)))
    #expect(range.contains(KernelVersion(6, 4, 16)))
    #expect(!range.contains(KernelVersion(6, 5)))
    #expect(VersionRange().contains(KernelVersion(1, 0)))
  }
}
