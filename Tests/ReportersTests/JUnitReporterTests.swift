import Diagnostics
import Foundation
import FoundationXML
import Reporters
import SourceText
import Testing

@Suite struct JUnitReporterTests {
  private var range: SourceRange { SampleReport.taskSource.ranges[2] }

  private func document(_ report: Report) throws -> XMLElement {
    let document = try XMLDocument(data: Data(JUnitReporter().render(report).utf8))
    return try #require(document.rootElement())
  }

  private func cases(_ report: Report) throws -> [XMLElement] {
    try document(report).elements(forName: "testsuite").flatMap { $0.elements(forName: "testcase") }
  }

  private func attribute(_ element: XMLElement?, _ name: String) -> String? {
    element?.attribute(forName: name)?.stringValue
  }

  @Test func `writes every finding`() throws {
    try expectSnapshot(JUnitReporter().render(SampleReport.everything), "JUnitReporter-everything.xml")
  }

  @Test func `the numbers are those of the elements`() throws {
    let root = try document(SampleReport.everything)
    let suites = root.elements(forName: "testsuite")
    var sums = ["tests": 0, "failures": 0, "errors": 0, "skipped": 0]
    for suite in suites {
      let tests = suite.elements(forName: "testcase")
      let names = ["failures": "failure", "errors": "error", "skipped": "skipped"]
      #expect(attribute(suite, "tests") == "\(tests.count)")
      sums["tests", default: 0] += tests.count
      for (name, element) in names {
        let count = tests.count { !$0.elements(forName: element).isEmpty }
        #expect(attribute(suite, name) == "\(count)", "\(name)")
        sums[name, default: 0] += count
      }
    }
    for (name, sum) in sums { #expect(attribute(root, name) == "\(sum)", "\(name)") }
    #expect(sums == ["tests": 5, "failures": 3, "errors": 1, "skipped": 1])
  }

  @Test func `a file without findings is a passed test`() throws {
    let cases = try cases(SampleReport.report([]))
    #expect(cases.count == 3 && cases.allSatisfy { $0.childCount == 0 })
    #expect(attribute(cases.first, "classname") == SampleReport.wideSource.file.path)
    #expect(attribute(cases.last, "name") == "complete")
  }

  @Test func `a note is no failure, its message is output`() throws {
    let report = SampleReport.report([SampleReport.finding("a", .note, "Told.", at: range)], lowestShown: .note)
    let test = try #require(try cases(report).first { attribute($0, "name") == "a bpf_sample" })
    #expect(test.elements(forName: "failure").isEmpty)
    #expect(test.elements(forName: "system-out").first?.stringValue?.hasSuffix("Told.") == true)
  }

  @Test func `texts survive, what no document may hold is spelled out`() throws {
    let message = "a <b> & \"c\" ]]> \u{1B}[31m\u{FFFE}\nline"
    let report = SampleReport.report([SampleReport.finding("a", .error, message, at: range)])
    let failure = try #require(try cases(report).lazy.compactMap { $0.elements(forName: "failure").first }.first)
    let expected = "a <b> & \"c\" ]]> <U+001B>[31m<U+FFFE>\nline"
    #expect(attribute(failure, "message") == expected)
    #expect(failure.stringValue?.contains(expected) == true)
  }

  @Test func `findings on one subject have names of their own, without lines`() throws {
    let findings = [SampleReport.finding("a", at: range), SampleReport.finding("a", at: range)]
    let names = try cases(SampleReport.report(findings, files: [])).map { attribute($0, "name") }
    #expect(names == ["a bpf_sample", "a bpf_sample (2)", "complete"])
  }

  @Test func `an incomplete analysis is an error`() throws {
    let report = SampleReport.report(
      [], notifications: [.init(id: "file-crashed", level: .error, message: "'a.c' crashed.")], isComplete: false)
    let error = try #require(try cases(report).last?.elements(forName: "error").first)
    #expect(error.stringValue == "'a.c' crashed.")
  }
}
