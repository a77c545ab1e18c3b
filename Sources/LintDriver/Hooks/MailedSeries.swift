import Foundation
import Kbuild
import SourceText

/// Collects the mails that `git send-email` has validated one by one, so that they are judged as the series that they are: a patch
/// without those before it would lack what they add.
///
/// Git validates all mails before it sends any, and since 2.41 says which of how many it is in `GIT_SENDEMAIL_FILE_COUNTER` and
/// `GIT_SENDEMAIL_FILE_TOTAL` (githooks(5)). The paths so far are kept in a file of the git directory between two calls.
struct MailedSeries {
  /// The file with the paths so far.
  let record: String

  /// Takes the next mail and returns the text of the whole series, as a mailbox, when it was the last one.
  ///
  /// Without numbers, or when the record does not hold all mails before it, the mail is a series of its own.
  func add(_ mail: String, counter: Int?, total: Int?) -> [UInt8]? {
    guard let counter, let total, total > 1, (1...total).contains(counter) else { return RegularFile.bytes(of: mail) }
    let earlier = counter == 1 ? [] : recorded()
    guard earlier.count == counter - 1 else { return RegularFile.bytes(of: mail) }
    let mails = earlier + [mail]
    guard counter < total else {
      unlink(record)
      return mails.reduce(into: []) { mailbox, path in
        guard let bytes = RegularFile.bytes(of: path) else { return }
        if !mailbox.isEmpty { mailbox += "\n".utf8 }
        if !bytes.starts(with: "From ".utf8) { mailbox += "From mail Mon Sep 17 00:00:00 2001\n".utf8 }
        mailbox += bytes
      }
    }
    let text = mails.joined(separator: "\0")
    guard FileManager.default.createFile(atPath: record, contents: Data(text.utf8)) else {
      return RegularFile.bytes(of: mail)
    }
    return nil
  }

  private func recorded() -> [String] {
    (RegularFile.text(record) ?? "").split(separator: "\0").map(String.init)
  }
}
