import Diagnostics
import Patches
import SourceText
import Testing

@testable import Reporters

@Suite struct MailReporterTests {
  private func finding(
    _ message: String = "'changed' is wrong.", _ severity: Severity = .warning, at range: SourceRange, change: Int = 0,
    isNew: Bool? = true, related: [Finding.RelatedLocation] = [], flow: [Finding.RelatedLocation] = [],
    notes: [String] = [], fix: Fix? = nil, suppression: String? = nil
  ) -> Finding {
    var finding = SampleReport.finding(
      "sample-rule", severity, message, at: range, related: related, flow: flow, notes: notes, fix: fix, isNew: isNew,
      suppression: suppression)
    finding.change = change
    return finding
  }

  private func render(_ findings: [Finding], _ mail: SampleMail) -> String {
    var report = SampleReport.report(findings, lowestShown: .note)
    report.changes = mail.patches.map { .init(name: $0.patch.name, fixedCount: 0, undeterminedCount: 0) }
    return MailReporter().render(report, patches: mail.patches, sources: mail.sources)
  }

  private func body(_ findings: [Finding], _ mail: SampleMail) -> [String] {
    let text = render(findings, mail)
    guard let end = text.firstRange(of: "\n\n") else { return [] }
    return text[end.upperBound...].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `the comment stands under the line, in kernel style`() throws {
    let mail = try SampleMail()
    let range = try mail.range(of: "changed")
    let place = Finding.RelatedLocation(message: "The other one is here.", range: try mail.range(of: "line20"))
    let fix = Fix(description: "Say so.", safety: .unsafe, edits: [Edit(range: range, replacement: "better")])
    let findings = [
      finding(
        "'changed' is wrong, for a reason that takes more than the seventy-two columns of a line.", .error, at: range,
        related: [place], flow: [place], notes: ["The verifier does not look.", "Nobody else does."], fix: fix),
      finding("'added' could be better.", .note, at: try mail.range(of: "added")),
    ]
    try expectSnapshot(render(findings, mail), "MailReporter-reply.txt")
  }

  @Test func `the header continues the thread, and leaves the sender to who sends it`() throws {
    let mail = try SampleMail()
    let text = render([finding(at: try mail.range(of: "changed"))], mail)
    let header = text.prefix(upTo: try #require(text.firstRange(of: "\n\n")).lowerBound)
    #expect(
      header == """
        To: =?UTF-8?q?J=C3=B6rg_Sender?= <joerg@example.org>
        Cc: bpf@vger.example.org,
         "Doe, Jane" <jane@example.org>,
         The Maintainer <maintainer@example.org>,
         =?UTF-8?q?=C3=86a_=C3=98?= <ae@example.org>
        Subject: Re: [PATCH bpf-next v2 2/3] bpf: Add a sample
        In-Reply-To: <patch-2@example.org>
        References: <cover@example.org>
         <patch-2@example.org>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: 8bit
        """)
  }

  @Test func `only the context that matters is quoted, and nothing behind the last comment`() throws {
    let mail = try SampleMail()
    let body = body([finding("'line20' is wrong.", at: try mail.range(of: "line20"))], mail)
    #expect(
      body == [
        "On Mon, 16 Nov 2026 10:00:00 +0100, Jörg Sender wrote:",
        "> diff --git a/kernel/bpf/sample.c b/kernel/bpf/sample.c",
        "> --- a/kernel/bpf/sample.c", "> +++ b/kernel/bpf/sample.c", "> @@ -4,20 +4,21 @@ int line3;", "> [...]",
        ">  int line17;", ">  int line18;", ">  int line19;", ">  int line20;", "", "'line20' is wrong. [sample-rule]",
        "",
      ])
  }

  @Test func `what was removed beside an added line is quoted with it`() throws {
    let mail = try SampleMail()
    let body = body([finding(at: try mail.range(of: "added"))], mail)
    #expect(body.contains("> -int line12;") && body.contains("> +int changed;"))
    #expect(!body.contains(">  int line13;"))
  }

  @Test func `between two comments of a hunk what does not matter is left out`() throws {
    let mail = try SampleMail()
    let findings = [
      finding("'line4' is wrong.", at: try mail.range(of: "line4")),
      finding("'line22' is wrong.", at: try mail.range(of: "line22")),
    ]
    let body = body(findings, mail)
    #expect(body.count { $0 == "> [...]" } == 1 && body.count { $0.hasPrefix("> @@") } == 1)
    #expect(!body.contains(">  int line13;") && body.contains(">  int line22;"))
  }

  @Test func `two comments on one line stand one under the other`() throws {
    let mail = try SampleMail()
    let range = try mail.range(of: "changed")
    let body = body([finding("First.", at: range), finding("Second.", at: range)], mail)
    #expect(body.count { $0 == "> +int changed;" } == 1)
    #expect(Array(body.suffix(5)) == ["", "First. [sample-rule]", "", "Second. [sample-rule]", ""])
  }

  @Test func `a finding outside of all hunks stands below with file and line`() throws {
    let mail = try SampleMail()
    let findings = [
      finding("'line29' is wrong.", at: try mail.range(of: "line29")), finding(at: try mail.range(of: "changed")),
    ]
    let body = body(findings, mail)
    #expect(
      body.suffix(5) == [
        "'changed' is wrong. [sample-rule]", "", "kernel/bpf/sample.c:30:", "'line29' is wrong. [sample-rule]", "",
      ])
    #expect(!body.contains { $0.hasPrefix(">") && $0.contains("line29") })
  }

  @Test func `a finding that the patch exposes elsewhere stands under the line that does`() throws {
    let other = "include/linux/sample.h"
    let mail = try SampleMail(files: [SampleMail.path: SampleMail.before, other: "int elsewhere;\n"])
    let exposed = finding(
      "'elsewhere' is wrong.", at: try mail.range(of: "elsewhere", in: other),
      related: [.init(message: "The change that exposes it is here.", range: try mail.range(of: "added"))])
    let body = body([exposed], mail)
    let line = try #require(body.firstIndex(of: "> +int added;"))
    #expect(Array(body[line...].prefix(4).dropFirst()) == ["", other + ":1:", "'elsewhere' is wrong. [sample-rule]"])
  }

  @Test func `nothing to say is no mail`() throws {
    let mail = try SampleMail()
    let range = try mail.range(of: "changed")
    #expect(render([], mail).isEmpty)
    #expect(render([finding(at: range, isNew: false), finding(at: range, isNew: nil)], mail).isEmpty)
    #expect(render([finding(at: range, suppression: "known")], mail).isEmpty)
  }

  @Test func `a hunk that was applied elsewhere is found there`() throws {
    let mail = try SampleMail(files: [SampleMail.path: "/* one */\n/* two */\n" + SampleMail.before])
    #expect(mail.patches.first?.files.first?.placements.first?.offset == 2)
    let body = body([finding(at: try mail.range(of: "changed"))], mail)
    let line = try #require(body.firstIndex(of: "> +int changed;"))
    #expect(body[line + 2] == "'changed' is wrong. [sample-rule]")
  }

  @Test func `of a long statement the line is quoted that the patch wrote`() throws {
    let mail = try SampleMail()
    let first = try mail.range(of: "line2;")
    let last = try mail.range(of: "line28")
    let body = body([finding(at: SourceRange(path: first.path, start: first.start, end: last.end))], mail)
    #expect(body.last { $0.hasPrefix(">") } == "> +int changed;")
  }

  @Test func `several answers are a mailbox`() throws {
    let other = "drivers/other.c"
    let second = """
      From: a@example.org
      Subject: [PATCH 3/3] other: change it
      Message-ID: <patch-3@example.org>

      --- a/drivers/other.c
      +++ b/drivers/other.c
      @@ -1 +1 @@
      -int old;
      +int young;

      """
    let separator = "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n"
    let first = SampleMail.mail.replacing("[PATCH bpf-next v2 2/3]", with: "[PATCH 2/3]")
    let mail = try SampleMail(
      separator + first + "\n" + separator + second,
      files: [SampleMail.path: SampleMail.before, other: "int old;\n"])
    #expect(mail.patches.count == 2)
    let findings = [
      finding("From here on it is wrong.", at: try mail.range(of: "changed")),
      finding("'young' is wrong.", at: try mail.range(of: "young", in: other), change: 1),
    ]
    let text = render(findings, mail)
    #expect(text.hasPrefix("From mboxrd@z Thu Jan  1 00:00:00 1970\n"))
    #expect(text.contains("\n>From here on it is wrong. [sample-rule]\n"))
    let box = try Mbox(Array(text.utf8)[...])
    #expect(box.messages.count == 2)
    #expect(try MailMessage(box.messages[1]).references == ["patch-3@example.org"])
    // With one thing to say there is one mail, not a box of one.
    #expect(render([findings[1]], mail).hasPrefix("To: a@example.org\n"))
  }
}
