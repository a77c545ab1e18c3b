import Patches
import Testing

@testable import Reporters

/// Headers of answers to odd and hostile mails.
@Suite struct ReplyHeaderTests {
  private func header(_ fields: String) throws -> [String] {
    let mail = fields + "\n\n" + SampleMail.diff
    let patch = try #require(try PatchSeries(Array(mail.utf8)).patches.first)
    return ReplyHeader(of: patch).lines.joined(separator: "\n").components("\n")
  }

  @Test func `Reply-To is answered, an answer stays one`() throws {
    let lines = try header("From: a@example.org\nReply-To: b@example.org\nSubject: RE: [PATCH] x")
    #expect(lines.first == "To: b@example.org")
    #expect(lines.contains("Subject: RE: [PATCH] x"))
    #expect(!lines.contains { $0.hasPrefix("Cc:") || $0.hasPrefix("In-Reply-To:") })
  }

  @Test func `nobody is written to twice, whatever the case`() throws {
    let lines = try header("From: A@example.org\nTo: a@EXAMPLE.org, b@example.org\nCc: B@example.org\nSubject: x")
    #expect(lines.prefix(2) == ["To: A@example.org", "Cc: b@example.org"])
  }

  @Test func `an encoded line end begins no field`() throws {
    let lines = try header(
      "From: =?UTF-8?q?a=0D=0ABcc:_evil@example.org?= <a@example.org>\nSubject: =?UTF-8?q?x=0ABcc:_evil@example.org?=\n"
        + "Message-ID: <a\n Bcc: evil@example.org>")
    #expect(lines[0] == "To: \"a Bcc: evil@example.org\" <a@example.org>")
    #expect(lines[1] == "Subject: Re: x Bcc: evil@example.org")
    #expect(!lines.contains { $0.hasPrefix("Bcc") || $0.hasPrefix("In-Reply-To") })
  }

  @Test func `what is no address is left out`() throws {
    let lines = try header(
      "From: a@example.org\nCc: undisclosed-recipients:;, <>, \"x, y\" <x@example.org>, b c\nSubject: x")
    #expect(lines.prefix(2) == ["To: a@example.org", "Cc: \"x, y\" <x@example.org>"])
  }

  @Test func `long subjects are folded, at most 78 columns`() throws {
    let title = (0..<40).map { "word\($0)" }.joined(separator: " ")
    let lines = try header("From: a@example.org\nSubject: [PATCH] \(title)")
    let start = try #require(lines.firstIndex { $0.hasPrefix("Subject:") })
    let folded = lines[start...].prefix { $0.hasPrefix("Subject:") || $0.hasPrefix(" ") }
    #expect(folded.count > 3 && folded.allSatisfy { $0.utf8.count <= 78 })
    #expect(folded.joined() == "Subject: Re: [PATCH] \(title)")
  }

  @Test func `other characters are encoded in words of at most 75`() throws {
    let title = String(repeating: "größe 文 😀 ", count: 12).trimmingBlanks
    let lines = try header("From: a@example.org\nSubject: \(title)")
    let text = lines.joined(separator: "\n")
    let mail = try MailMessage(Array((text + "\n\nx\n").utf8)[...])
    #expect(mail.subject == "Re: " + title)
    let words = lines.flatMap { $0.split(separator: " ") }.filter { $0.hasPrefix("=?") }
    #expect(words.count > 3 && words.allSatisfy { $0.utf8.count <= 75 })
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func `of a long thread the first mail and the last ones are named`() throws {
    let thread = (0..<300).map { "<m\($0)@example.org>" }.joined(separator: "\n ")
    let lines = try header("From: a@example.org\nSubject: x\nMessage-ID: <last@example.org>\nReferences: \(thread)")
    let start = try #require(lines.firstIndex { $0.hasPrefix("References:") })
    let references = lines[start...].prefix { $0.hasPrefix("References:") || $0.hasPrefix(" ") }
    #expect(references.count == 22 && references.first == "References: <m0@example.org>")
    #expect(references.last == " <last@example.org>")
  }

  @Test func `a diff that is no mail has a subject all the same`() throws {
    let patch = try #require(try PatchSeries(Array(SampleMail.diff.utf8)).patches.first)
    let header = ReplyHeader(of: patch)
    #expect(header.lines.first == "Subject: Re: patch" && header.attribution.isEmpty)
  }
}

extension String {
  fileprivate func components(_ separator: Character) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  fileprivate var trimmingBlanks: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
