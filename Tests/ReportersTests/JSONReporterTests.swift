import Diagnostics
import Reporters
import SourceText
import Testing

@Suite struct JSONReporterTests {
  @Test func `has the keys of version 1`() throws {
    let text = JSONReporter().render(SampleReport.everything, sources: SampleReport.sources)
    try expectSnapshot(text, "JSONReporter-everything.json")
  }
}
