import BuiltinRules
import Yams

/// One YAML file of the vocabulary, read node by node so that problems carry their line.
struct VocabularyFile {
  /// The path below `Rules/`, such as `vocabulary/flags.yaml`.
  let name: String
  let root: VocabularyNode

  /// Opens a built-in file.
  init(_ name: String) throws(VocabularyError) {
    guard let text = Self.builtIn(name) else {
      throw .malformed(file: name, line: nil, problem: "the file is not there")
    }
    try self.init(name: name, text: text)
  }

  /// Returns a file that the program carries in itself.
  static func builtIn(_ name: String) -> String? { BuiltinRules.files[name] }

  /// Reads a text; `name` is used in errors.
  init(name: String, text: String) throws(VocabularyError) {
    self.name = name
    do {
      guard let node = try compose(yaml: text) else {
        throw VocabularyError.malformed(file: name, line: nil, problem: "the file is empty")
      }
      root = VocabularyNode(file: name, node: node)
    } catch let error as VocabularyError {
      throw error
    } catch {
      throw .malformed(file: name, line: nil, problem: "\(error)")
    }
  }
}

/// A YAML node together with the file it comes from.
struct VocabularyNode {
  let file: String
  let node: Node

  func problem(_ text: String) -> VocabularyError {
    .malformed(file: file, line: node.mark?.line, problem: text)
  }

  /// The value of a key, or nil when the mapping does not have it.
  func optional(_ key: String) throws(VocabularyError) -> VocabularyNode? {
    guard let mapping = node.mapping else { throw problem("expected a mapping") }
    return mapping[key].map { VocabularyNode(file: file, node: $0) }
  }

  func required(_ key: String) throws(VocabularyError) -> VocabularyNode {
    guard let value = try optional(key) else { throw problem("missing '\(key)'") }
    return value
  }

  func string() throws(VocabularyError) -> String {
    guard let scalar = node.scalar else { throw problem("expected a text") }
    return scalar.string
  }

  func integer() throws(VocabularyError) -> Int {
    let text = try string()
    guard let value = Int(text) else { throw problem("'\(text)' is not an integer") }
    return value
  }

  func list() throws(VocabularyError) -> [VocabularyNode] {
    guard let sequence = node.sequence else { throw problem("expected a list") }
    return sequence.map { VocabularyNode(file: file, node: $0) }
  }

  func strings() throws(VocabularyError) -> [String] {
    var result: [String] = []
    for element in try list() { result.append(try element.string()) }
    return result
  }

  /// A text that is one of the raw values of an enumeration.
  func choice<Choice: RawRepresentable>() throws(VocabularyError) -> Choice where Choice.RawValue == String {
    let text = try string()
    guard let value = Choice(rawValue: text) else { throw problem("'\(text)' is not one of the allowed values") }
    return value
  }

  /// The pairs of a mapping with their keys as texts, in the order of the file.
  func pairs() throws(VocabularyError) -> [(key: String, value: VocabularyNode)] {
    guard let mapping = node.mapping else { throw problem("expected a mapping") }
    var result: [(key: String, value: VocabularyNode)] = []
    for (key, value) in mapping {
      result.append((try VocabularyNode(file: file, node: key).string(), VocabularyNode(file: file, node: value)))
    }
    return result
  }

  func version() throws(VocabularyError) -> KernelVersion {
    let text = try string()
    guard let version = KernelVersion(text) else { throw problem("'\(text)' is not a kernel version") }
    return version
  }

  /// The `since`, `until` and `approximate` of a mapping.
  func versions() throws(VocabularyError) -> VersionRange {
    VersionRange(
      since: try optional("since")?.version(), until: try optional("until")?.version(),
      isApproximate: try optional("approximate")?.string() == "true")
  }
}
