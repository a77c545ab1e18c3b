import Foundation
import TestSupport

@testable import CompileContext

/// Runs the newest clang driver that is installed, as an independent judge of command lines.
struct Clang {
  let path: String

  /// Returns nil after printing that the test is skipped.
  init?(for test: String = #function) {
    let found = (14...19).reversed().map { "/usr/bin/clang-\($0)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else {
      print("SKIPPED \(test): no clang-14 to clang-19 is installed")
      return nil
    }
    path = found
  }

  /// Writes the virtual files below a directory and returns the errors of each candidate that has some.
  func errors(of candidates: [String], in context: CompileContext, scratch: TemporaryTree) throws -> [String: [String]]
  {
    for file in context.virtualFiles { try scratch.add(String(file.path.dropFirst()), file.contents) }
    var errors: [String: [String]] = [:]
    for candidate in candidates {
      let command = try context.command(for: candidate)
      let arguments = (command.fullArguments + [command.mainFile]).map {
        $0.replacingOccurrences(of: "/nonexistent-kfunclint", with: scratch.root + "/nonexistent-kfunclint")
      }
      let lines = try run(["-fsyntax-only"] + arguments).split(separator: "\n").filter { $0.contains("error:") }
      if !lines.isEmpty { errors[candidate] = lines.map(String.init) }
    }
    return errors
  }

  private func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }
}
