import SourceText

/// Names files as a CI service does: relative to the directory that it checked the repository out into.
struct CheckoutPaths {
  private let checkout: String?
  /// Where the tree lies in the checkout, with a slash at its end; empty when it is all of it.
  private let prefix: String

  /// - Parameters:
  ///   - root: the tree that a report's paths are relative to, absolute.
  ///   - checkout: the directory of the service, absolute; nil where none is known.
  init(root: String?, checkout: String?) {
    self.checkout = checkout
    prefix = root.flatMap { CheckoutPaths.relative($0, below: checkout) }.map { $0.isEmpty ? "" : $0 + "/" } ?? ""
  }

  /// Returns the name of a file of the report. What lies outside of the checkout keeps its name.
  func name(of path: String) -> String {
    guard path.utf8.first == UInt8(ascii: "/") else { return prefix + path }
    return CheckoutPaths.relative(path, below: checkout) ?? path
  }

  private static func relative(_ path: String, below directory: String?) -> String? {
    guard var directory else { return nil }
    while directory.utf8.count > 1, directory.utf8.last == UInt8(ascii: "/") { directory.removeLast() }
    return PathText.relative(path, below: directory)
  }
}
