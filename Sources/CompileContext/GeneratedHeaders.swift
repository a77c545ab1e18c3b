import Dialect
import Kbuild
import SourceText

/// The generated headers that a configured build directory or a header package holds on disk.
struct GeneratedHeaders {
  /// The absolute path of the directory, without symbolic links.
  let root: String
  /// The directory under `arch/` that was configured.
  let architecture: String
  /// What `include/config/kernel.release` says, such as `6.12.117+deb12-amd64`.
  let release: String?

  /// Opens a directory.
  ///
  /// - Parameter architecture: nil takes the one that has generated headers.
  init(directory: String, architecture: String?) throws(CompileContextError) {
    guard let root = RegularFile.realPath(directory) else { throw .unreadable(path: directory, reason: .missing) }
    guard RegularFile.exists(root + "/include/generated/autoconf.h") else {
      throw .notABuildDirectory(path: directory, missing: "include/generated/autoconf.h")
    }
    let configured = RegularFile.names(inDirectory: root + "/arch").filter {
      RegularFile.isDirectory("\(root)/arch/\($0)/include/generated")
    }
    let wanted = architecture.map { $0 == "x86_64" ? "x86" : $0 }
    guard let found = configured.first(where: { wanted == nil || $0 == wanted }) else {
      throw .notABuildDirectory(path: directory, missing: "arch/\(wanted ?? "x86")/include/generated")
    }
    self.root = root
    self.architecture = found
    release = RegularFile.text(root + "/include/config/kernel.release")
      .flatMap { $0.split(whereSeparator: \.isWhitespace).first.map(String.init) }
  }

  /// Returns a note when the headers were generated for another mainline release than that of the sources.
  func mismatch(with sources: KernelVersion?) -> [String] {
    guard let sources, let release, let own = KernelVersion(release), own.mainline != sources.mainline else {
      return []
    }
    return ["'\(root)' was configured for \(release), but the sources are \(sources)"]
  }
}
