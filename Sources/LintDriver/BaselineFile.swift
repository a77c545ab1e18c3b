import Kbuild
import SourceText
import Suppressions

/// Reads baselines from disk.
enum BaselineFile {
  /// A baseline holds some hundred bytes for each finding.
  private static let sizeLimit = 64 << 20

  static func read(_ path: String, in directory: String) throws(BaselineError) -> Baseline {
    let bytes: [UInt8]
    do {
      bytes = try RegularFile.read(PathText.absolute(path, in: directory), limit: sizeLimit)
    } catch {
      throw error == .missing ? .missing(path: path) : .unreadable(path: path)
    }
    return try Baseline(bytes: bytes, name: path)
  }
}
