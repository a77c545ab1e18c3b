import Diagnostics
import Dialect
import Model
import Reporters
import RuleEngine
import SourceText

/// Reads the keys of a configuration file. It goes on after a mistake, so that all are found in one run.
struct ConfigurationReader {
  private let toolVersion: String
  var mistakes: [RuleDiagnostic] = []

  init(toolVersion: String) { self.toolVersion = toolVersion }

  /// Reads a whole file, given its root node.
  mutating func read(_ root: ConfigurationNode) -> WrittenSettings {
    var settings = WrittenSettings()
    if root.kind == "nothing" { return settings }
    guard root.isMapping else {
      mistakes.append(root.mistake("the file is \(root.kind)", expected: "a mapping"))
      return settings
    }
    // A file for another release may hold keys that this one does not know: that is its only mistake then.
    if let requires = root.pairs.first(where: { $0.key.string == ConfigurationKey.requires.rawValue }),
      !isMet(requires.value)
    {
      return settings
    }
    for (key, value) in root.pairs where isPlain(key) && isPlain(value) {
      guard let known = key.string.flatMap(ConfigurationKey.init) else {
        reportUnknown(key, among: ConfigurationKey.allCases.map(\.rawValue))
        continue
      }
      read(known, value, into: &settings)
    }
    return settings
  }

  private mutating func read(_ key: ConfigurationKey, _ value: ConfigurationNode, into settings: inout WrittenSettings)
  {
    let name = "'\(key.rawValue)'"
    switch key {
    case .requires: break
    case .tree: settings.tree = text(value, name)
    case .buildDirectory: settings.buildDirectory = text(value, name)
    case .compileCommands: settings.compileCommands = text(value, name)
    case .architecture: settings.architecture = text(value, name)
    case .kernelVersion: settings.kernelVersion = kernelVersion(value, name)
    case .exclude: settings.exclude = texts(value, name, separatesAtCommas: false)
    case .jobs: settings.jobs = number(value, name)
    case .timeout: settings.timeout = number(value, name)
    case .precompiledHeader: settings.precompiledHeader = boolean(value, name)
    case .facts: settings.facts = texts(value, name, separatesAtCommas: false)
    case .rules: settings.rules = texts(value, name, separatesAtCommas: false)
    case .select: settings.select = texts(value, name)
    case .ignore: settings.ignore = texts(value, name)
    case .severity: settings.severity = choice(value, name)
    case .failOn: settings.failOn = choice(value, name)
    case .baseline: settings.baseline = text(value, name)
    case .format: settings.format = choice(value, name)
    case .color: settings.color = choice(value, name)
    case .quiet: settings.quiet = boolean(value, name)
    case .statistics: settings.statistics = boolean(value, name)
    case .severities: settings.severities = entries(value, name) { reader, entry in reader.severity(entry) }
    case .suppressions: settings.suppressions = entries(value, name) { reader, entry in reader.suppression(entry) }
    }
  }

  private mutating func isMet(_ node: ConfigurationNode) -> Bool {
    guard let text = text(node, "'requires'") else { return false }
    guard let requirement = VersionRequirement(text.value) else {
      mistakes.append(
        node.mistake(
          "'\(text.value)' is no value of 'requires'", expected: "comparisons such as '>=0.1' or '>=0.1, <2'"))
      return false
    }
    if requirement.isMet(by: toolVersion) { return true }
    mistakes.append(node.mistake("this configuration requires kfunclint \(text.value), and this is \(toolVersion)"))
    return false
  }

  // MARK: Values

  /// Refuses anchors, aliases and tags, which make a text stand in another place than where it is used.
  mutating func isPlain(_ node: ConfigurationNode) -> Bool {
    guard node.isIndirect else { return true }
    mistakes.append(node.mistake("anchors, aliases and tags are not allowed in configuration files"))
    return false
  }

  mutating func reportUnknown(_ key: ConfigurationNode, among known: [String]) {
    let text = key.string ?? key.kind
    if ConfigurationKey.commandLineOnly.contains(text) {
      mistakes.append(key.mistake("'\(text)' is for the command line only"))
    } else {
      mistakes.append(key.mistake("unknown key '\(text)'", suggestion: NearestName.of(text, among: known)))
    }
  }

  mutating func text(_ node: ConfigurationNode, _ name: String) -> Setting<String>? {
    guard let text = node.string else { return wrongType(node, name, "a text") }
    guard node.kind == "a text" || node.kind == "nothing" else {
      // The value is lost where YAML reads 6.10 as the number 6.1.
      mistakes.append(node.mistake("\(name) is \(node.kind), put it in quotes", expected: "a text"))
      return nil
    }
    guard node.kind == "a text", !text.allSatisfy(\.isWhitespace) else {
      mistakes.append(node.mistake("\(name) is empty", expected: "a text"))
      return nil
    }
    return Setting(text, .file(node.range))
  }

  /// Reads a list of texts, or one text, which may hold several between commas as on the command line.
  mutating func texts(
    _ node: ConfigurationNode, _ name: String, separatesAtCommas: Bool = true
  ) -> [Setting<String>]? {
    guard node.isList else {
      if node.isMapping { return wrongType(node, name, "a list of texts") }
      guard let text = text(node, name) else { return nil }
      guard separatesAtCommas else { return [text] }
      return text.value.split(separator: ",").map { part in text.map { _ in String(part.filter { $0 != " " }) } }
    }
    guard !node.elements.isEmpty else {
      mistakes.append(node.mistake("\(name) is empty", expected: "a list of texts"))
      return nil
    }
    return node.elements.compactMap { isPlain($0) ? text($0, "an element of \(name)") : nil }
  }

  private mutating func number(_ node: ConfigurationNode, _ name: String) -> Setting<Int>? {
    guard node.kind == "a number", let number = node.string.flatMap({ Int($0) }), number > 0 else {
      mistakes.append(
        node.mistake(
          node.string.map { "'\($0)' is no value of \(name)" } ?? "\(name) is \(node.kind)",
          expected: "a whole number from 1"))
      return nil
    }
    return Setting(number, .file(node.range))
  }

  private mutating func boolean(_ node: ConfigurationNode, _ name: String) -> Setting<Bool>? {
    switch node.kind == "a boolean" ? node.string : nil {
    case "true": return Setting(true, .file(node.range))
    case "false": return Setting(false, .file(node.range))
    default:
      mistakes.append(
        node.mistake(
          node.string.map { "'\($0)' is no value of \(name)" } ?? "\(name) is \(node.kind)", expected: "true or false"))
      return nil
    }
  }

  private mutating func kernelVersion(_ node: ConfigurationNode, _ name: String) -> Setting<String>? {
    guard let text = text(node, name) else { return nil }
    guard KernelVersion(text.value) != nil else {
      mistakes.append(node.mistake("'\(text.value)' is no kernel version", expected: "a release such as '6.12'"))
      return nil
    }
    return text
  }

  private mutating func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ node: ConfigurationNode, _ name: String
  ) -> Setting<Choice>? {
    word(node, name, among: Choice.allCases.map(\.rawValue)).flatMap { Choice(rawValue: $0) }
      .map { Setting($0, .file(node.range)) }
  }

  /// Reads one of some words. YAML takes some words for booleans (`off`), which does not matter here.
  mutating func word(_ node: ConfigurationNode, _ name: String, among words: [String]) -> String? {
    let expected = "one of \(words.joined(separator: ", "))"
    guard let text = node.string else { return wrongType(node, name, expected) }
    guard words.contains(text) else {
      mistakes.append(
        node.mistake(
          "'\(text)' is no value of \(name)", expected: expected, suggestion: NearestName.of(text, among: words)))
      return nil
    }
    return text
  }

  private mutating func wrongType<Value>(_ node: ConfigurationNode, _ name: String, _ expected: String) -> Value? {
    mistakes.append(node.mistake("\(name) is \(node.kind)", expected: expected))
    return nil
  }
}
