import Testing

@testable import Worker

@Suite struct WorkerProcessTests {
  /// Starts a program that is no worker, and tells it more than a pipe holds.
  private func failure(of executable: String) async -> WorkerProcess.Failure? {
    let configuration = WorkerConfiguration(
      virtualFiles: [], root: String(repeating: "r", count: 1 << 20), wantedFunctions: [], wantedStructs: [],
      structHeaders: [], toleratesMissingIncludes: false)
    do {
      try await WorkerProcess.run(
        WorkerProcess.Launch(executable: executable, arguments: [], configuration: configuration)
      ) { _, _ in }
      return nil
    } catch {
      return error
    }
  }

  @Test func `a process that ends without reading what it is told is an error, and no end of this one`() async {
    for _ in 0..<20 { #expect(await failure(of: "/bin/true") == .ended) }
  }

  @Test func `a program that cannot be started is named`() async {
    guard case .unusable(let reason) = await failure(of: "/nonexistent/kfunclint") else {
      Issue.record("it was started")
      return
    }
    #expect(reason.message.contains("'/nonexistent/kfunclint'"))
  }
}
