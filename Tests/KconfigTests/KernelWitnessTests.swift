import BooleanLogic
import Diagnostics
import Dialect
import Foundation
import RuleEngine
import Testing

@testable import LintDriver
@testable import Model

/// What the program itself asks about the configurations of real kernels while it judges them, with `make olddefconfig` as the judge of
/// the answers.
@Suite(
  .enabled(if: ConfProgram.areAvailable, ConfProgram.hint),
  .enabled(if: kfunclintBinary != nil, "set KFUNCLINT_BINARY to the kfunclint executable"))
struct KernelWitnessTests {
  @Test(arguments: ConfProgram.releases)
  func `olddefconfig confirms every configuration that the rules found`(release: String) async throws {
    let (records, findings) = try await questions(release)
    let conf = try ConfProgram.of(release)
    var texts = Set<String>()
    for record in records {
      guard case .satisfiable(let witness) = record.answer else { continue }
      texts.insert(witness.text)
      let actual = try await conf.completeForKernel(witness.settings)
      #expect(record.formula.holds(actual), "\(record.formula) with \(witness.settings)")
      for name in record.given { #expect(actual[String(name.dropFirst(7))] == "y", "\(record.formula) given \(name)") }
      // The message names a part of it, and that is what the kernel makes of it too.
      for setting in witness.decisive {
        #expect(actual[String(setting.symbol.dropFirst(7))] ?? "n" == setting.value, "\(record.formula): \(setting)")
      }
    }
    // Every finding that speaks of a configuration speaks of one of these.
    let spoken = findings.filter { $0.contains("CONFIG_") && $0.hasPrefix("Where ") }
    for message in spoken {
      #expect(texts.contains { message.hasPrefix("Where \($0),") }, "\(message)")
    }
    // Nothing is wrong with the configurations of 6.1.
    #expect(texts.isEmpty == (release == "6.1"), "\(texts)")
  }

  @Test(arguments: ConfProgram.releases)
  func `no question about kernels with BTF stays open`(release: String) async throws {
    // Where BTF is not taken for granted, what depends on it depends on the tools at hand.
    for record in try await questions(release).records where !record.given.isEmpty {
      if case .unknown(let why) = record.answer { Issue.record("\(record.formula): \(why)") }
    }
  }

  /// Judges a kernel and returns what was asked on the way, with the messages of the findings.
  private func questions(_ release: String) async throws -> (records: [RecordingOracle.Record], findings: [String]) {
    let tree = try #require(ConfProgram.tree(release))
    var options = AnalysisOptions(
      workingDirectory: tree, workerExecutable: try #require(kfunclintBinary), workerCommand: ["__worker"])
    options.tree = tree
    let analysis = try await Analyzer(options: options).analyze()
    #expect(analysis.isComplete)
    let configuration = try #require(analysis.model.configuration)
    let oracle = RecordingOracle(configuration.oracle)
    let model = ModelBuilder.model(
      of: analysis.facts.files, dialect: analysis.model.dialect,
      specialKfuncs: try SpecialKfuncs.names(for: analysis.model.dialect.version),
      configuration: KernelConfiguration(oracle: oracle, placement: configuration.placement), missing: nil)
    let evaluation = Evaluation(rules: try RuleSet.builtIn(), model: model)
    // Not every definition of functions without `bpf` in their names is known, which is no question about configurations.
    #expect(evaluation.undecided.keys.allSatisfy { !$0.rawValue.hasPrefix("cfg-") || $0 == entryRule })
    return (oracle.records, evaluation.findings.map(\.message))
  }
}

private let entryRule = RuleID("cfg-entry-wider-than-def")

/// The program, which starts itself as worker.
private let kfunclintBinary = ProcessInfo.processInfo.environment["KFUNCLINT_BINARY"].flatMap { $0.isEmpty ? nil : $0 }
