import Diagnostics
import SARIF
import SourceText

/// Turns findings into SARIF results.
struct SarifResults {
  /// The key under which the identity of a finding stands in `partialFingerprints`.
  static let fingerprintKey = "kfunclintIdentity/v1"

  /// The key of the hash of the line, which GitHub computes itself where it is missing and the sources are at hand.
  static let lineHashKey = "primaryLocationLineHash"

  let results: [SarifLog.Result]

  /// - Parameter listed: the findings of the log, in report order.
  init(_ listed: [Finding], rules: [RuleDescription], locations locationsOfChange: (Int?) -> SarifLocations) {
    let ruleIndices = Dictionary(
      rules.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    // A state for some results only is not allowed (`SARIF 2.1.0 §3.27.24`).
    let comparesAll = listed.allSatisfy { $0.isNew != nil }
    results = listed.map { finding in
      let locations = locationsOfChange(finding.change)
      return SarifLog.Result(
        ruleId: finding.rule.rawValue, ruleIndex: ruleIndices[finding.rule],
        level: SarifRule.level(finding.severity), message: SarifResults.message(finding),
        locations: [SarifResults.location(finding, locations)],
        relatedLocations: SarifResults.relatedLocations(finding, locations),
        codeFlows: SarifResults.codeFlows(finding, locations),
        partialFingerprints: SarifResults.fingerprints(finding, locations),
        suppressions: SarifResults.suppressions(finding),
        baselineState: comparesAll ? finding.isNew.map { $0 ? .new : .unchanged } : nil,
        fixes: SarifResults.fixes(finding, locations), properties: SarifResults.properties(finding))
    }
  }

  /// The first sentence says what is wrong, as viewers without room show only that (`SARIF 2.1.0 §3.11.3`).
  private static func message(_ finding: Finding) -> SarifLog.Message {
    .init(plain: ([finding.message] + finding.notes).joined(separator: " "))
  }

  private static func location(_ finding: Finding, _ locations: SarifLocations) -> SarifLog.Location {
    var logical: [SarifLog.LogicalLocation] = []
    if let kfunc = finding.kfunc { logical.append(.init(name: kfunc, kind: "function")) }
    if let set = finding.set { logical.append(.init(name: set, kind: "variable")) }
    if let parameter = finding.parameter { logical.append(.init(name: parameter, kind: "parameter")) }
    return SarifLog.Location(
      physicalLocation: locations.physicalLocation(finding.range), logicalLocations: logical.isEmpty ? nil : logical)
  }

  private static func relatedLocations(_ finding: Finding, _ locations: SarifLocations) -> [SarifLog.Location]? {
    guard !finding.related.isEmpty else { return nil }
    // One place is that of the finding itself.
    return finding.related.prefix(SarifLimits.locationsPerResult - 1).enumerated().map { index, related in
      SarifLog.Location(
        id: index + 1, physicalLocation: locations.physicalLocation(related.range),
        message: .init(plain: related.message))
    }
  }

  /// The path of the finding, of one thread; of a path that is too long, the first steps. It ends at the finding.
  private static func codeFlows(_ finding: Finding, _ locations: SarifLocations) -> [SarifLog.CodeFlow]? {
    guard !finding.flow.isEmpty else { return nil }
    let last = Finding.RelatedLocation(message: finding.message, range: finding.range)
    let steps = finding.flow.prefix(SarifLimits.stepsPerResult - 1) + [last]
    let flow = steps.map { step in
      SarifLog.ThreadFlowLocation(
        location: SarifLog.Location(
          physicalLocation: locations.physicalLocation(step.range), message: .init(plain: step.message)),
        importance: .essential)
    }
    return [SarifLog.CodeFlow(threadFlows: [SarifLog.ThreadFlow(locations: flow)])]
  }

  private static func fingerprints(_ finding: Finding, _ locations: SarifLocations) -> [String: String] {
    var fingerprints = [fingerprintKey: finding.fingerprint]
    fingerprints[lineHashKey] = locations.lineHash(finding.range)
    return fingerprints
  }

  /// Always an array: all results of a run have one or none has (`SARIF 2.1.0 §3.27.23`).
  private static func suppressions(_ finding: Finding) -> [SarifLog.Suppression] {
    guard let reason = finding.suppression else { return [] }
    return [
      SarifLog.Suppression(
        kind: finding.isSuppressedInSource ? .inSource : .external, status: .accepted, justification: reason)
    ]
  }

  /// Fixes that a viewer may offer to apply; those for display only are in the properties. A fix of a file that cannot
  /// be read is left out: without columns it would replace whole lines.
  private static func fixes(_ finding: Finding, _ locations: SarifLocations) -> [SarifLog.Fix]? {
    guard let fix = finding.fix, fix.safety != .displayOnly, !fix.edits.isEmpty,
      fix.edits.allSatisfy({ locations.knowsColumns(of: $0.range.path) })
    else { return nil }
    let changes = Dictionary(grouping: fix.edits, by: \.range.path).sorted { $0.key < $1.key }
    return [
      SarifLog.Fix(
        description: .init(plain: fix.description),
        artifactChanges: changes.map { path, edits in
          SarifLog.ArtifactChange(
            artifactLocation: locations.artifact(path),
            replacements: edits.sorted { $0.range < $1.range }.map { edit in
              SarifLog.Replacement(
                deletedRegion: locations.region(edit.range), insertedContent: .init(text: edit.replacement))
            })
        },
        properties: SarifLog.PropertyBag(["safety": .string(fix.safety.rawValue)]))
    ]
  }

  private static func properties(_ finding: Finding) -> SarifLog.PropertyBag? {
    SarifLog.PropertyBag([
      "new": finding.isNew.map { .boolean($0) },
      "suggestion": finding.fix.flatMap { $0.safety == .displayOnly ? .string($0.description) : nil },
    ])
  }
}
