import Dialect
import Facts
import Foundation
import Kbuild
import Model
import RuleEngine
import SourceText
import Worker

#if canImport(Glibc)
  import Glibc
#endif

/// Looks at everything that an analysis needs. libclang itself is for the caller, who may load it.
public struct Doctor: Sendable {
  private let options: AnalysisOptions

  /// - Parameter options: how to start workers, and the working directory.
  public init(options: AnalysisOptions) { self.options = options }

  /// A worker that was started to see whether that works.
  public enum WorkerHealth: Sendable {
    case works
    /// It cannot load libclang, or not start at all.
    case unusable(WorkerUnusable)
    /// There is no place for the file to parse.
    case notTried(AnalysisError)
    /// It works and gives wrong answers.
    case misreads(String)
  }

  /// Starts a worker and has it parse a kfunc.
  public func workerHealth() async -> WorkerHealth {
    let source = """
      #include <linux/btf.h>
      #include <linux/btf_ids.h>

      __bpf_kfunc int bpf_doctor(int a)
      {
      \treturn a;
      }

      BTF_KFUNCS_START(doctor_ids)
      BTF_ID_FLAGS(func, bpf_doctor)
      BTF_KFUNCS_END(doctor_ids)

      """
    do {
      let kernel = try VocabularyReader().read().newest
      let model = try await SnippetAnalysis(options: options).model(
        of: ExampleFiles(source, path: "doctor.c"), kernel: kernel, kconfig: nil, before: nil)
      let hasEntry = model.rowCount(of: "entry") == 1 && model.rowCount(of: "definition") == 1
      return hasEntry ? .works : .misreads("it finds no kfunc in a file that has one")
    } catch let problem as WorkerUnusable {
      return .unusable(problem)
    } catch let problem as AnalysisError {
      return .notTried(problem)
    } catch {
      return .misreads("\(error)")
    }
  }

  /// The answer for a worker's health.
  public static func check(_ health: WorkerHealth) -> HealthCheck {
    switch health {
    case .works: HealthCheck(.ok, "worker", "starts and parses a kfunc")
    case .unusable(let problem): HealthCheck(.fail, "worker", problem.message, remedy: problem.remedy)
    case .notTried(let problem): HealthCheck(.fail, "worker", problem.message, remedy: problem.remedy)
    case .misreads(let problem):
      HealthCheck(.fail, "worker", problem, remedy: "this is a defect of kfunclint or libclang; please report it")
    }
  }

  /// Whether a precompiled header can be written, which makes runs several times faster.
  public func precompiledHeader() async -> HealthCheck {
    let failure: String?
    do {
      let directory = try TemporaryDirectory()
      defer { withExtendedLifetime(directory) {} }
      let header = directory.path + "/doctor.h"
      try Data("struct doctor { int a; };\n".utf8).write(to: URL(fileURLWithPath: header))
      let pool = WorkerPool(
        options: WorkerPool.Options(
          executable: options.workerExecutable, command: options.workerCommand, jobs: 1, timeout: options.timeout))
      failure = await pool.precompile(
        PrecompileJob(output: directory.path + "/doctor.pch", arguments: [], prefixIncludes: [header]),
        configuration: WorkerConfiguration(
          virtualFiles: [], root: "", wantedFunctions: [], wantedStructs: [], structHeaders: [],
          toleratesMissingIncludes: false)
      ).failure
    } catch {
      failure = (error as? AnalysisError)?.message ?? "a file in it cannot be written"
    }
    guard let failure else { return HealthCheck(.ok, "precompiled header", "can be built") }
    return HealthCheck(
      .warn, "precompiled header", "cannot be built: \(failure)",
      remedy: "runs are slower and find the same; --no-precompiled-header does not try")
  }

  /// Cores, memory, and what may keep workers from using them.
  public func resources() -> HealthCheck {
    let information = ProcessInfo.processInfo
    let cores = information.activeProcessorCount
    let gigabytes = information.physicalMemory >> 30
    let jobs = options.jobs ?? WorkerPool.defaultJobs()
    let text =
      "\(cores) \(cores == 1 ? "core" : "cores"), \(gigabytes) GiB of memory, \(jobs) \(jobs == 1 ? "job" : "jobs")"
    var limit = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur < 2 << 30 {
      return HealthCheck(
        .warn, "resources", text + ", and a limit of \(limit.rlim_cur >> 20) MiB of address space",
        remedy: "raise it (ulimit -v unlimited): large files take more")
    }
    if gigabytes < 1 {
      return HealthCheck(.warn, "resources", text, remedy: "large files can take one GiB; use --jobs 1")
    }
    return HealthCheck(.ok, "resources", text)
  }

  /// The tree around the working directory and what is known of its annotations.
  public func tree() -> [HealthCheck] {
    do {
      let tree = try KernelTree.containing(options.workingDirectory)
      let version = KernelVersion(tree.version.version, tree.version.patchLevel, tree.version.sublevel)
      let dialect = try TreeDialectReader(vocabulary: try VocabularyReader().read()) { tree.text(of: $0) }.read(
        version: version)
      let fallbacks = DialectOrigins.fallbacks(of: dialect)
      let found = HealthCheck(.ok, "tree", "Linux \(version) in '\(tree.root)'")
      guard fallbacks.isEmpty else {
        return [
          found,
          HealthCheck(
            .warn, "dialect", fallbacks.joined(separator: "; "),
            remedy: "check that the tree is complete, or choose the rules of a release with --kernel-version"),
        ]
      }
      return [found, HealthCheck(.ok, "dialect", DialectOrigins.lines(of: dialect).joined(separator: "; "))]
    } catch let error as KernelTreeError {
      if case .notAKernelTree = error {
        return [
          HealthCheck(
            .warn, "tree", "none around '\(options.workingDirectory)'",
            remedy: "name one with --tree DIR, or files to be parsed with stub headers")
        ]
      }
      return [HealthCheck(.warn, "tree", "\(error)", remedy: error.remedy)]
    } catch let error as VocabularyError {
      return [HealthCheck(.fail, "dialect", "\(error)", remedy: error.remedy)]
    } catch {
      return [HealthCheck(.warn, "tree", "\(error)")]
    }
  }

  /// The configuration file that a run here would use.
  public func configuration(toolVersion: String) -> HealthCheck {
    let loader = SettingsLoader(
      commandLine: WrittenSettings(), choice: .search, paths: [], workingDirectory: options.workingDirectory,
      toolVersion: toolVersion)
    do {
      let file = try loader.resolved().merged.configuration
      return HealthCheck(.ok, "configuration", file.map { "'\($0)'" } ?? "no \(ConfigurationFile.name)")
    } catch {
      switch error {
      case .configuration(let error):
        return HealthCheck(.warn, "configuration", error.message, remedy: error.remedy)
      case .rules(let error): return HealthCheck(.warn, "configuration", "\(error)", remedy: error.remedy)
      }
    }
  }

  /// Whether files can be put aside for a run.
  public func temporaryDirectory() -> HealthCheck {
    do {
      let directory = try TemporaryDirectory()
      let parent = PathText.directory(of: directory.path)
      var status = statvfs()
      // Some file systems do not tell their size.
      guard statvfs(directory.path, &status) == 0, status.f_blocks > 0 else {
        return HealthCheck(.ok, "temporary directory", "'\(parent)'")
      }
      let free = (UInt64(status.f_bavail) * UInt64(status.f_frsize)) >> 20
      let text = "'\(parent)', \(free) MiB free"
      // Each group of files has a precompiled header of some tens of MiB.
      return free >= 256
        ? HealthCheck(.ok, "temporary directory", text)
        : HealthCheck(.warn, "temporary directory", text, remedy: "free some space, or set TMPDIR")
    } catch {
      return HealthCheck(.fail, "temporary directory", error.message, remedy: error.remedy)
    }
  }

  /// Whether facts can be kept between runs.
  public func cache() -> HealthCheck {
    guard let directory = CacheDirectory.standard(environment: ProcessInfo.processInfo.environment) else {
      return HealthCheck(
        .warn, "cache", "there is no place for one", remedy: "set HOME or XDG_CACHE_HOME, or name one with --cache-dir")
    }
    let (entries, bytes) = directory.contents()
    return HealthCheck(.ok, "cache", "'\(directory.path)' has \(entries) entries with \(bytes >> 10) KiB")
  }
}
