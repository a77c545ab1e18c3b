import Foundation

/// The headers that a distribution installs for building modules.
public enum KernelHeaders {
  /// The directory of the newest release that can be built against; nil without one, or without a compiler.
  public static var newest: String? {
    let files = FileManager.default
    guard ["make", "gcc"].allSatisfy({ files.isExecutableFile(atPath: "/usr/bin/" + $0) }) else { return nil }
    let names = (try? files.contentsOfDirectory(atPath: "/usr/src")) ?? []
    return names.filter { $0.hasPrefix("linux-headers-") }.map { "/usr/src/" + $0 }
      .filter { files.fileExists(atPath: $0 + "/include/generated/autoconf.h") }
      .max { $0.compare($1, options: .numeric) == .orderedAscending }
  }
}
