import Kbuild
import RuleEngine
import SourceText
import Yams

/// A configuration file as read: what it states, and everything that is wrong with it.
struct ConfigurationFile {
  /// The name of the file that is looked for.
  static let name = ".kfunclint.yaml"

  /// Larger files are refused; a configuration has some lines.
  private static let sizeLimit = 1 << 20
  /// Deeper collections would exhaust the stack of the YAML library; a configuration needs four levels.
  private static let nestingLimit = 64

  let source: SourceFile
  let settings: WrittenSettings
  /// In the order of the file.
  let mistakes: [RuleDiagnostic]

  /// Reads the text of a file.
  ///
  /// - Parameter toolVersion: this program's, for `requires:`.
  init(_ source: SourceFile, toolVersion: String) {
    self.source = source
    switch ConfigurationFile.parse(source) {
    case .failure(let mistake): (settings, mistakes) = (WrittenSettings(), [mistake])
    case .success(nil): (settings, mistakes) = (WrittenSettings(), [])
    case .success(let root?):
      var reader = ConfigurationReader(toolVersion: toolVersion)
      settings = reader.read(root)
      mistakes = reader.mistakes.sorted()
    }
  }

  /// Reads a file from disk.
  ///
  /// - Parameter name: what messages call it.
  /// - Throws: ``ConfigurationError`` if it cannot be read; mistakes in it are in ``mistakes``.
  static func read(_ path: String, name: String, toolVersion: String) throws(ConfigurationError) -> ConfigurationFile {
    do {
      let bytes = try RegularFile.read(path, limit: sizeLimit)
      return ConfigurationFile(SourceFile(path: name, bytes: bytes), toolVersion: toolVersion)
    } catch {
      switch error {
      case .missing: throw .missing(path: name)
      case .notRegular: throw .unreadable(path: name, problem: "it is no file")
      case .tooLarge: throw .unreadable(path: name, problem: "it is larger than 1 MiB")
      case .system: throw .unreadable(path: name, problem: "permission denied")
      }
    }
  }

  /// Returns the root node; nil for a file without any.
  private static func parse(_ source: SourceFile) -> Result<ConfigurationNode?, RuleDiagnostic> {
    func failure(_ message: String, at offset: Int = 0) -> Result<ConfigurationNode?, RuleDiagnostic> {
      .failure(RuleDiagnostic(range: source.range(offset..<offset), message: message))
    }
    guard let text = String(validating: source.bytes, as: UTF8.self) else { return failure("the file is not UTF-8") }
    if let deep = deepNesting(source.bytes) { return failure("brackets nest too deep", at: deep) }
    do {
      return .success(try compose(yaml: text).map { ConfigurationNode(file: source, node: $0) })
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        return failure("not valid YAML: \(problem)", at: ConfigurationNode.offset(of: mark, in: source))
      case .duplicatedKeysInMapping(let keys, let context):
        let key = keys.first ?? ""
        return failure("key '\(key)' is written twice", at: second(key, from: context.mark, in: source))
      default: return failure("not valid YAML")
      }
    } catch {
      return failure("not valid YAML")
    }
  }

  /// Finds where a key of a block mapping is written for the second time: in the column of the mapping. The mapping itself where
  /// that fails.
  private static func second(_ key: String, from mark: Mark, in source: SourceFile) -> Int {
    let start = ConfigurationNode.offset(of: mark, in: source)
    let column = source.lines.position(at: start).column - 1
    var count = 0
    for line in mark.line...max(mark.line, source.lines.lineCount) {
      guard let bounds = source.lines.range(ofLine: line, in: source.bytes), bounds.count > column else { continue }
      let rest = source.bytes[(bounds.lowerBound + column)..<bounds.upperBound]
      guard rest.starts(with: key.utf8),
        rest.dropFirst(key.utf8.count).first(where: { $0 != 0x20 }) == UInt8(ascii: ":")
      else {
        continue
      }
      count += 1
      if count == 2 { return bounds.lowerBound + column }
    }
    return start
  }

  /// Returns where opening brackets outnumber closing ones by more than the limit, wherever they stand.
  private static func deepNesting(_ bytes: [UInt8]) -> Int? {
    var depth = 0
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        if depth > nestingLimit { return offset }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      default: break
      }
    }
    return nil
  }
}
