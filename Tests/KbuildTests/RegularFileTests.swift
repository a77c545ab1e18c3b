import Foundation
import SourceText
import TestSupport
import Testing

@testable import Kbuild

@Suite struct RegularFileTests {
  @Test func readsAFileThroughASymbolicLink() throws {
    let tree = try TemporaryTree(["a": "text"])
    try tree.link("b", to: "a")
    #expect(try RegularFile.read(tree.path("b")) == Array("text".utf8))
  }

  @Test(.timeLimit(.minutes(1))) func refusesAFIFOWithoutWaitingForItsWriter() throws {
    let tree = try TemporaryTree()
    #expect(mkfifo(tree.path("fifo"), 0o600) == 0)
    #expect(throws: RegularFile.Failure.notRegular) { try RegularFile.read(tree.path("fifo")) }
  }

  @Test func refusesDevicesAndDirectories() throws {
    #expect(throws: RegularFile.Failure.notRegular) { try RegularFile.read("/dev/zero") }
    #expect(throws: RegularFile.Failure.notRegular) { try RegularFile.read("/") }
  }

  @Test func tellsAMissingFileFromAnUnreadableOne() throws {
    let tree = try TemporaryTree(["file": ""])
    #expect(throws: RegularFile.Failure.missing) { try RegularFile.read(tree.path("nothing")) }
    #expect(throws: RegularFile.Failure.missing) { try RegularFile.read(tree.path("file/below")) }
    #expect(throws: RegularFile.Failure.tooLarge(limit: 3)) {
      try tree.add("long", "1234")
      return try RegularFile.read(tree.path("long"), limit: 3)
    }
  }

  @Test func readsFilesWhoseSizeIsNotKnownBeforehand() throws {
    #expect(try !RegularFile.read("/proc/self/status").isEmpty)
  }
}
