#if canImport(Glibc)
  import Glibc
#endif

/// What a worker process may use. Hostile C can make the parser loop or allocate without bound.
public struct WorkerLimits: Hashable, Sendable {
  /// Address space in bytes.
  public var addressSpace: UInt64
  /// Processor time in seconds over the life of the process.
  public var processorSeconds: UInt64
  /// Size of a file it may write; zero for workers that only parse.
  public var fileSize: UInt64

  /// Limits of a process that parses.
  public static let parsing = WorkerLimits(addressSpace: 4 << 30, processorSeconds: 1800, fileSize: 0)
  /// Limits of the process that writes precompiled headers.
  public static let precompiling = WorkerLimits(addressSpace: 4 << 30, processorSeconds: 300, fileSize: 512 << 20)

  /// Applies the limits to this process, for good. A limit that the system refuses is left as it is.
  func apply() {
    set(__rlimit_resource_t(RLIMIT_AS.rawValue), addressSpace)
    set(__rlimit_resource_t(RLIMIT_CPU.rawValue), processorSeconds)
    set(__rlimit_resource_t(RLIMIT_CORE.rawValue), 0)
    set(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), fileSize)
  }

  private func set(_ resource: __rlimit_resource_t, _ value: UInt64) {
    var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
    _ = setrlimit(resource, &limit)
  }
}
