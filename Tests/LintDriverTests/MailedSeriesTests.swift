import Foundation
import Testing

@testable import LintDriver

@Suite struct MailedSeriesTests {
  /// A directory with three mails and the record of those seen.
  private final class Mails {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("kfunclint-\(UUID().uuidString)").path
    var series: MailedSeries { MailedSeries(record: directory + "/record") }

    init() throws {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      for name in ["0", "1", "2"] {
        let text =
          (name == "0" ? "From: a\n" : "From 0000 Mon Sep 17 00:00:00 2001\nFrom: a\n") + "Subject: \(name)\n\n"
        try text.write(toFile: directory + "/" + name, atomically: true, encoding: .utf8)
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    func add(_ name: String, _ counter: Int?, _ total: Int?) -> [String]? {
      series.add(directory + "/" + name, counter: counter, total: total).map { bytes in
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("Subject: ") }
          .map { String($0.dropFirst("Subject: ".count)) }
      }
    }
  }

  @Test func `the last mail brings the whole series, and nothing stays behind`() throws {
    let mails = try Mails()
    #expect(mails.add("0", 1, 3) == nil && mails.add("1", 2, 3) == nil)
    #expect(mails.add("2", 3, 3) == ["0", "1", "2"])
    #expect(!FileManager.default.fileExists(atPath: mails.series.record))
  }

  @Test func `every mail of the mailbox stands behind a line of its own`() throws {
    let mails = try Mails()
    _ = mails.add("0", 1, 2)
    let text = try #require(mails.series.add(mails.directory + "/1", counter: 2, total: 2))
    let separators = String(decoding: text, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("From ") }
    #expect(separators.count == 2)
  }

  @Test func `what an earlier run left is forgotten, and a mail out of turn is a series of its own`() throws {
    let mails = try Mails()
    #expect(mails.add("0", 1, 3) == nil)
    #expect(mails.add("1", 1, 2) == nil)
    #expect(mails.add("2", 2, 2) == ["1", "2"])
    #expect(mails.add("2", 3, 3) == ["2"])
  }

  @Test func `without numbers, or with strange ones, each mail is alone`() throws {
    let mails = try Mails()
    for (counter, total) in [(nil, nil), (1, nil), (1, 1), (0, 2), (3, 2), (-1, -1)] as [(Int?, Int?)] {
      #expect(mails.add("1", counter, total) == ["1"])
    }
    #expect(mails.series.add(mails.directory + "/none", counter: nil, total: nil) == nil)
  }
}
