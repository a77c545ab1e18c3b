import Facts
import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// What the worker process does with jobs; the parser itself is handed in, since this module does not know libclang.
public protocol WorkerHandler {
  /// Takes what all jobs have in common and loads the parser. Returns its version text.
  mutating func configure(_ configuration: WorkerConfiguration) throws(WorkerUnusable) -> String
  mutating func parse(_ job: ParseJob) -> ParsedFile
  mutating func precompile(_ job: PrecompileJob) -> PrecompiledFile
}

/// The parser cannot be used at all.
public struct WorkerUnusable: Error, Hashable, Sendable {
  public var message: String
  public var remedy: String

  public init(message: String, remedy: String) {
    self.message = message
    self.remedy = remedy
  }
}

/// The life of a worker process: limits, isolation of the standard streams, then jobs until its input ends.
public enum WorkerChild {
  /// Serves requests from standard input until it ends. Never returns.
  public static func run(limits: WorkerLimits, handler: any WorkerHandler) -> Never {
    limits.apply()
    // Frames go to a private copy of standard output; what libclang prints on its own goes nowhere.
    let output = dup(STDOUT_FILENO)
    let null = open("/dev/null", O_WRONLY)
    guard output >= 0, null >= 0 else { _exit(70) }
    dup2(null, STDOUT_FILENO)
    dup2(null, STDERR_FILENO)
    let queue = RequestQueue()
    // A thread of its own reads requests and ends the process with its parent: the main thread may be stuck in a parse.
    let reader = Thread {
      while let payload = readFrame(STDIN_FILENO) { queue.append(payload) }
      _exit(0)
    }
    reader.start()
    var handler = handler
    while true {
      guard let request = try? Frame.decode(WorkerRequest.self, from: queue.removeFirst()),
        let frame = try? Frame.encode(reply(to: request, handler: &handler)), write(frame, to: output)
      else { _exit(70) }
    }
  }

  private static func reply(to request: WorkerRequest, handler: inout any WorkerHandler) -> WorkerReply {
    switch request {
    case .configure(let configuration):
      do {
        return .ready(libclang: try handler.configure(configuration))
      } catch {
        return .unusable(message: error.message, remedy: error.remedy)
      }
    case .parse(let job): return .parsed(handler.parse(job))
    case .precompile(let job): return .precompiled(handler.precompile(job))
    }
  }

  private static func readFrame(_ descriptor: Int32) -> [UInt8]? {
    guard let header = readExactly(4, from: descriptor) else { return nil }
    let length = header.enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
    guard length <= Frame.sizeLimit else { return nil }
    return readExactly(length, from: descriptor)
  }

  private static func readExactly(_ count: Int, from descriptor: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map { read(descriptor, $0 + filled, count - filled) } ?? 0
      }
      if got < 0, errno == EINTR { continue }
      if got <= 0 { return nil }
      filled += got
    }
    return bytes
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let got = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { Glibc.write(descriptor, $0 + written, bytes.count - written) } ?? -1
      }
      if got < 0, errno == EINTR { continue }
      if got <= 0 { return false }
      written += got
    }
    return true
  }
}

/// Requests that were read and not yet served. Guarded by its condition.
private final class RequestQueue: @unchecked Sendable {
  // Sound: `payloads` is only touched with `condition` locked.
  private let condition = NSCondition()
  private var payloads: [[UInt8]] = []

  func append(_ payload: [UInt8]) {
    condition.lock()
    payloads.append(payload)
    condition.signal()
    condition.unlock()
  }

  /// Waits for a request and removes it.
  func removeFirst() -> [UInt8] {
    condition.lock()
    defer { condition.unlock() }
    while payloads.isEmpty { condition.wait() }
    return payloads.removeFirst()
  }
}
