import ArgumentParser
import ClangFrontend
import Foundation
import LintDriver

/// `kfunclint doctor`: whether everything that an analysis needs is there.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check what an analysis needs, and say what to do about what is missing.",
    discussion: "The exit code is 4 if anything fails, else 0.")

  func run() async throws {
    let doctor = Doctor(options: AnalysisArguments.defaultOptions())
    let health = await doctor.workerHealth()
    var checks = [DoctorCommand.libclang(health), Doctor.check(health)]
    if case .works = health { checks.append(await doctor.precompiledHeader()) }
    checks += [doctor.resources()] + doctor.tree()
    checks += [doctor.configuration(toolVersion: ToolVersion.number), doctor.temporaryDirectory(), doctor.cache()]
    StandardStreams.write(checks.map(\.text).joined())
    if checks.contains(where: { $0.status == .fail }) { throw ExitCode(4) }
  }

  /// The newest LLVM that the tests are run with.
  private static let newestTested = 19

  /// Which libclang it is. It is loaded here only if that did no harm to a worker.
  private static func libclang(_ health: Doctor.WorkerHealth) -> HealthCheck {
    let headers =
      LibClang.headerMajor.map { "built with the headers of LLVM \($0)" } ?? "built with '\(LibClang.headerPrefix)'"
    if case .unusable(let problem) = health {
      return HealthCheck(.fail, "libclang", "\(problem.message); \(headers)", remedy: problem.remedy)
    }
    do throws(LibClang.LoadError) {
      let library = try LibClang.load(environment: ProcessInfo.processInfo.environment)
      let text = "\(library.version) from '\(library.path)', \(headers)"
      if let major = LibClang.headerMajor, major > newestTested {
        return HealthCheck(
          .warn, "libclang", text + ", which is newer than any tested",
          remedy: "build with KFUNCLINT_LLVM_PREFIX=/usr/lib/llvm-\(newestTested) if results look wrong")
      }
      return HealthCheck(.ok, "libclang", text)
    } catch {
      return HealthCheck(.fail, "libclang", error.description, remedy: error.remedy)
    }
  }
}
