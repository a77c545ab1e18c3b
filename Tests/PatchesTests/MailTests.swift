import Foundation
import Patches
import Testing

@Suite struct MailTests {
  private static let header = "From: A <a@example.org>\nSubject: [PATCH] x\nMIME-Version: 1.0\n"

  /// The paths and the text of the hunks of the one patch in a mail.
  private func files(_ mail: String) throws -> [FileDiff] {
    try PatchSeries(Array(mail.utf8)).patches.flatMap(\.diff.files)
  }

  private func mail(_ fields: String, _ body: String) -> String { Self.header + fields + "\n" + body }

  /// Whether the mail holds exactly the usual diff.
  private func holdsDiff(_ mail: String, _ diff: String = DiffText.change()) throws -> Bool {
    let strip: ([FileDiff]) -> [UInt8] = { UnifiedDiffText.rendered($0) }
    return try strip(files(mail)) == strip(files(diff))
  }

  @Test func `quoted-printable is decoded`() throws {
    let body = DiffText.change(to: "Grüße = \u{2028}" + String(repeating: "x", count: 90))
    let encoded = body.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.utf8.map { $0 == 61 || $0 > 126 ? "=" + String($0, radix: 16, uppercase: true) : String(UnicodeScalar($0)) }
        .chunks(of: 20).joined(separator: "=\n")
    }.joined(separator: "\n")
    #expect(encoded.contains("=C3=BC"))
    let text = mail(
      "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\n",
      "Why.\n---\n" + encoded)
    #expect(try holdsDiff(text, body))
  }

  @Test func `base64 is decoded, with CR LF inside or not`() throws {
    for lineEnd in ["\n", "\r\n"] {
      let data = Data(("Why.\n---\n" + DiffText.change()).replacing("\n", with: lineEnd).utf8)
      let text = mail(
        "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n",
        data.base64EncodedString(options: .lineLength76Characters) + "\n")
      #expect(try holdsDiff(text))
    }
  }

  @Test func `mails with CR LF are read, patches of files with CR LF kept`() throws {
    let text = mail("", "Why.\n---\n" + DiffText.change())
    #expect(try holdsDiff(text.replacing("\n", with: "\r\n")))
    let windows = "--- a/w\n+++ b/w\n@@ -1 +1 @@\n-a\r\n+b\r\n"
    #expect(try files(mail("", windows))[0].hunks[0].lines.map { Array($0.text) } == [[97, 13], [98, 13]])
  }

  @Test func `flowed text is joined, with DelSp or without`() throws {
    let diff = "--- a/a.c\n+++ b/a.c\n@@ -1,2 +1,2 @@\n long line of context\n-three\n+3\n"
    let stuffed = "--- a/a.c\n+++ b/a.c\n@@ -1,2 +1,2 @@\n  long line \nof context\n-three\n+3\n"
    let plain = mail("Content-Type: text/plain; format=flowed\n", "Why.\n---\n" + stuffed)
    #expect(try holdsDiff(plain, diff))
    let delsp = mail(
      "Content-Type: text/plain; format=\"flowed\"; delsp=yes\n",
      "Why.\n---\n" + stuffed.replacing("line \n", with: "line  \n"))
    #expect(try holdsDiff(delsp, diff))
  }

  @Test func `other character sets become UTF-8`() throws {
    var bytes = Array(
      mail("Content-Type: text/plain; charset=iso-8859-15\nContent-Transfer-Encoding: 8bit\n", "--- a/x\n+++ b/x\n")
        .utf8)
    bytes += Array("@@ -1 +1 @@\n-a\n+".utf8) + [0xFC, 0xA4, 10]
    let file = try #require(try PatchSeries(bytes).patches[0].diff.files.first)
    #expect(String(decoding: file.hunks[0].lines[1].text, as: UTF8.self) == "ü€")
  }

  @Test func `parts of a multipart are found, signatures and HTML left out`() throws {
    let text = mail(
      "Content-Type: multipart/mixed; boundary=\"=-b\"\n",
      """
      preamble
      --=-b
      Content-Type: multipart/alternative; boundary=inner

      --inner
      Content-Type: text/plain

      See the attachment.
      --inner
      Content-Type: text/html

      <pre>
      \(DiffText.change("html.c"))</pre>
      --inner--
      --=-b
      Content-Type: application/octet-stream; name="0001-x.patch"
      Content-Transfer-Encoding: base64

      \(Data(DiffText.change().utf8).base64EncodedString())
      --=-b
      Content-Type: application/pgp-signature

      x
      --=-b--
      epilogue
      """)
    let series = try PatchSeries(Array(text.utf8))
    #expect(series.patches[0].diff.files.map(\.newPath) == ["a.c"])
    #expect(series.patches[0].notices.map(\.message) == ["A part of type 'text/html' is not read."])
  }

  @Test func `headers are decoded and unfolded`() throws {
    let text =
      "From: a@b\nSubject: =?UTF-8?q?=5BPATCH=20v2=5D_Gr=C3=BC?=\n =?iso-8859-1?B?3w==?= one\n\n" + DiffText.change()
    let patch = try PatchSeries(Array(text.utf8)).patches[0]
    #expect(patch.subject == "Grüß one" && patch.tag?.version == 2)
  }

  @Test func `From lines inside of a mail do not split it`() throws {
    let first = DiffText.mail("[PATCH 1/2] One", diff: DiffText.change())
      .replacing("Why.\n", with: "Why.\n\nFrom here on it is 10:20 better.\n>From there too.\n")
    let second = DiffText.mail("[PATCH 2/2] Two", diff: DiffText.change("b.c"))
    let box = try Mbox(Array((first + second).utf8)[...])
    #expect(box.messages.count == 2)
    #expect(String(decoding: box.messages[0], as: UTF8.self).contains("\nFrom there too.\n"))
  }

  @Test func `nested parts and endless parts end`() throws {
    var limits = PatchLimits()
    limits.mimeDepth = 3
    var nested = "\n" + DiffText.change()
    for level in 0..<6 { nested = "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" + nested }
    let deep = try MailMessage(Array((Self.header + nested).utf8)[...], limits: limits)
    #expect(deep.notices.map(\.message) == ["Parts of the mail nest more than 3 deep; the inner ones are not read."])
    let many = mail("Content-Type: multipart/mixed; boundary=b\n", String(repeating: "--b\n\nx\n", count: 5000))
    let wide = try MailMessage(Array(many.utf8)[...])
    #expect(wide.notices.map(\.message) == ["The mail has more than 256 parts; those behind are not read."])
  }

  @Test(arguments: [
    "Content-Type: multipart/mixed\n", "Content-Type: multipart/mixed; boundary=\n", "Content-Type: ;;;=\"\n",
    "Content-Type: text/plain; charset=\"\n", "Content-Transfer-Encoding: uuencode\n", "Content-Type: image/png\n",
    "Content-Type: text/plain; charset=klingon\n", "Content-Type: message/rfc822\n",
  ]) func `malformed mails are read as far as they go`(field: String) throws {
    _ = try MailMessage(Array(mail(field, "Grüße\n" + DiffText.change()).utf8)[...])
  }
}

/// Diffs made comparable: rendered, so that places in the text play no role.
enum UnifiedDiffText {
  static func rendered(_ files: [FileDiff]) -> [UInt8] {
    files.flatMap { file in
      Array("\(file.oldPath) \(file.newPath)".utf8)
        + file.hunks.flatMap { $0.lines.flatMap { [$0.kind.rawValue] + $0.text } }
    }
  }
}

extension [String] {
  /// Joins elements to chunks.
  func chunks(of size: Int) -> [String] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)].joined() }
  }
}
