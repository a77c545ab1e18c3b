import Foundation
import Testing

/// The real kernels and the release binary that the tests of this target run on.
///
/// Neither is part of the repository: `KFUNCLINT_KERNELS` names a directory that holds the unpacked source packages
/// `linux-source-6.12` and `linux-source-6.1`, `KFUNCLINT_BINARY` the `kfunclint` executable. Tests that need one
/// of them are skipped with a reason when the variable is not set; a variable that names something unusable is an
/// error, never a skip.
enum KernelTrees {
  static let kernelsHint: Comment = "set KFUNCLINT_KERNELS to a directory with linux-source-6.12 and linux-source-6.1"
  static let binaryHint: Comment = "set KFUNCLINT_BINARY to the kfunclint executable"

  /// Whether the environment names a directory of kernels.
  static var areAvailable: Bool { value(of: "KFUNCLINT_KERNELS") != nil }

  /// The `kfunclint` executable that the environment names, as an absolute path.
  static var binary: String? { value(of: "KFUNCLINT_BINARY").map { URL(fileURLWithPath: $0).path } }

  /// Returns the absolute path of a release's tree.
  ///
  /// Throws: `UnusableTree` when the directory that the environment names does not hold that release.
  static func path(of release: KernelRelease) throws -> String {
    let root = value(of: "KFUNCLINT_KERNELS") ?? ""
    let tree = URL(fileURLWithPath: root).appendingPathComponent("linux-source-\(release.rawValue)")
    guard FileManager.default.fileExists(atPath: tree.appendingPathComponent("include/linux/btf_ids.h").path) else {
      throw UnusableTree(path: tree.path)
    }
    return tree.resolvingSymlinksInPath().path
  }

  /// Returns the version of the tree, `X.Y.Z`, from the first lines of its Makefile.
  static func version(ofTree path: String) throws -> String {
    let makefile = try String(contentsOfFile: path + "/Makefile", encoding: .utf8)
    var values: [Substring: Substring] = [:]
    for line in makefile.split(separator: "\n").prefix(10) {
      let words = line.split(separator: " ")
      if words.count == 3, words[1] == "=" { values[words[0]] = words[2] }
    }
    return ["VERSION", "PATCHLEVEL", "SUBLEVEL"].compactMap { values[$0] }.joined(separator: ".")
  }

  /// The named directory does not hold the tree that a test asks for.
  struct UnusableTree: Error, CustomStringConvertible {
    var path: String
    var description: String { "no kernel tree at '\(path)', which KFUNCLINT_KERNELS promises" }
  }

  private static func value(of variable: String) -> String? {
    ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// A release whose source package the tests read.
enum KernelRelease: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case linux61 = "6.1"
  case linux612 = "6.12"

  var testDescription: String { "Linux \(rawValue)" }

  /// The number of (set, entry) pairs and of sets that the whole tree holds, for the exact version that was counted
  /// by hand.
  var counted: (version: String, entries: Int, sets: Int) {
    switch self {
    case .linux61: ("6.1.192", 68, 11)
    case .linux612: ("6.12.117", 274, 43)
    }
  }

  /// Whether a tree is the exact version that was counted and compiled; says so on standard output when it is
  /// another one.
  func isCounted(_ tree: String) throws -> Bool {
    let version = try KernelTrees.version(ofTree: tree)
    if version == counted.version { return true }
    print("skipped: '\(tree)' is \(version), the numbers are of \(counted.version)")
    return false
  }
}
