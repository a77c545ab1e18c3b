import Foundation

/// The unpacked source packages that `KFUNCLINT_KERNELS` points to.
enum RealKernels {
  /// Returns the directory of a release, or nil after printing that the test is skipped.
  static func directory(_ release: String, for test: String = #function) -> String? {
    let root = ProcessInfo.processInfo.environment["KFUNCLINT_KERNELS"]
    let path = root.map { "\($0)/linux-source-\(release)" }
    if let path, FileManager.default.fileExists(atPath: path + "/Makefile") { return path }
    print("SKIPPED \(test): set KFUNCLINT_KERNELS to a directory with linux-source-\(release)")
    return nil
  }
}
