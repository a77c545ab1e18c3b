/// The header lists of one `Kbuild` file under an `asm` directory.
///
/// `scripts/Makefile.asm-generic` (`scripts/Makefile.asm-headers` since 6.14) makes wrappers from them.
public struct HeaderLists: Hashable, Sendable {
  /// Headers that are a wrapper around `asm-generic`.
  public var generic: Set<String> = []
  /// Headers that every architecture must have, by a wrapper if need be.
  public var mandatory: Set<String> = []
  /// Headers that the build generates by other means.
  public var generated: Set<String> = []

  /// Reads a file's lists; conditionals are ignored, so that the result holds every header of every configuration.
  public init(kbuild bytes: [UInt8]) {
    for line in MakefileLine.lines(of: bytes) {
      guard let assignment = line.assignment else { continue }
      // Names with a reference are no header names; they would become nonsense files.
      let names = Words.split(assignment.value).filter { $0.hasSuffix(".h") && !$0.contains("$") }
      switch assignment.name {
      case "generic-y": generic.formUnion(names)
      case "mandatory-y": mandatory.formUnion(names)
      case "generated-y": generated.formUnion(names)
      default: break
      }
    }
  }

  /// Returns the headers named `include/generated/X.h` that the top `Kbuild` file makes, as relative paths, sorted.
  public static func topGenerated(kbuild bytes: [UInt8]) -> [String] {
    var found: Set<String> = []
    for line in MakefileLine.lines(of: bytes) {
      guard let assignment = line.assignment else { continue }
      for word in Words.split(assignment.value)
      where word.hasPrefix("include/generated/") && word.hasSuffix(".h") && !word.contains("$") {
        found.insert(word)
      }
    }
    return found.sorted()
  }
}
