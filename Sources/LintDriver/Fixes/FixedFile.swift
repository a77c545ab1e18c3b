import Foundation
import SourceText

#if canImport(Glibc)
  import Glibc
#endif

/// A source file with fixes made.
public struct FixedFile: Sendable {
  /// Absolute.
  public var path: String
  /// As reports call it.
  public var name: String
  /// What was analysed.
  public var old: [UInt8]
  public var new: [UInt8]

  /// Why a file is left as it is.
  public enum Failure: Error, Hashable, Sendable {
    /// It is no longer what was analysed.
    case changedMeanwhile
    case unreadable(RegularFile.Failure)
    /// The system's error number.
    case notWritten(errno: Int32)
  }

  /// Writes the file in one step: whoever reads it sees the old text or the new one. Its mode stays. A symbolic link stays one, and what it
  /// points to is written.
  ///
  /// - Throws: ``Failure``; the file is then as it was.
  public func write() throws(Failure) {
    let target = RegularFile.realPath(path) ?? path
    let current: [UInt8]
    do {
      current = try RegularFile.read(target)
    } catch {
      throw .unreadable(error)
    }
    guard current == old else { throw .changedMeanwhile }
    var status = stat()
    guard stat(target, &status) == 0 else { throw .notWritten(errno: errno) }
    guard access(target, W_OK) == 0 else { throw .notWritten(errno: errno) }
    let temporary = "\(target).kfunclint-\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0o7777)
    guard descriptor >= 0 else { throw .notWritten(errno: errno) }
    var failure = FixedFile.write(new, to: descriptor)
    if failure == nil, fchmod(descriptor, status.st_mode & 0o7777) != 0 { failure = errno }
    if close(descriptor) != 0, failure == nil { failure = errno }
    if failure == nil, rename(temporary, target) != 0 { failure = errno }
    if let failure {
      unlink(temporary)
      throw .notWritten(errno: failure)
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var written = 0
    while written < bytes.count {
      let got = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { Glibc.write(descriptor, $0 + written, bytes.count - written) } ?? -1
      }
      if got < 0, errno == EINTR { continue }
      if got <= 0 { return errno }
      written += got
    }
    return nil
  }
}

extension FixedFile.Failure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .changedMeanwhile: "it was changed while it was analysed"
    case .unreadable(let reason): "\(reason)"
    case .notWritten(let code): String(cString: strerror(code))
    }
  }
}
