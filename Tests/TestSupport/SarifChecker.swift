/// Checks what the JSON schema of SARIF does not: the rules of Microsoft's validator, GitHub's requirements and limits, and what the
/// specification says in words.
///
/// Problems are named after the validator's rules (SARIF1001 to SARIF2016, GH1001 to GH1007), `GITHUB` or a section of the specification.
/// Rules that are not checked, since they do not apply:
/// SARIF2002 wants message arguments, which GitHub does not read; SARIF2006 needs a network; SARIF2009 wants rule names such as `CS2001`;
/// SARIF2013 wants the whole sources embedded; SARIF2014 and SARIF2015 judge message templates, which the log does not have; SARIF2005 and
/// SARIF2012 want addresses of web pages, of which the project has none.
public struct SarifChecker {
  /// Something that is wrong.
  public struct Problem: Hashable, CustomStringConvertible {
    public var rule: String
    /// A JSON pointer.
    public var place: String
    public var message: String

    public var description: String { "\(rule) \(place): \(message)" }
  }

  /// Whether the sources were at hand, so that snippets and hashes can be expected.
  let hasSources: Bool
  /// Whether the log comes from a repository, so that the revision can be expected.
  let hasRevision: Bool
  private(set) var problems: [Problem] = []

  /// Returns what is wrong with a log.
  public static func problems(
    in log: JSONValue, hasSources: Bool = true, hasRevision: Bool = true
  ) -> [Problem] {
    var checker = SarifChecker(hasSources: hasSources, hasRevision: hasRevision)
    checker.check(log)
    return checker.problems
  }

  private init(hasSources: Bool, hasRevision: Bool) {
    self.hasSources = hasSources
    self.hasRevision = hasRevision
  }

  mutating func expect(_ condition: Bool, _ rule: String, _ place: String, _ message: String) {
    if !condition { problems.append(Problem(rule: rule, place: place, message: message)) }
  }

  // MARK: Log

  private mutating func check(_ log: JSONValue) {
    let schema = log["$schema"]?.string
    expect(schema != nil, "SARIF2008", "", "no schema is named")
    if let schema {
      expect(
        schema.hasPrefix("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
          && schema.hasSuffix("sarif-schema-2.1.0.json"),
        "SARIF1011", "/$schema", "the schema is not the final one")
    }
    expect(log["version"]?.string == "2.1.0", "§3.13.2", "/version", "the version is not 2.1.0")
    let runs = log["runs"]?.elements ?? []
    expect(!runs.isEmpty, "§3.13.4", "/runs", "there is no run")
    expect(runs.count <= 20, "GH1004", "/runs", "GitHub rejects more than 20 runs")
    var categories = Set<String>()
    for (index, run) in runs.enumerated() {
      check(run, "/runs/\(index)")
      // The category is what precedes the last slash.
      let id = run["automationDetails"]?["id"]?.string
      expect(id != nil, "GITHUB", "/runs/\(index)/automationDetails", "the run has no category")
      guard let id, let slash = id.lastIndex(of: "/") else {
        expect(id == nil, "GITHUB", "/runs/\(index)/automationDetails/id", "the category lacks its slash")
        continue
      }
      expect(
        categories.insert(String(id[..<slash])).inserted, "GITHUB", "/runs/\(index)/automationDetails/id",
        "two runs have one category")
    }
  }

  private mutating func check(_ run: JSONValue, _ place: String) {
    checkTool(run, place)
    checkInvocations(run, place)
    checkBases(run, place)
    checkArtifacts(run, place)
    checkProvenance(run, place)
    expect(
      ["utf16CodeUnits", "unicodeCodePoints"].contains(run["columnKind"]?.string), "§3.14.27", place + "/columnKind",
      "nobody can tell what columns count")
    checkURIs(run, place)
    let results = run["results"]
    expect(results != nil, "§3.14.23", place + "/results", "it is not said that nothing was found")
    checkResults(results?.elements ?? [], run, place + "/results")
  }

  private mutating func checkInvocations(_ run: JSONValue, _ place: String) {
    let invocations = run["invocations"]?.elements ?? []
    expect(!invocations.isEmpty, "§3.14.11", place + "/invocations", "it is not said how the run went")
    for (index, invocation) in invocations.enumerated() {
      let place = "\(place)/invocations/\(index)"
      let code = invocation["exitCode"]?.integer
      expect(code != nil, "§3.20.9", place + "/exitCode", "there is no exit code")
      expect(
        invocation["exitCodeDescription"]?.string?.isEmpty == false, "§3.20.10", place, "the exit code means nothing")
      if let code, let isSuccessful = invocation["executionSuccessful"]?.boolean {
        expect(
          isSuccessful == (code < 2), "§3.20.14", place + "/executionSuccessful", "it contradicts exit code \(code)")
      }
      if let start = invocation["startTimeUtc"]?.string, let end = invocation["endTimeUtc"]?.string {
        expect(start <= end, "SARIF1006", place, "it ended before it began")
      }
      for key in ["toolExecutionNotifications", "toolConfigurationNotifications"] {
        for (number, notification) in (invocation[key]?.elements ?? []).enumerated() {
          check(notification: notification, run, "\(place)/\(key)/\(number)")
        }
      }
    }
  }

  private mutating func check(notification: JSONValue, _ run: JSONValue, _ place: String) {
    expect(notification["message"]?["text"]?.string?.hasSuffix(".") == true, "SARIF2001", place, "no full stop")
    let driver = run["tool"]?["driver"]
    for (key, array) in [("descriptor", "notifications"), ("associatedRule", "rules")] {
      guard let reference = notification[key] else { continue }
      checkIndex(reference["index"], in: driver?[array], id: reference["id"], key: "id", "\(place)/\(key)")
    }
    for (index, location) in (notification["locations"]?.elements ?? []).enumerated() {
      checkLocation(location, run, "\(place)/locations/\(index)")
    }
  }

  /// An index leads to an element, which is the one that is named beside it.
  mutating func checkIndex(
    _ index: JSONValue?, in array: JSONValue?, id: JSONValue?, key: String, _ place: String
  ) {
    guard let index = index?.integer else { return }
    guard let element = array?[index] else {
      expect(false, "SARIF1009", place, "there is no element \(index)")
      return
    }
    expect(id == nil || element[key] == id, "SARIF1009", place, "element \(index) is another one")
  }

  private mutating func checkProvenance(_ run: JSONValue, _ place: String) {
    let details = run["versionControlProvenance"]?.elements ?? []
    expect(!hasRevision || !details.isEmpty, "SARIF2003", place, "the revision is not named")
    for (index, detail) in details.enumerated() {
      let place = "\(place)/versionControlProvenance/\(index)"
      let revision = detail["revisionId"]?.string ?? ""
      expect(
        [40, 64].contains(revision.utf8.count) && SarifChecker.isHexadecimal(revision), "§3.23.4", place,
        "'\(revision)' is no commit")
      let uri = detail["repositoryUri"]?.string ?? ""
      expect(!uri.contains("@"), "GITHUB", place + "/repositoryUri", "it has a user name")
      let base = detail["mappedTo"]?["uriBaseId"]?.string
      expect(base != nil, "SARIF2007", place, "it is not said where the repository is")
      if let base {
        let known = run["originalUriBaseIds"]?[base] != nil
        expect(known, "SARIF1004", place + "/mappedTo", "'\(base)' is not defined")
        expect(
          SarifChecker.bases(of: "SRCROOT", run).contains(base), "SARIF2007", place,
          "paths are relative to something else")
      }
    }
  }

  static func isHexadecimal(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// A base with those that it is relative to.
  static func bases(of name: String, _ run: JSONValue) -> [String] {
    var result: [String] = []
    var next: String? = name
    while let name = next, !result.contains(name) {
      result.append(name)
      next = run["originalUriBaseIds"]?[name]?["uriBaseId"]?.string
    }
    return result
  }
}
