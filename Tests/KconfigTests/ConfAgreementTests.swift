import BooleanLogic
import Testing

@testable import Kconfig

/// What we derive against what the kernel's own program does, on random Kconfig files.
@Suite(.enabled(if: ConfProgram.areAvailable, ConfProgram.hint))
struct ConfAgreementTests {
  @Test(arguments: ConfProgram.releases)
  func `completes a configuration as the kernel does`(release: String) async throws {
    let conf = try ConfProgram.of(release)
    var certain = 0
    for seed in 0..<70 {
      var random = RandomKconfig(seed: UInt64(seed))
      let text = random.text()
      let tree = read(text)
      #expect(tree.gaps.isEmpty)
      for _ in 0..<3 {
        let configuration = random.configuration()
        var settings: [Int32: Tristate] = [:]
        for (name, value) in configuration {
          let value = Tristate.allCases.first { $0.letter == value }
          if let place = tree.place(named: name), let value { settings[place] = value }
        }
        // Two members of a choice that are both on are settled by an order that differs between releases.
        for choice in tree.choices {
          for member in choice.members.filter({ settings[$0] == .yes }).dropFirst() { settings[member] = .no }
        }
        var evaluator = ConfigurationEvaluator(tree: tree, settings: settings, given: [])
        for name in random.names { _ = tree.place(named: name).map { evaluator.value(of: $0) } }
        let actual = try await conf.complete(evaluator.relevantSettings(), kconfig: text)
        for name in random.names {
          let place = try #require(tree.place(named: name))
          let value = evaluator.value(of: place)
          let expected = actual[name] ?? "n"
          #expect(value.elements.contains { $0.letter == expected }, "\(name)=\(expected), not \(value), seed \(seed)")
          if value.certain != nil { certain += 1 }
        }
      }
    }
    #expect(certain > 1500, "too little is certain to prove anything")
  }

  @Test(arguments: ConfProgram.releases)
  func `the kernel confirms every witness and never reaches the impossible`(release: String) async throws {
    let conf = try ConfProgram.of(release)
    var counts = (witnesses: 0, impossible: 0, unknown: 0)
    for seed in 1000..<1040 {
      var random = RandomKconfig(seed: UInt64(seed))
      let text = random.text()
      let configurations = configurations(text)
      for _ in 0..<6 {
        let formula = random.formula()
        switch configurations.witness(for: formula, given: []) {
        case .satisfiable(let witness):
          counts.witnesses += 1
          let actual = try await conf.complete(witness.settings, kconfig: text)
          #expect(formula.holds(actual), "\(formula) with \(witness.settings), seed \(seed)\n\(text)")
        case .impossible:
          counts.impossible += 1
          for _ in 0..<8 {
            let settings = random.configuration().map { ConfigurationSetting(symbol: "CONFIG_" + $0, value: $1) }
            let actual = try await conf.complete(settings, kconfig: text)
            #expect(!formula.holds(actual), "\(formula), seed \(seed)")
          }
        case .unknown: counts.unknown += 1
        }
      }
    }
    #expect(counts.witnesses > 120 && counts.impossible > 20 && counts.unknown < 15, "\(counts)")
  }

  private func read(_ text: String) -> KconfigTree {
    KconfigReader.read("Kconfig", variables: [:]) { $0 == "Kconfig" ? Array(text.utf8) : nil }
  }

  private func configurations(_ text: String) -> KconfigConfigurations {
    KconfigConfigurations(file: "Kconfig", architecture: "x86") { $0 == "Kconfig" ? Array(text.utf8) : nil }
  }
}
