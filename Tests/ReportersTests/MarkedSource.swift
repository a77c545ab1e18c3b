import Diagnostics
import Reporters
import SourceText

/// A source text whose interesting ranges are drawn into it: `«` opens one, `»` closes the one opened last.
struct MarkedSource {
  let file: SourceFile
  /// In the order in which they open.
  let ranges: [SourceRange]

  init(_ path: String, _ text: String) {
    var bytes: [UInt8] = []
    var spans: [Range<Int>?] = []
    var open: [Int] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "«":
        open.append(spans.count)
        spans.append(bytes.count..<bytes.count)
      case "»":
        let index = open.removeLast()
        spans[index] = (spans[index]?.lowerBound ?? 0)..<bytes.count
      default: bytes += Array(String(scalar).utf8)
      }
    }
    let file = SourceFile(path: path, bytes: bytes)
    self.file = file
    ranges = spans.compactMap { $0.map(file.range) }
  }
}

/// Sources that a test holds in memory.
struct Sources: SourceProvider {
  var files: [String: SourceFile]

  init(_ files: [SourceFile]) {
    self.files = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0) })
  }

  func file(at path: String) -> SourceFile? { files[path] }
}
