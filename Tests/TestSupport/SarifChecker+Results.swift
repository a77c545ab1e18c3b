extension SarifChecker {
  /// What was found.
  mutating func checkResults(_ results: [JSONValue], _ run: JSONValue, _ place: String) {
    expect(results.count <= 25_000, "GH1004", place, "GitHub rejects more than 25,000 results")
    for (key, section) in [("suppressions", "§3.27.23"), ("baselineState", "§3.27.24")] {
      let count = results.count { $0[key] != nil }
      expect(count == 0 || count == results.count, section, place, "'\(key)' is given for some results only")
    }
    for (index, result) in results.enumerated() { check(result: result, run, "\(place)/\(index)") }
  }

  private mutating func check(result: JSONValue, _ run: JSONValue, _ place: String) {
    let ruleID = result["ruleId"]
    expect(ruleID?.string?.isEmpty == false, "SARIF1010", place, "it names no rule")
    expect(result["rule"] == nil, "SARIF2004", place + "/rule", "it names the rule twice")
    expect(result["analysisTarget"] == nil, "SARIF2004", place + "/analysisTarget", "it names the file twice")
    let rules = run["tool"]?["driver"]?["rules"]
    checkIndex(result["ruleIndex"], in: rules, id: ruleID, key: "id", place + "/ruleIndex")
    expect(
      rules?.elements.contains { $0["id"] == ruleID } == true, "SARIF1009", place + "/ruleId",
      "nobody describes the rule")
    expect(
      ["note", "warning", "error"].contains(result["level"]?.string), "§3.27.10", place + "/level", "there is no level")
    checkMessage(result["message"], place + "/message")
    expect(result["message"]?["text"]?.string?.hasSuffix(".") == true, "SARIF2001", place + "/message", "no full stop")
    checkPlaces(of: result, run, place)
    checkFingerprints(of: result, place + "/partialFingerprints")
    for (index, suppression) in (result["suppressions"]?.elements ?? []).enumerated() {
      let place = "\(place)/suppressions/\(index)"
      expect(["inSource", "external"].contains(suppression["kind"]?.string), "§3.35.2", place, "it is nowhere")
      expect(suppression["justification"]?.string?.isEmpty == false, "§3.35.6", place, "it has no reason")
    }
    for (index, fix) in (result["fixes"]?.elements ?? []).enumerated() {
      check(fix: fix, run, "\(place)/fixes/\(index)")
    }
  }

  /// A text that is there as a whole, since GitHub puts none together, and in which no brace is alone.
  private mutating func checkMessage(_ message: JSONValue?, _ place: String) {
    let text = message?["text"]?.string
    expect(text?.isEmpty == false, "SARIF1012", place, "there is no text")
    expect(message?["id"] == nil && message?["arguments"] == nil, "SARIF1012", place, "the text is in pieces")
    let braces = (text ?? "").replacing("{{", with: "").replacing("}}", with: "")
    expect(!braces.contains("{") && !braces.contains("}"), "§3.11.5", place, "it has a placeholder")
  }

  private mutating func checkPlaces(of result: JSONValue, _ run: JSONValue, _ place: String) {
    let locations = result["locations"]?.elements ?? []
    let related = result["relatedLocations"]?.elements ?? []
    expect(!locations.isEmpty, "GH1001", place + "/locations", "it is nowhere")
    expect(locations.count + related.count <= 1_000, "GH1004", place, "GitHub rejects more than 1,000 locations")
    for (index, location) in locations.enumerated() {
      let place = "\(place)/locations/\(index)"
      expect(location["physicalLocation"]?["artifactLocation"]?["uri"] != nil, "GH1001", place, "it names no file")
      expect(location["physicalLocation"]?["region"] != nil, "GH1003", place, "it names no line")
      checkLocation(location, run, place)
    }
    var ids = Set<Int>()
    for (index, location) in related.enumerated() {
      let place = "\(place)/relatedLocations/\(index)"
      expect(location["message"]?["text"]?.string != nil, "GH1007", place, "it has no message")
      if let id = location["id"]?.integer {
        expect(ids.insert(id).inserted, "§3.28.2", place + "/id", "two have one id")
      }
      checkLocation(location, run, place)
    }
    var stepCount = 0
    for (index, flow) in (result["codeFlows"]?.elements ?? []).enumerated() {
      let threads = flow["threadFlows"]?.elements ?? []
      expect(!threads.isEmpty, "§3.36.3", "\(place)/codeFlows/\(index)", "no thread takes it")
      for (number, thread) in threads.enumerated() {
        let place = "\(place)/codeFlows/\(index)/threadFlows/\(number)/locations"
        let steps = thread["locations"]?.elements ?? []
        stepCount += steps.count
        expect(!steps.isEmpty, "§3.37.6", place, "it has no steps")
        for (step, location) in steps.enumerated() { check(step: location, run, "\(place)/\(step)") }
      }
    }
    expect(stepCount <= 10_000, "GH1004", place + "/codeFlows", "GitHub rejects more than 10,000 steps")
  }

  private mutating func check(step: JSONValue, _ run: JSONValue, _ place: String) {
    expect(step["index"] == nil, "GH1002", place, "GitHub looks at no other list")
    guard let location = step["location"] else {
      expect(false, "GH1002", place, "GitHub wants the location itself")
      return
    }
    expect(
      location["message"]?["text"]?.string?.isEmpty == false, "GITHUB", place, "nobody can tell what happens there")
    checkLocation(location, run, place + "/location")
  }

  private mutating func checkFingerprints(of result: JSONValue, _ place: String) {
    let fingerprints = result["partialFingerprints"] ?? .null
    let identity = fingerprints["kfunclintIdentity/v1"]?.string ?? ""
    expect(
      identity.utf8.count == 32 && SarifChecker.isHexadecimal(identity), "§3.27.17", place, "there is no identity")
    let hash = fingerprints["primaryLocationLineHash"]?.string
    expect(!hasSources || hash != nil, "GITHUB", place, "GitHub would have to hash the line")
    if let hash {
      let parts = hash.split(separator: ":", omittingEmptySubsequences: false)
      let isHash =
        parts.count == 2 && (1...16).contains(parts[0].utf8.count) && SarifChecker.isHexadecimal(String(parts[0]))
        && Int(parts[1]).map { $0 > 0 } == true
      expect(isHash, "GITHUB", place, "'\(hash)' is no hash of a line")
    }
  }

  private mutating func check(fix: JSONValue, _ run: JSONValue, _ place: String) {
    let changes = fix["artifactChanges"]?.elements ?? []
    expect(!changes.isEmpty, "§3.55.3", place, "it changes no file")
    expect(
      fix["description"]?["text"]?.string?.hasSuffix(".") == true, "§3.55.2", place, "it does not say what it does")
    for (index, change) in changes.enumerated() {
      let place = "\(place)/artifactChanges/\(index)"
      checkArtifactLocation(change["artifactLocation"] ?? .null, run, place + "/artifactLocation")
      let replacements = change["replacements"]?.elements ?? []
      expect(!replacements.isEmpty, "§3.56.3", place, "it changes nothing")
      for (number, replacement) in replacements.enumerated() {
        let region = replacement["deletedRegion"] ?? .null
        let place = "\(place)/replacements/\(number)/deletedRegion"
        checkRegion(region, place)
        // Without columns it would replace whole lines.
        for key in ["startColumn", "endLine", "endColumn"] {
          expect(region[key] != nil, "§3.57.3", place, "no '\(key)'")
        }
      }
    }
  }

  // MARK: Places

  mutating func checkLocation(_ location: JSONValue, _ run: JSONValue, _ place: String) {
    let physical = location["physicalLocation"] ?? .null
    let place = place + "/physicalLocation"
    checkArtifactLocation(physical["artifactLocation"] ?? .null, run, place + "/artifactLocation")
    let region = physical["region"]
    let context = physical["contextRegion"]
    if let region { checkRegion(region, place + "/region") }
    expect(context == nil || region != nil, "SARIF1008", place, "there is a context of nothing")
    if let region, let context {
      checkRegion(context, place + "/contextRegion")
      let inner = Extent(region)
      let outer = Extent(context)
      expect(
        outer.start <= inner.start && inner.end <= outer.end && outer != inner, "SARIF1008", place + "/contextRegion",
        "it does not contain the region")
    }
    guard hasSources, let region, region["startColumn"] != nil else { return }
    let isLong = (region["endLine"]?.integer ?? 0) - (region["startLine"]?.integer ?? 0) > 20
    expect(region["snippet"]?["text"] != nil || isLong, "SARIF2010", place + "/region", "the code is not shown")
    expect(
      context?["snippet"]?["text"] != nil || isLong || region["startColumn"]?.integer == 1, "SARIF2011", place,
      "the lines are not shown")
  }

  /// Where a region begins and ends.
  private struct Extent: Equatable {
    var start: Place
    var end: Place

    struct Place: Comparable {
      var line: Int
      var column: Int

      static func < (left: Place, right: Place) -> Bool { (left.line, left.column) < (right.line, right.column) }
    }

    init(_ region: JSONValue) {
      let line = region["startLine"]?.integer ?? 0
      start = Place(line: line, column: region["startColumn"]?.integer ?? 1)
      end = Place(line: region["endLine"]?.integer ?? line, column: region["endColumn"]?.integer ?? Int.max)
    }
  }

  mutating func checkRegion(_ region: JSONValue, _ place: String) {
    let start = region["startLine"]?.integer
    expect((start ?? 0) >= 1, "SARIF1007", place, "it begins nowhere")
    let end = region["endLine"]?.integer ?? start
    expect((end ?? 0) >= (start ?? 0), "SARIF1007", place, "it ends before it begins")
    if start == end, let endColumn = region["endColumn"]?.integer {
      expect(endColumn >= region["startColumn"]?.integer ?? 1, "SARIF1007", place, "it ends before it begins")
    }
  }

  mutating func checkArtifactLocation(_ location: JSONValue, _ run: JSONValue, _ place: String) {
    let uri = location["uri"]
    checkIndex(
      location["index"], in: run["artifacts"].map { .array($0.elements.map { $0["location"] ?? .null }) }, id: uri,
      key: "uri", place)
    guard let text = uri?.string else { return }
    let scheme = SarifChecker.scheme(text)
    expect(scheme == nil || scheme == "file", "GH1005", place, "'\(text)' is no file")
    expect(scheme == nil, "GH1006", place, "GitHub cannot tell where '\(text)' is in the repository")
    expect(scheme == nil, "SARIF2016", place, "'\(text)' is a path of this machine")
    guard scheme == nil else {
      expect(location["uriBaseId"] == nil, "SARIF1004", place, "an absolute URI is relative to something")
      return
    }
    expect(
      !text.isEmpty && !text.hasPrefix("/") && !text.split(separator: "/").contains(".."), "GH1005", place, "'\(text)'")
    let base = location["uriBaseId"]?.string
    expect(base != nil, "SARIF2016", place, "'\(text)' is relative to nothing")
    if let base { expect(run["originalUriBaseIds"]?[base] != nil, "SARIF1004", place, "'\(base)' is not defined") }
    if let base, let mapped = run["versionControlProvenance"]?[0]?["mappedTo"]?["uriBaseId"]?.string {
      expect(SarifChecker.bases(of: base, run).contains(mapped), "SARIF2007", place, "it is not in the repository")
    }
  }
}
