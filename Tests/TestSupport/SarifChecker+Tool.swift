extension SarifChecker {
  /// What describes the program and its rules.
  mutating func checkTool(_ run: JSONValue, _ place: String) {
    let place = place + "/tool/driver"
    let driver = run["tool"]?["driver"] ?? .null
    let name = driver["name"]?.string ?? ""
    expect((1...3).contains(name.split(separator: " ").count), "SARIF2005", place + "/name", "the name is not short")
    for key in ["version", "semanticVersion"] {
      let version = driver[key]?.string
      expect(version?.first?.isNumber == true, "SARIF2005", place + "/" + key, "the version is no number")
    }
    let rules = driver["rules"]?.elements ?? []
    expect(rules.count <= 25_000, "GH1004", place + "/rules", "GitHub rejects more than 25,000 rules")
    var ids = Set<String>()
    for (index, rule) in rules.enumerated() {
      let place = "\(place)/rules/\(index)"
      expect(ids.insert(rule["id"]?.string ?? "").inserted, "§3.19.23", place + "/id", "the rule is there twice")
      check(rule: rule, place)
    }
    var kinds = Set<String>()
    for (index, kind) in (driver["notifications"]?.elements ?? []).enumerated() {
      expect(
        kinds.insert(kind["id"]?.string ?? "").inserted, "§3.19.24", "\(place)/notifications/\(index)", "there twice")
    }
  }

  private mutating func check(rule: JSONValue, _ place: String) {
    let id = rule["id"]?.string ?? ""
    let name = rule["name"]?.string
    expect(!id.isEmpty && id.utf8.count <= 255, "GITHUB", place + "/id", "GitHub wants an id of at most 255 characters")
    expect(name != id, "SARIF1001", place + "/name", "the name is the id")
    expect(
      name?.first?.isUppercase == true && name?.allSatisfy { $0.isLetter || $0.isNumber } == true, "SARIF2012",
      place + "/name", "there is no name in PascalCase")
    expect((name?.count ?? 0) <= 255, "GITHUB", place + "/name", "GitHub takes at most 255 characters")
    for key in ["shortDescription", "fullDescription"] {
      let text = rule[key]?["text"]?.string ?? ""
      expect(!text.isEmpty, "SARIF2004", "\(place)/\(key)", "it is missing")
      expect(text.count <= 1_024, "GITHUB", "\(place)/\(key)", "GitHub takes at most 1,024 characters")
    }
    for key in ["text", "markdown"] {
      expect(rule["help"]?[key]?.string?.isEmpty == false, "GITHUB", "\(place)/help/\(key)", "GitHub shows the help")
    }
    expect(
      ["note", "warning", "error"].contains(rule["defaultConfiguration"]?["level"]?.string), "§3.50.3",
      place + "/defaultConfiguration", "there is no level")
    let properties = rule["properties"] ?? .null
    let tags = properties["tags"]?.elements ?? []
    expect(
      tags.count <= 20 && Set(tags).count == tags.count, "GH1004", place + "/properties/tags", "GitHub takes 20 tags")
    expect(
      ["very-high", "high", "medium", "low"].contains(properties["precision"]?.string), "GITHUB", place + "/properties",
      "GitHub orders by precision")
    expect(
      ["error", "warning", "recommendation"].contains(properties["problem.severity"]?.string), "GITHUB",
      place + "/properties", "GitHub filters by severity")
  }

  // MARK: Files

  /// What paths are relative to.
  mutating func checkBases(_ run: JSONValue, _ place: String) {
    for (name, base) in (run["originalUriBaseIds"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
      let place = "\(place)/originalUriBaseIds/\(name)"
      if let parent = base["uriBaseId"]?.string {
        expect(run["originalUriBaseIds"]?[parent] != nil, "SARIF1004", place, "'\(parent)' is not defined")
        expect(!SarifChecker.bases(of: parent, run).contains(name), "SARIF1004", place, "it is relative to itself")
      }
      guard let uri = base["uri"]?.string else { continue }
      expect(
        base["uriBaseId"] != nil || SarifChecker.scheme(uri) != nil, "SARIF1004", place, "'\(uri)' is not absolute")
      expect(uri.hasSuffix("/"), "SARIF1004", place, "'\(uri)' does not end with a slash")
      expect(!uri.split(separator: "/").contains(".."), "SARIF1004", place, "'\(uri)' goes up")
      expect(!uri.contains("?") && !uri.contains("#"), "SARIF1004", place, "'\(uri)' has a query")
    }
  }

  mutating func checkArtifacts(_ run: JSONValue, _ place: String) {
    var seen = Set<JSONValue>()
    for (index, artifact) in (run["artifacts"]?.elements ?? []).enumerated() {
      let place = "\(place)/artifacts/\(index)"
      let location = artifact["location"] ?? .null
      expect(seen.insert(location).inserted, "§3.14.15", place, "the file is there twice")
      checkArtifactLocation(location, run, place + "/location")
      expect((artifact.object ?? [:]).count > 1, "SARIF2004", place, "only the location is known")
      expect(artifact["roles"]?.elements.isEmpty == false, "§3.24.6", place, "it has no role")
      let hash = artifact["hashes"]?["sha-256"]?.string
      expect(!hasSources || hash != nil, "§3.24.11", place, "there is no hash")
      if let hash {
        expect(hash.utf8.count == 64 && SarifChecker.isHexadecimal(hash), "§3.24.11", place + "/hashes", "no SHA-256")
        expect((artifact["length"]?.integer ?? -1) >= 0, "§3.24.5", place, "there is no length")
      }
    }
  }

  /// Every URI of the run (RFC 3986).
  mutating func checkURIs(_ value: JSONValue, _ place: String) {
    switch value {
    case .array(let values):
      for (index, value) in values.enumerated() { checkURIs(value, "\(place)/\(index)") }
    case .object(let members):
      for (key, value) in members.sorted(by: { $0.key < $1.key }) where key != "properties" {
        let place = "\(place)/\(key)"
        if ["uri", "repositoryUri", "informationUri", "helpUri"].contains(key), let uri = value.string {
          expect(SarifChecker.isURI(uri), "SARIF1002", place, "'\(uri)' is no URI")
          if uri.hasPrefix("file:") {
            expect(!uri.split(separator: "/").contains(".."), "SARIF1002", place, "'\(uri)' goes up")
          }
          if key != "uri" { expect(SarifChecker.scheme(uri) != nil, "SARIF1005", place, "'\(uri)' is not absolute") }
        }
        checkURIs(value, place)
      }
    case .null, .boolean, .integer, .string: break
    }
  }

  /// The characters of RFC 3986 §2, with two hexadecimal digits behind each `%`.
  private static func isURI(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "%") {
        let digits = bytes.dropFirst(index + 1).prefix(2)
        guard digits.count == 2, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return false }
      } else {
        let character = Character(UnicodeScalar(byte))
        guard byte < 0x80, character.isLetter || character.isNumber || "-._~:/?#[]@!$&'()*+,;=".contains(character)
        else { return false }
      }
    }
    // A colon in the first component would end a scheme (§4.2).
    let first = text.prefix { $0 != "/" }
    return scheme(text) != nil || !first.contains(":")
  }

  /// `file` of `file:///x`; nil for a relative reference.
  static func scheme(_ uri: String) -> Substring? {
    guard let colon = uri.firstIndex(of: ":") else { return nil }
    let scheme = uri[..<colon]
    return scheme.first?.isLetter == true && scheme.allSatisfy { $0.isLetter || $0.isNumber || "+-.".contains($0) }
      ? scheme : nil
  }
}
