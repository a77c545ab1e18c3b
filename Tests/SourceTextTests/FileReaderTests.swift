import Foundation
import Testing

@testable import SourceText

#if canImport(Glibc)
  import Glibc
#endif

struct FileReaderTests {
  /// A directory that lives as long as the test.
  private final class Scratch {
    let path: String

    init() throws {
      path = NSTemporaryDirectory() + "kfunclint-sourcetext-" + UUID().uuidString
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
      let file = path + "/" + name
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      return file
    }
  }

  @Test func readsARegularFile() throws {
    let scratch = try Scratch()
    let file = try scratch.write("a.c", [0, 1, 0xFF, 0x0A])
    #expect(RegularFile.bytes(of: file) == [0, 1, 0xFF, 0x0A])
  }

  @Test func readsAnEmptyFile() throws {
    let scratch = try Scratch()
    #expect(RegularFile.bytes(of: try scratch.write("empty.c", [])) == [])
  }

  @Test func oneReaderServesFilesLargerAndSmallerThanItsBuffer() throws {
    let scratch = try Scratch()
    let large = (0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let largeFile = try scratch.write("large.c", large)
    let smallFile = try scratch.write("small.c", [7])
    let reader = FileReader()
    #expect(reader.withBytes(of: smallFile) { Array($0) } == [7])
    #expect(reader.withBytes(of: largeFile) { Array($0) } == large)
    #expect(reader.withBytes(of: smallFile) { Array($0) } == [7])
  }

  @Test func refusesAMissingFile() throws {
    let scratch = try Scratch()
    #expect(RegularFile.bytes(of: scratch.path + "/missing.c") == nil)
    #expect(RegularFile.bytes(of: "") == nil)
  }

  @Test func refusesADirectory() throws {
    let scratch = try Scratch()
    #expect(RegularFile.bytes(of: scratch.path) == nil)
  }

  @Test(.timeLimit(.minutes(1))) func refusesAPipeWithoutWaitingForAWriter() throws {
    let scratch = try Scratch()
    let pipe = scratch.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(RegularFile.bytes(of: pipe) == nil)
  }

  @Test func refusesADevice() {
    #expect(RegularFile.bytes(of: "/dev/zero") == nil)
    #expect(RegularFile.bytes(of: "/dev/null") == nil)
  }

  @Test func refusesMoreThanTheLimit() throws {
    let scratch = try Scratch()
    let file = try scratch.write("huge.c", [])
    // A hole: the file has a size and no contents on disk.
    #expect(truncate(file, FileReader.sizeLimit + 1) == 0)
    #expect(RegularFile.bytes(of: file) == nil)
    #expect(truncate(file, FileReader.sizeLimit) == 0)
    #expect(FileReader().withBytes(of: file) { $0.count } == FileReader.sizeLimit)
  }
}
