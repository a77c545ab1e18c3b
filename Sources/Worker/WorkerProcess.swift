import Foundation
import Pipes
import Subprocess
import Synchronization
import SystemPackage

/// A running worker process, seen from the parent. Valid inside ``WorkerProcess/run(_:body:)`` only.
struct WorkerProcess {
  private let execution: Execution<CustomWriteInput, SequenceOutput, DiscardedOutput>
  private var replies: SubprocessOutputSequence.Iterator
  private var assembler = Frame.Assembler()

  /// How a request ended without a reply.
  enum Failure: Error, Hashable, Sendable {
    /// The process ended: a crash, or a limit.
    case ended
    case timedOut(seconds: Int)
    case unusable(WorkerUnusable)
    /// The worker answered something else than it was asked.
    case protocolViolation
  }

  /// How to start one.
  struct Launch: Sendable {
    /// The program, this one.
    var executable: String
    /// The hidden command and its arguments.
    var arguments: [String]
    var configuration: WorkerConfiguration
  }

  /// Starts a process, configures it, and calls the body with it and the parser's version. The process is killed when the body returns.
  ///
  /// - Throws: ``Failure`` when it does not start or cannot use the parser.
  static func run<Result: Sendable>(
    _ launch: Launch, body: @escaping (inout WorkerProcess, String) async -> Result
  ) async throws(Failure) -> Result {
    BrokenPipes.becomeErrors()
    do {
      let outcome = try await Subprocess.run(
        .path(FilePath(launch.executable)), arguments: Arguments(launch.arguments), input: .inputWriter,
        output: .sequence, error: .discarded
      ) { execution -> Swift.Result<Result, Failure> in
        var process = WorkerProcess(execution: execution, replies: execution.standardOutput.makeAsyncIterator())
        let result: Swift.Result<Result, Failure>
        do throws(Failure) {
          let version = try await process.configure(launch.configuration)
          result = .success(await body(&process, version))
        } catch {
          result = .failure(error)
        }
        // A worker that is stuck in a parse does not read its input; nothing of it is needed any more.
        try? execution.send(signal: .kill)
        try? await execution.standardInputWriter.finish()
        return result
      }
      return try outcome.closureResult.get()
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .unusable(
        WorkerUnusable(
          message: "cannot start '\(launch.executable)': \(error)", remedy: "check that it may be executed"))
    }
  }

  private mutating func configure(_ configuration: WorkerConfiguration) async throws(Failure) -> String {
    switch try await send(.configure(configuration), timeout: 60) {
    case .ready(let version): return version
    case .unusable(let message, let remedy): throw .unusable(WorkerUnusable(message: message, remedy: remedy))
    case .parsed, .precompiled: throw .protocolViolation
    }
  }

  /// Sends a request and waits for its reply.
  ///
  /// - Parameter timeout: seconds of wall-clock time; the process is killed after that.
  mutating func send(_ request: WorkerRequest, timeout: Int) async throws(Failure) -> WorkerReply {
    let execution = self.execution
    do {
      _ = try await execution.standardInputWriter.write(try Frame.encode(request))
    } catch {
      throw .ended
    }
    let flag = TimeoutFlag()
    let watchdog = Task {
      try await Task.sleep(for: .seconds(timeout))
      flag.raise()
      try execution.send(signal: .kill)
    }
    defer { watchdog.cancel() }
    while true {
      do {
        if let payload = try assembler.next() { return try Frame.decode(WorkerReply.self, from: payload) }
        guard let chunk = try await replies.next() else { break }
        chunk.withUnsafeBytes { assembler.append($0) }
      } catch {
        break
      }
    }
    throw flag.isRaised ? .timedOut(seconds: timeout) : .ended
  }
}

/// Tells that a watchdog has killed the process.
private final class TimeoutFlag: Sendable {
  private let state = Mutex(false)
  func raise() { state.withLock { $0 = true } }
  var isRaised: Bool { state.withLock { $0 } }
}
