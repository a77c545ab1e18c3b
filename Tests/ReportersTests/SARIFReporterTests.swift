import Diagnostics
import Reporters
import SourceText
import Testing

@Suite struct SARIFReporterTests {
  @Test func `writes every object of the report`() throws {
    let text = SARIFReporter().render(SampleReport.everything, sources: SampleReport.sources)
    try expectSnapshot(text, "SARIFReporter-everything.sarif")
  }
}
