import ArgumentParser
import Diagnostics
import Foundation
import LintDriver
import RuleEngine

/// `make mutate`: plants mistakes into real kernels, in memory, and counts which the rules find.
@main
struct MutateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kfunclint-mutate", abstract: "Plant mistakes into kernels and count which are found.")

  @Option(help: "The kfunclint executable, which parses.") var kfunclint: String
  @Option(help: "A kernel source tree. Repeatable.") var tree: [String] = []
  @Option(help: "At most this many mutants of a kind for each tree.") var cap = 60
  @Option(help: "Only this many mutants, spread evenly over kinds and trees.") var sample: Int?
  @Option(help: "Only kinds whose name contains this. Repeatable.") var kind: [String] = []
  @Option(help: "Only mutants of these rules. Repeatable.") var rule: [String] = []
  @Option(help: "Mutants that are no mistakes, each with its reason.") var legal: String
  @Option(help: "Mistakes that are known not to be found, each with its reason.") var survivors: String
  @Option(help: "Rules that no mutant can exercise, each with its reason.") var unexercised: String
  @Option(help: "Processes that parse at a time.") var jobs = 2
  @Flag(help: "Print every mutant as it is decided.") var verbose = false

  func run() async throws {
    let rules = try RuleSet.builtIn()
    let legal = try ReviewedMutants(path: legal)
    var tally = MutationTally(isVerbose: verbose, survivors: try ReviewedMutants(path: survivors))
    var coverage = try RuleCoverage(path: unexercised)
    for tree in tree {
      var options = AnalysisOptions(
        workingDirectory: FileManager.default.currentDirectoryPath, workerExecutable: kfunclint,
        workerCommand: ["__worker"])
      options.tree = tree
      // Mutants run side by side, and few have more than one file to parse.
      options.jobs = 1
      let kernel = try await KernelUnderTest(options: options, rules: rules)
      let mutants = chosen(from: kernel, legal: legal, tally: &tally, coverage: &coverage)
      print("Linux \(kernel.release): \(mutants.count) mutants")
      try await run(mutants, on: kernel, into: &tally)
    }
    for unused in legal.unused() { print("legal-mutants.yaml excludes nothing with \(unused)") }
    print(tally.report())
    // Some kinds of mutants exercise some rules only, and no mutant of one tree those that compare two.
    let exercisable = rules.rules.filter { !$0.isAboutChanges }.map(\.id)
    let mistakes = kind.isEmpty && rule.isEmpty ? coverage.mistakes(among: exercisable) : []
    for mistake in mistakes { print(mistake) }
    if !tally.meetsBar || !mistakes.isEmpty { throw ExitCode(1) }
  }

  /// The mutants to run: those whose rule exists, without legal ones, at most so many of a kind.
  private func chosen(
    from kernel: KernelUnderTest, legal: ReviewedMutants, tally: inout MutationTally, coverage: inout RuleCoverage
  ) -> [Mutant] {
    let known = Set(kernel.rules.rules.filter { $0.applies(to: kernel.dialect) }.map(\.id))
    var byKind: [[Mutant]] = []
    for mutation in MutationOperator.all where kind.isEmpty || kind.contains(where: mutation.kind.contains) {
      var mutants = mutation.plant(kernel).filter { mutant in
        known.contains(mutant.rule) && (rule.isEmpty || rule.contains(mutant.rule.rawValue))
      }
      coverage.enter(mutants)
      let count = mutants.count
      mutants.removeAll { legal.contains($0, release: kernel.release) }
      tally.legal += count - mutants.count
      byKind.append(spread(mutants.sorted { ($0.subject, $0.edits[0].range) < ($1.subject, $1.edits[0].range) }, cap))
    }
    guard let sample else { return byKind.flatMap { $0 } }
    // One of each kind, then the next of each, so that no kind is left out.
    let rounds = byKind.map(\.count).max() ?? 0
    let turns = (0..<rounds).flatMap { round in byKind.compactMap { round < $0.count ? $0[round] : nil } }
    return Array(turns.prefix(sample / max(1, tree.count)))
  }

  /// So many elements of a list, at equal distances.
  private func spread(_ mutants: [Mutant], _ count: Int) -> [Mutant] {
    guard mutants.count > count else { return mutants }
    return (0..<count).map { mutants[$0 * mutants.count / count] }
  }

  /// Runs as many mutants at a time as there are processes, and counts them in their order.
  private func run(_ mutants: [Mutant], on kernel: KernelUnderTest, into tally: inout MutationTally) async throws {
    let runner = MutantRunner(kernel: kernel)
    try await withThrowingTaskGroup(of: (Int, MutantOutcome).self) { group in
      var next = 0
      func start() {
        guard next < mutants.count else { return }
        let number = next
        next += 1
        group.addTask { (number, try await runner.run(mutants[number])) }
      }
      for _ in 0..<jobs { start() }
      while let (number, outcome) = try await group.next() {
        tally.enter(outcome, of: mutants[number], release: kernel.release)
        start()
      }
    }
  }
}
