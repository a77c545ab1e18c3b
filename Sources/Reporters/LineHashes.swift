/// The hashes of the lines of a file by which GitHub's code scanning knows an alert again (`primaryLocationLineHash`).
///
/// The hash of a line is a polynomial over the UTF-16 code units from its start on, a hundred of them without blanks and tabs, so that it
/// depends on some of the following lines. Every line end counts as one line feed; what is missing at the end of the file is U+FFFF once and
/// then zeros. Equal hashes are told apart by a number (github/codeql-action, `src/fingerprints.ts`).
struct LineHashes {
  private static let window = 100
  private static let factor: UInt64 = 37

  private let hashes: [String]

  /// Hashes all lines. O(n).
  init(_ bytes: [UInt8]) {
    var (units, starts) = LineHashes.significant(bytes)
    units += Array(repeating: 0, count: LineHashes.window)
    // factor to the power of window: what the unit that leaves the window has been multiplied with.
    let leaving = (0..<LineHashes.window).reduce(UInt64(1)) { power, _ in power &* LineHashes.factor }
    var hash: UInt64 = 0
    var counts: [UInt64: Int] = [:]
    var hashes: [String] = []
    hashes.reserveCapacity(starts.count)
    var next = 0
    for index in units.indices {
      if next < starts.count, index == starts[next] + LineHashes.window {
        let count = counts[hash, default: 0] + 1
        counts[hash] = count
        hashes.append(String(hash, radix: 16) + ":\(count)")
        next += 1
      }
      hash = hash &* LineHashes.factor &+ UInt64(units[index])
      if index >= LineHashes.window { hash = hash &- leaving &* UInt64(units[index - LineHashes.window]) }
    }
    self.hashes = hashes
  }

  /// The hash of a line, from 1; nil when there is none.
  subscript(line: Int) -> String? { hashes.indices.contains(line - 1) ? hashes[line - 1] : nil }

  /// The code units that count, with the end of the file, and where lines start among them.
  private static func significant(_ bytes: [UInt8]) -> (units: [UInt16], starts: [Int]) {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count + window + 1)
    var starts: [Int] = []
    var isLineStart = true
    var isBehindReturn = false
    func keep(_ unit: UInt16) {
      if isLineStart { starts.append(units.count) }
      isLineStart = unit == 0x0A
      units.append(unit)
    }
    for unit in String(decoding: bytes, as: UTF8.self).utf16 {
      switch unit {
      case 0x20, 0x09: isBehindReturn = false
      case 0x0A where isBehindReturn: isBehindReturn = false
      case 0x0D:
        isBehindReturn = true
        keep(0x0A)
      default:
        isBehindReturn = false
        keep(unit)
      }
    }
    keep(0xFFFF)
    return (units, starts)
  }
}
