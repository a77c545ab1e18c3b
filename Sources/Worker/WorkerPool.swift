import CompileContext
import Facts

/// Runs jobs in worker processes. A file that crashes, hangs or floods the parser costs that file and no other.
public struct WorkerPool: Sendable {
  /// How the pool works.
  public struct Options: Sendable {
    /// This program, which starts itself as worker.
    public var executable: String
    /// The hidden command, to which the role is added (`parse`, `precompile`).
    public var command: [String]
    /// Worker processes at a time, from 1.
    public var jobs: Int
    /// Wall-clock seconds that one file may take.
    public var timeout: Int
    /// Is told how many jobs of how many are done: at the start, and after each. Called from any thread, one call at a time.
    public var progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?

    public init(executable: String, command: [String], jobs: Int, timeout: Int) {
      self.executable = executable
      self.command = command
      self.jobs = max(1, jobs)
      self.timeout = max(1, timeout)
    }
  }

  /// What became of a job.
  public enum Outcome: Sendable {
    case parsed(ParsedFile)
    /// The worker crashed on the file twice, the second time alone and without precompiled header.
    case crashed
    case timedOut(seconds: Int)
  }

  /// The outcomes in the order of the jobs, and the parser's version; nil when there was no job.
  public struct Run: Sendable {
    public var outcomes: [Outcome]
    public var libclang: String?
  }

  private let options: Options

  public init(options: Options) { self.options = options }

  /// Parses every job's file. The result does not depend on the number of workers.
  ///
  /// - Throws: ``WorkerUnusable`` when workers cannot start or cannot load the parser.
  public func parse(_ jobs: [ParseJob], configuration: WorkerConfiguration) async throws(WorkerUnusable) -> Run {
    guard !jobs.isEmpty else { return Run(outcomes: [], libclang: nil) }
    let queue = JobQueue(jobs, progress: options.progress)
    let launch = launch(role: "parse", configuration)
    let finished = await withTaskGroup(of: WorkerResult.self) { group in
      for _ in 0..<min(options.jobs, jobs.count) {
        group.addTask { await serve(queue, launch) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    var outcomes = [Outcome?](repeating: nil, count: jobs.count)
    var libclang: String?
    for result in finished {
      if let problem = result.unusable { throw problem }
      libclang = libclang ?? result.libclang
      for (number, outcome) in result.outcomes { outcomes[number] = outcome }
    }
    return Run(outcomes: outcomes.map { $0 ?? .crashed }, libclang: libclang)
  }

  /// Builds a precompiled header. Parsing works without it.
  public func precompile(_ job: PrecompileJob, configuration: WorkerConfiguration) async -> PrecompiledFile {
    let timeout = options.timeout
    do {
      return try await WorkerProcess.run(launch(role: "precompile", configuration)) { process, _ -> PrecompiledFile in
        do throws(WorkerProcess.Failure) {
          if case .precompiled(let file) = try await process.send(.precompile(job), timeout: timeout) { return file }
          return PrecompiledFile(failure: "unexpected answer")
        } catch {
          return PrecompiledFile(failure: "the worker did not finish")
        }
      }
    } catch {
      if case .unusable(let problem) = error { return PrecompiledFile(failure: problem.message) }
      return PrecompiledFile(failure: "the worker did not start")
    }
  }

  private func launch(role: String, _ configuration: WorkerConfiguration) -> WorkerProcess.Launch {
    WorkerProcess.Launch(
      executable: options.executable, arguments: options.command + [role], configuration: configuration)
  }

  /// What one chain of worker processes did.
  private struct WorkerResult: Sendable {
    var outcomes: [(Int, Outcome)] = []
    var libclang: String?
    var unusable: WorkerUnusable?
  }

  /// Keeps one worker process alive after another until the queue is empty.
  private func serve(_ queue: JobQueue, _ launch: WorkerProcess.Launch) async -> WorkerResult {
    var result = WorkerResult()
    var failedStarts = 0
    while await queue.hasMore {
      do {
        let part = try await WorkerProcess.run(launch) { process, version in
          await drain(queue, with: &process, version: version)
        }
        result.outcomes += part.outcomes
        result.libclang = part.libclang
      } catch {
        switch error {
        case .unusable(let problem):
          result.unusable = problem
          return result
        case .ended, .timedOut, .protocolViolation:
          // The process died before its first job. Once is an accident, three times is a state.
          failedStarts += 1
          guard failedStarts < 3 else {
            result.unusable = WorkerUnusable(
              message: "worker processes end before they do anything",
              remedy: "see 'kfunclint doctor'; memory limits (ulimit -v) or a broken libclang are usual reasons")
            return result
          }
        }
      }
    }
    return result
  }

  /// Serves jobs until the queue is empty or the process is gone.
  private func drain(_ queue: JobQueue, with process: inout WorkerProcess, version: String) async -> WorkerResult {
    var result = WorkerResult(libclang: version)
    while let job = await queue.next() {
      do throws(WorkerProcess.Failure) {
        guard case .parsed(let file) = try await process.send(.parse(job.job), timeout: options.timeout) else {
          throw .protocolViolation
        }
        result.outcomes.append((job.number, .parsed(file)))
        await queue.finish()
      } catch {
        switch error {
        case .timedOut(let seconds):
          result.outcomes.append((job.number, .timedOut(seconds: seconds)))
          await queue.finish()
        case .ended, .protocolViolation, .unusable:
          if await !queue.retryAlone(job) {
            result.outcomes.append((job.number, .crashed))
            await queue.finish()
          }
        }
        return result
      }
    }
    return result
  }
}

/// Jobs that no worker has taken yet. An actor, so that workers take turns.
private actor JobQueue {
  struct Numbered: Sendable {
    var number: Int
    var job: ParseJob
    var isRetry: Bool
  }

  private var pending: [Numbered]
  private let total: Int
  private var done = 0
  private let progress: (@Sendable (Int, Int) -> Void)?

  init(_ jobs: [ParseJob], progress: (@Sendable (Int, Int) -> Void)?) {
    pending = jobs.enumerated().reversed().map { Numbered(number: $0.offset, job: $0.element, isRetry: false) }
    total = jobs.count
    self.progress = progress
    progress?(0, total)
  }

  var hasMore: Bool { !pending.isEmpty }

  func next() -> Numbered? { pending.popLast() }

  /// Counts a job that will not come back.
  func finish() {
    done += 1
    progress?(done, total)
  }

  /// Puts a job back, to be tried without its precompiled header, so that a bad header is not blamed on the file. Returns
  /// false when it was a second try already.
  func retryAlone(_ job: Numbered) -> Bool {
    guard !job.isRetry else { return false }
    var job = job
    job.isRetry = true
    job.job.precompiledHeader = nil
    pending.append(job)
    return true
  }
}
