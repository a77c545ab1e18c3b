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
    SHA256.hash(data: bytes).map(HexDigits.pair).joined()
  }

  /// The clock that time stamps of files are taken from; nanoseconds since 1970.
  static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
