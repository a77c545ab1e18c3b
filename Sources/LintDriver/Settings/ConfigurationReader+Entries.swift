import Diagnostics
import Model

extension ConfigurationReader {
  /// Reads a list of mappings.
  mutating func entries<Entry>(
    _ node: ConfigurationNode, _ name: String, read: (inout ConfigurationReader, ConfigurationNode) -> Entry?
  ) -> [Entry] {
    guard node.isList else {
      mistakes.append(node.mistake("\(name) is \(node.kind)", expected: "a list of mappings"))
      return []
    }
    return node.elements.compactMap { element in
      guard isPlain(element) else { return nil }
      guard element.isMapping else {
        mistakes.append(element.mistake("an element of \(name) is \(element.kind)", expected: "a mapping"))
        return nil
      }
      return read(&self, element)
    }
  }

  mutating func severity(_ node: ConfigurationNode) -> WrittenSettings.SeverityEntry? {
    let values = values(of: node, among: ["rule", "paths", "severity"], required: ["rule", "severity"])
    let words = Severity.allCases.reversed().map(\.rawValue) + ["off"]
    let rules = values["rule"].flatMap { texts($0, "'rule'") }
    let paths = values["paths"].map { texts($0, "'paths'", separatesAtCommas: false) ?? [] } ?? []
    let severity = values["severity"].flatMap { word($0, "'severity'", among: words) }
    guard let rules, let severity else { return nil }
    return WrittenSettings.SeverityEntry(
      rules: rules, paths: paths.map(\.value), severity: Severity(rawValue: severity), origin: .file(node.range))
  }

  mutating func suppression(_ node: ConfigurationNode) -> WrittenSettings.SuppressionEntry? {
    let places = ["paths", "kfunc", "set"]
    let values = values(of: node, among: ["rule"] + places + ["reason"], required: ["rule", "reason"])
    if !places.contains(where: { values[$0] != nil }) {
      mistakes.append(
        node.mistake(
          "the suppression says not where", expected: "'paths', 'kfunc' or 'set'; 'ignore' leaves a rule out everywhere"
        ))
    }
    let rules = values["rule"].flatMap { texts($0, "'rule'") }
    let paths = values["paths"].map { texts($0, "'paths'", separatesAtCommas: false) ?? [] } ?? []
    let kfuncs = values["kfunc"].map { texts($0, "'kfunc'") ?? [] } ?? []
    let sets = values["set"].map { texts($0, "'set'") ?? [] } ?? []
    let reason = values["reason"].flatMap { text($0, "'reason'") }
    guard let rules, let reason else { return nil }
    return WrittenSettings.SuppressionEntry(
      rules: rules, paths: paths.map(\.value), kfuncs: kfuncs.map(\.value), sets: sets.map(\.value),
      reason: reason.value,
      origin: .file(node.range))
  }

  /// Returns the values of an entry by key; unknown and missing keys are mistakes.
  private mutating func values(
    of node: ConfigurationNode, among known: [String], required: [String]
  ) -> [String: ConfigurationNode] {
    var values: [String: ConfigurationNode] = [:]
    for (key, value) in node.pairs where isPlain(key) && isPlain(value) {
      if let name = key.string, known.contains(name) {
        values[name] = value
      } else {
        reportUnknown(key, among: known)
      }
    }
    for key in required where values[key] == nil && !node.pairs.contains(where: { $0.key.string == key }) {
      mistakes.append(node.mistake("the entry lacks '\(key)'"))
    }
    return values
  }
}
