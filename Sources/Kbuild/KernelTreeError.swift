import SourceText

/// Why a path is not a kernel tree that can be worked with.
public enum KernelTreeError: Error, Hashable, Sendable {
  case noSuchPath(String)
  /// `missing` names the parts of a tree that the (nearest) directory lacks.
  case notAKernelTree(path: String, missing: [String])
  case unreadable(path: String, reason: RegularFile.Failure)
}

extension KernelTreeError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSuchPath(let path): "cannot find '\(path)': no such file or directory"
    case .notAKernelTree(let path, let missing):
      "'\(path)' is not in a kernel source tree: missing \(missing.map { "'\($0)'" }.joined(separator: ", "))"
    case .unreadable(let path, let reason): "cannot read '\(path)': \(reason)"
    }
  }

  /// What the user can do about it.
  public var remedy: String {
    switch self {
    case .noSuchPath: "check the spelling of the path"
    case .notAKernelTree: "name the top directory of a Linux source tree with --tree DIR"
    case .unreadable: "check the permissions of the file"
    }
  }
}
