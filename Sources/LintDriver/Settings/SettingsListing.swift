import Kbuild
import SourceText

/// The text of `kfunclint config`: every setting with where it comes from, itself a configuration file.
public struct SettingsListing: Sendable {
  private let settings: ResolvedSettings
  private var lines: [(text: String, remark: String)] = []

  public init(_ settings: ResolvedSettings) { self.settings = settings }

  /// Returns the text, with a final line feed.
  public var text: String {
    var listing = self
    listing.write()
    let width = listing.lines.filter { !$0.remark.isEmpty && $0.text.utf8.count < 40 }.map(\.text.utf8.count).max() ?? 0
    let body = listing.lines.map { line -> String in
      if line.remark.isEmpty { return line.text }
      return line.text + String(repeating: " ", count: max(0, width - line.text.utf8.count)) + "  # " + line.remark
    }
    return body.joined(separator: "\n") + "\n"
  }

  private mutating func write() {
    let merged = settings.merged
    lines.append((merged.configuration.map { "# Configuration file: \($0)" } ?? "# No configuration file", ""))
    write(.tree, merged.tree)
    write(.buildDirectory, merged.buildDirectory)
    write(.compileCommands, merged.compileCommands)
    write(.architecture, merged.architecture.value, merged.architecture.origin)
    write(.kernelVersion, merged.kernelVersion)
    write(.exclude, merged.exclude)
    write(.jobs, merged.jobs.map { $0.map(String.init) }, isText: false)
    write(.timeout, String(merged.timeout.value), merged.timeout.origin, isText: false)
    write(.precompiledHeader, String(merged.precompiledHeader.value), merged.precompiledHeader.origin, isText: false)
    write(.facts, merged.facts)
    write(.rules, merged.rules)
    write(.select, merged.select)
    write(.ignore, merged.ignore)
    write(.severity, merged.severity.value.rawValue, merged.severity.origin)
    write(.failOn, merged.failOn.value.rawValue, merged.failOn.origin)
    write(.baseline, merged.baseline)
    write(.format, merged.format.value.rawValue, merged.format.origin)
    write(.color, merged.color.value.rawValue, merged.color.origin)
    write(.quiet, String(merged.quiet.value), merged.quiet.origin, isText: false)
    write(.statistics, String(merged.statistics.value), merged.statistics.origin, isText: false)
    writeSeverities(merged)
    writeSuppressions(merged)
    lines.append(("# Rules evaluated: \(settings.rules.rules.count) of \(settings.knownRules.rules.count)", ""))
  }

  // MARK: Lines

  private mutating func write(_ key: ConfigurationKey, _ setting: Setting<String?>, isText: Bool = true) {
    guard let value = setting.value else {
      lines.append(("# \(key.rawValue): not set", ""))
      return
    }
    write(key, value, setting.origin, isText: isText)
  }

  private mutating func write(_ key: ConfigurationKey, _ value: String, _ origin: SettingOrigin, isText: Bool = true) {
    lines.append(("\(key.rawValue): \(isText ? SettingsListing.scalar(value) : value)", remark(origin)))
  }

  private mutating func write(_ key: ConfigurationKey, _ values: [Setting<String>]) {
    guard let first = values.first else {
      lines.append(("# \(key.rawValue): not set", ""))
      return
    }
    lines.append(("\(key.rawValue): \(SettingsListing.list(values.map(\.value)))", remark(first.origin)))
  }

  private mutating func writeSeverities(_ merged: MergedSettings) {
    guard !merged.severities.isEmpty else {
      lines.append(("# severities: not set", ""))
      return
    }
    lines.append(("severities:", ""))
    for entry in merged.severities {
      var parts = ["rule: \(SettingsListing.list(entry.rules.map(\.value)))"]
      if !entry.paths.isEmpty { parts.append("paths: \(SettingsListing.list(entry.paths))") }
      parts.append("severity: \(entry.severity?.rawValue ?? "off")")
      lines.append(("  - {\(parts.joined(separator: ", "))}", remark(entry.origin)))
    }
  }

  private mutating func writeSuppressions(_ merged: MergedSettings) {
    guard !merged.suppressions.isEmpty else {
      lines.append(("# suppressions: not set", ""))
      return
    }
    lines.append(("suppressions:", ""))
    for entry in merged.suppressions {
      var parts = ["rule: \(SettingsListing.list(entry.rules.map(\.value)))"]
      for (key, values) in [("paths", entry.paths), ("kfunc", entry.kfuncs), ("set", entry.sets)] where !values.isEmpty
      {
        parts.append("\(key): \(SettingsListing.list(values))")
      }
      parts.append("reason: \(SettingsListing.scalar(entry.reason))")
      lines.append(("  - {\(parts.joined(separator: ", "))}", remark(entry.origin)))
    }
  }

  private func remark(_ origin: SettingOrigin) -> String {
    switch origin {
    case .standard: "default"
    case .commandLine: "command line"
    case .file(let range): "\(PathText.name(of: range.path)):\(range.start.line)"
    }
  }

  private static func list(_ values: [String]) -> String { "[\(values.map(scalar).joined(separator: ", "))]" }

  /// Returns the text as YAML: plain where nothing else can be read from it, else in double quotes.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.utf8.first.map {
        ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") || $0 == UInt8(ascii: "/")
      } ?? false
    let safe = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "."): true
      default: false
      }
    }
    // Words that YAML 1.1 takes for something else than a text.
    let isTaken = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
    if isPlain, safe, !isTaken { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let hex = String(scalar.value, radix: 16)
        quoted += "\\x" + String(repeating: "0", count: 2 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
