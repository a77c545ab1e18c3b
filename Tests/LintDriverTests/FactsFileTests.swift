import Facts
import Foundation
import SourceText
import Testing

@testable import LintDriver

@Suite struct FactsFileTests {
  @Test("what is written is read back, and the same facts give the same bytes")
  func roundTrip() throws {
    var file = FileFacts(path: "a.c", translationUnit: "a.c", context: "bare tree", status: .degraded(reason: "x"))
    file.suppressions = []
    let bundle = FactsBundle(kernelVersion: "6.12.117", files: [file])
    let data = try FactsFile.encode(bundle)
    #expect(try FactsFile.encode(bundle) == data)
    let tree = try TemporaryTree(["facts.json": String(decoding: data, as: UTF8.self)])
    #expect(try FactsFile.read("facts.json", in: tree.path) == bundle)
  }

  @Test("a file that is damaged behind its header is refused")
  func damaged() throws {
    let tree = try TemporaryTree(["facts.json": #"{"schema": 1, "files": 7}"#])
    #expect(throws: AnalysisError.self) { try FactsFile.read("facts.json", in: tree.path) }
  }
}
