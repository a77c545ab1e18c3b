import Foundation
import SARIF
import Testing

@Suite struct SarifLogTests {
  /// A log written by hand, with every kind of object that the module knows, in the form that it writes.
  private func sample() throws -> String {
    // This file is Tests/SARIFTests/NAME in the repository.
    let repository = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = repository.appendingPathComponent("TestInputs/sarif/every-object.sarif")
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  @Test func `reads and writes every object without a change`() throws {
    let text = try sample()
    let log = try JSONDecoder().decode(SarifLog.self, from: Data(text.utf8))
    #expect(log.jsonText() == text)
    #expect(log.runs.first?.results.first?.properties?.tags == ["one", "two"])
  }

  @Test func `what is nil is absent, and an empty list of results is written`() {
    let log = SarifLog(runs: [.init(tool: .init(driver: .init(name: "tool")), results: [])])
    let text = log.jsonText()
    #expect(text.contains("\"results\" : ["))
    for key in ["invocations", "artifacts", "properties", "null"] { #expect(!text.contains(key), "\(key)") }
  }

  @Test func `names its schema, leaves slashes plain and ends with one line feed`() {
    let text = SarifLog(runs: []).jsonText()
    #expect(text.contains("\"$schema\" : \"https://docs.oasis-open.org/"))
    #expect(text.contains("\"version\" : \"2.1.0\""))
    #expect(text.hasSuffix("}\n") && !text.hasSuffix("\n\n"))
  }

  @Test func `the same log gives the same text, whatever the order of its dictionaries`() {
    func log(_ names: [String]) -> SarifLog {
      var ids: [String: SarifLog.ArtifactLocation] = [:]
      for name in names { ids[name] = .init(uri: name) }
      return SarifLog(
        runs: [.init(tool: .init(driver: .init(name: "tool")), originalUriBaseIds: ids, results: [])])
    }
    let names = (0..<50).map { "BASE\($0)" }
    #expect(log(names).jsonText() == log(names.reversed()).jsonText())
  }

  @Test func `braces of a plain message are doubled, those of a template are kept`() {
    #expect(SarifLog.Message(plain: "a {0} b").text == "a {{0}} b")
    #expect(SarifLog.Message(text: "a {0} b").text == "a {0} b")
    let both = SarifLog.MultiformatMessageString(plain: "{", markdown: "`}`")
    #expect(both.text == "{{" && both.markdown == "`}}`")
  }

  @Test func `a property bag without properties is none`() {
    #expect(SarifLog.PropertyBag() == nil)
    #expect(SarifLog.PropertyBag(["a": nil]) == nil)
    #expect(SarifLog.PropertyBag(tags: ["x"])?.tags == ["x"])
    #expect(SarifLog.PropertyBag(["a": .integer(1), "b": nil])?["a"] == .integer(1))
  }

  @Test(arguments: [
    SarifLog.PropertyValue.string("1"), .integer(1), .boolean(true), .strings(["a"]), .counts(["a": 1]),
  ])
  func `a property keeps its type`(value: SarifLog.PropertyValue) throws {
    let data = try JSONEncoder().encode([value])
    #expect(try JSONDecoder().decode([SarifLog.PropertyValue].self, from: data) == [value])
  }
}
