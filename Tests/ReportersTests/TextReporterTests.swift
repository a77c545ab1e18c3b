import Diagnostics
import Reporters
import SourceText
import Testing

@Suite struct TextReporterTests {
  @Test func `shows findings, places, notes, fixes and the summary`() throws {
    let text = TextReporter().render(SampleReport.everything, sources: SampleReport.sources)
    try expectSnapshot(text, "TextReporter-everything.txt")
  }
}
