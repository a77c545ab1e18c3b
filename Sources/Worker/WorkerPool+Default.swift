import Foundation

extension WorkerPool {
  /// As many workers as there are cores and gigabytes of memory, at least one.
  public static func defaultJobs() -> Int {
    let memory = Int(ProcessInfo.processInfo.physicalMemory >> 30)
    return max(1, min(ProcessInfo.processInfo.activeProcessorCount, memory))
  }
}
