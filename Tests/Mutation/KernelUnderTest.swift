import Diagnostics
import Dialect
import Facts
import Foundation
import LintDriver
import Model
import RuleEngine
import SourceText

/// An unmodified kernel: its facts, its findings, and what mutants of it are compared with.
struct KernelUnderTest: Sendable {
  let options: AnalysisOptions
  let memory: AnalysisMemory
  let rules: RuleSet
  let root: String
  let dialect: Dialect
  let files: [FileFacts]
  let model: Model
  /// What is known about the functions of the kernel.
  let knowledge: KernelKnowledge
  let tokens = SourceTokens()
  /// The findings of the unmodified kernel, whatever their severity.
  let findings: [Finding]
  /// The kernel's release, such as `6.12`.
  var release: String { "\(dialect.version.major).\(dialect.version.minor)" }

  init(options: AnalysisOptions, rules: RuleSet) async throws {
    self.options = options
    self.rules = rules
    memory = AnalysisMemory()
    let analysis = try await Analyzer(options: options, memory: memory).analyze()
    guard analysis.isComplete else {
      throw MutationFailure(message: "the analysis of '\(analysis.root)' is incomplete")
    }
    root = analysis.root
    dialect = analysis.model.dialect
    files = analysis.facts.files
    model = analysis.model
    knowledge = try KnowledgeReader().read(for: dialect.version)
    findings = Evaluation(rules: rules, model: analysis.model).findings
  }

  /// Returns the findings with some files changed, whatever their severity, and whether every file could be analysed.
  func findings(with files: FileView) async throws -> (findings: [Finding], isComplete: Bool) {
    var options = options
    options.files = files
    let analysis = try await Analyzer(options: options, memory: memory).analyze()
    return (Evaluation(rules: rules, model: analysis.model).findings, analysis.isComplete)
  }

  /// The bytes of a file of the unmodified kernel.
  func bytes(of path: String) -> [UInt8] { RegularFile.bytes(of: root + "/" + path) ?? [] }

  /// The text of a place.
  func text(_ range: SourceRange) -> String {
    String(decoding: bytes(of: range.path)[range.bytes], as: UTF8.self)
  }

  /// The place of a text within a place; nil when it is not there.
  func place(of text: String, in range: SourceRange, last: Bool = false) -> SourceRange? {
    let bytes = bytes(of: range.path)
    let word = Array(text.utf8)
    let starts = range.bytes.dropLast(max(0, word.count - 1)).filter { bytes[$0..<$0 + word.count].elementsEqual(word) }
    guard let start = last ? starts.last : starts.first else { return nil }
    return span(start..<start + word.count, of: range.path)
  }

  /// The place of some bytes.
  func span(_ bytes: Range<Int>, of path: String) -> SourceRange {
    let table = LineTable(self.bytes(of: path))
    return SourceRange(
      path: path, start: table.position(at: bytes.lowerBound), end: table.position(at: bytes.upperBound))
  }

  /// The whole lines of a place, with the line feed of the last.
  func lines(of range: SourceRange) -> SourceRange {
    let bytes = bytes(of: range.path)
    let newline = UInt8(ascii: "\n")
    let start = bytes[..<range.start.offset].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = bytes[range.end.offset...].firstIndex(of: newline).map { $0 + 1 } ?? bytes.count
    return span(start..<end, of: range.path)
  }
}

/// Why mutation cannot go on.
struct MutationFailure: Error, CustomStringConvertible {
  var message: String
  var description: String { message }
}

extension SourceRange {
  /// Whether two places of a file share a byte.
  func overlaps(_ other: SourceRange) -> Bool { path == other.path && bytes.overlaps(other.bytes) }
}
