import Crypto
import SourceText

#if canImport(Glibc)
  import Glibc
#endif

extension FactsCache {
  /// SHA-256 in hexadecimal digits.
  static let digestLength = 64

  /// Time stamps of files lag behind the clock by a tick of the kernel; nanoseconds.
  static let clockSlack = 20_000_000

  static func digest(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(digestLength)
    for byte in SHA256.hash(data: bytes) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The clock that time stamps of files are taken from; nanoseconds since 1970.
  static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// When a file was last written; nil when it is not there.
  static func modificationTime(of path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
  }
}
