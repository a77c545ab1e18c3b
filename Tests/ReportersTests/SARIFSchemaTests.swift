import Diagnostics
import Foundation
import Reporters
import SourceText
import TestSupport
import Testing

/// Checks logs with the published JSON schema; skipped where the schema or Python's `jsonschema` is missing.
///
/// The schema is looked for in `KFUNCLINT_SHARED`, else in the directory `shared` beside the repository.
@Suite(.enabled(if: SchemaValidator.isAvailable, "needs sarif-schema-2.1.0.json and Python with jsonschema"))
struct SARIFSchemaTests {
  @Test func `a log with one of everything is valid`() throws {
    let text = SARIFReporter(.init(includesRoot: true)).render(SampleReport.everything, sources: SampleReport.sources)
    #expect(try SchemaValidator.errors(in: text) == "")
  }

  @Test func `an empty log is valid`() throws {
    let text = SARIFReporter().render(SampleReport.report([], files: []), sources: Sources([]))
    #expect(try SchemaValidator.errors(in: text) == "")
  }

  @Test func `a log of missing files, hostile names and places outside the files is valid`() throws {
    var random = SeededGenerator(seed: 7)
    var findings: [Finding] = []
    var files: [SourceFile] = []
    for index in 0..<100 {
      let file = SourceFile(path: "a \(index)%:\u{1B}\n.c", bytes: random.sourceBytes(most: 30))
      if index % 5 > 0 { files.append(file) }
      let range = random.range(in: file)
      let fix = Fix(description: "Fix it.", safety: .safe, edits: [Edit(range: range, replacement: "{\u{0}")])
      findings.append(
        SampleReport.finding(
          "rule-\(index % 7)", .error, "Message {\u{1B}}.", at: range,
          related: [.init(message: "Here.", range: range), .init(message: "Here.", range: range)], fix: fix))
    }
    let text = SARIFReporter().render(
      SampleReport.report(findings, undecided: [RuleID("rule-1"): 2]), sources: Sources(files))
    #expect(try SchemaValidator.errors(in: text) == "")
  }

  @Test func `the check sees a log that is not valid`() throws {
    let text = SARIFReporter().render(SampleReport.everything, sources: SampleReport.sources)
    let broken = text.replacing("\"version\" : \"2.1.0\"", with: "\"version\" : \"2.0.0\"")
    #expect(try SchemaValidator.errors(in: broken).contains("2.0.0"))
    let zero = text.replacing("\"startLine\" : 1", with: "\"startLine\" : 0", maxReplacements: 1)
    #expect(try !SchemaValidator.errors(in: zero).isEmpty)
  }

  @Test func `every property is one of the schema, with a value of the right type`() throws {
    let text = SARIFReporter(.init(includesRoot: true)).render(SampleReport.everything, sources: SampleReport.sources)
    let log = try JSONValue(text)
    // One path for each property: elements of one array have the same ones. What properties hold is ours.
    var seen = Set<[String]>()
    let paths = log.paths.filter { path in
      let pattern = path.map { if case .key(let key) = $0 { key } else { "*" } }
      return !path.contains(.key("properties")) && seen.insert(pattern).inserted
    }
    #expect(paths.count > 120)
    let corrupted = try paths.map { path in
      var other = log
      // No property of the format may be this.
      other[path] = .object(["no such property": .null])
      return try other.text()
    }
    let valid = try SchemaValidator.indicesOfValid(corrupted)
    #expect(valid.map { paths[$0].map(\.description).joined(separator: "/") } == [])
  }
}

/// Runs Python's `jsonschema` on a SARIF log.
enum SchemaValidator {
  private static let schema: URL = {
    let shared = ProcessInfo.processInfo.environment["KFUNCLINT_SHARED"].map { URL(fileURLWithPath: $0) }
    // This file is Tests/ReportersTests/NAME in the repository.
    let repository = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return (shared ?? repository.deletingLastPathComponent().appendingPathComponent("shared"))
      .appendingPathComponent("sarif/sarif-schema-2.1.0.json")
  }()

  static let isAvailable: Bool =
    FileManager.default.isReadableFile(atPath: schema.path)
    && (try? python(["-c", "import jsonschema"]))?.status == 0

  private static let script = """
    import json, sys
    from jsonschema import Draft4Validator, FormatChecker
    with open(sys.argv[1], encoding="utf-8") as schema, open(sys.argv[2], encoding="utf-8") as log:
        validator = Draft4Validator(json.load(schema), format_checker=FormatChecker())
        for error in validator.iter_errors(json.load(log)):
            print("/".join(map(str, error.absolute_path)), error.message[:200])
    """

  /// Returns one line per violation of the schema; throws when the check itself fails.
  static func errors(in log: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("kfunclint-\(UUID().uuidString).sarif")
    try Data(log.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let result = try python(["-c", script, schema.path, file.path])
    guard result.status == 0 else { throw CheckFailed(output: result.output) }
    return result.output
  }

  private static let batchScript = """
    import json, sys
    from jsonschema import Draft4Validator
    with open(sys.argv[1], encoding="utf-8") as schema, open(sys.argv[2], encoding="utf-8") as logs:
        validator = Draft4Validator(json.load(schema))
        for index, log in enumerate(logs):
            if validator.is_valid(json.loads(log)):
                print(index)
    """

  /// Returns which of the logs, each without a line feed, the schema has nothing to say against.
  static func indicesOfValid(_ logs: [String]) throws -> [Int] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("kfunclint-\(UUID().uuidString).jsonl")
    try Data(logs.joined(separator: "\n").utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let result = try python(["-c", batchScript, schema.path, file.path])
    guard result.status == 0 else { throw CheckFailed(output: result.output) }
    return result.output.split(separator: "\n").compactMap { Int($0) }
  }

  struct CheckFailed: Error {
    let output: String
  }

  /// Output goes to a file, not a pipe, so that it cannot fill up while the test waits.
  private static func python(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("kfunclint-\(UUID().uuidString).txt")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let output = try FileHandle(forWritingTo: file)
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
    try output.close()
    return (process.terminationStatus, String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }
}
