import Diagnostics
import Patches
import SourceText

/// Renders what patches bring as the answers that a reviewer would send: the part of the diff that matters is quoted, the comment stands
/// under the line.
///
/// Only what is new counts. A patch about which there is nothing to say gets no answer.
public struct MailReporter: Sendable {
  public init() {}

  /// Returns one mail, a mailbox when there are several, or nothing.
  ///
  /// - Parameter patches: what was applied, one for each of the report's changes.
  public func render(_ report: Report, patches: [AppliedPatch], sources: any SourceProvider) -> String {
    let findings = ReportSelection(report).shown.filter { $0.isNew == true }
    let byChange = Dictionary(grouping: findings) { $0.change ?? -1 }
    let mails = patches.enumerated().compactMap { index, applied -> [String]? in
      guard let findings = byChange[index] else { return nil }
      return MailReporter.reply(
        to: applied, findings, sources: SourceCache(sources.sources(ofChange: index)))
    }
    if mails.count <= 1 { return mails.joined().map { $0 + "\n" }.joined() }
    return mails.map(MailReporter.boxed).joined()
  }

  /// A mail of a mailbox (RFC 4155), with lines that look like the start of another one quoted as in `mboxrd`.
  private static func boxed(_ mail: [String]) -> String {
    let lines = mail.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    let quoted = lines.map { $0.drop { $0 == ">" }.hasPrefix("From ") ? ">" + $0 : $0 }
    return "From mboxrd@z Thu Jan  1 00:00:00 1970\n" + quoted.map { $0 + "\n" }.joined() + "\n"
  }

  private static func reply(to applied: AppliedPatch, _ findings: [Finding], sources: SourceCache) -> [String] {
    var diff = QuotedDiff(applied)
    var outside: [[String]] = []
    for finding in findings {
      if let place = diff.place(of: finding.range) {
        diff.add(ReviewComment(finding, sources: sources).lines(withPlace: false), at: place)
      } else if let cause = finding.related.first(where: { diff.place(of: $0.range) != nil }),
        let place = diff.place(of: cause.range)
      {
        diff.add(ReviewComment(finding, sources: sources, under: cause).lines(withPlace: true), at: place)
      } else {
        outside.append(ReviewComment(finding, sources: sources).lines(withPlace: true))
      }
    }
    let header = ReplyHeader(of: applied.patch)
    var body = header.attribution + diff.lines
    if !diff.isEmpty, body.last == "" { body.removeLast() }
    for comment in outside { body += (body.isEmpty ? [] : [""]) + comment }
    return header.lines + [""] + body
  }
}
