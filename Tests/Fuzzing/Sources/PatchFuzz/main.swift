import Foundation
import Patches

/// `PatchFuzz readers COUNT SEED DIRECTORY...` and `PatchFuzz git COUNT SEED`.
func usage() -> Never {
  FileHandle.standardError.write(Data("usage: PatchFuzz readers COUNT SEED DIRECTORY... | git COUNT SEED\n".utf8))
  exit(2)
}

func seeds(in directories: [String]) -> [[UInt8]] {
  directories.flatMap { directory in
    ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted().compactMap { name in
      FileManager.default.contents(atPath: directory + "/" + name).map { Array($0.prefix(64 << 10)) }
    }
  }
}

/// Prints a line at once, so that it is there when the next execution crashes.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

let arguments = CommandLine.arguments
guard arguments.count >= 4, let count = Int(arguments[2]), let seed = UInt64(arguments[3]) else { usage() }
// Reading a patch of 64 KiB must not need more.
var limit = rlimit(rlim_cur: 8 << 30, rlim_max: 8 << 30)
setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)

switch arguments[1] {
case "readers":
  let inputs = seeds(in: Array(arguments.dropFirst(4)))
  guard !inputs.isEmpty else { usage() }
  let fuzzer = ReaderFuzzer(mutator: Mutator(seeds: inputs))
  for execution in 0..<count {
    var random = SeededGenerator(seed: seed &+ UInt64(execution))
    let input = fuzzer.mutator.input(&random)
    // An execution that hangs ends the program with SIGALRM behind the last progress line.
    alarm(20)
    if let failure = fuzzer.failure(of: input) {
      print("seed \(seed &+ UInt64(execution)): \(failure)")
      _ = FileManager.default.createFile(atPath: "failure-\(seed &+ UInt64(execution))", contents: Data(input))
      exit(1)
    }
    if execution % 10_000 == 9_999 { say("\(execution + 1) executions") }
  }
case "git":
  let comparison = try GitComparison()
  defer { comparison.remove() }
  var random = SeededGenerator(seed: seed)
  var done = 0
  while done < count {
    let failures = try comparison.failures(&random)
    done += 400
    if !failures.isEmpty {
      print("after \(done) executions with seed \(seed):\n" + failures.prefix(3).joined(separator: "\n"))
      exit(1)
    }
    if done % 10_000 < 400 { say("\(done) comparisons") }
  }
default: usage()
}
