import BodyAnalysis
import Dialect
import Foundation
import Preprocessor
import SourceText
import TestSupport
import Testing

/// Whatever a file holds, the analysis of its bodies ends, with facts or without.
@Suite struct MutilatedBodyTests {
  /// The C files of the cases about bodies.
  private static let sources: [[UInt8]] = {
    let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("TestInputs/bodies")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []).sorted()
    return names.filter { $0.hasSuffix(".c") }.compactMap {
      (try? Data(contentsOf: directory.appendingPathComponent($0))).map { Array($0) }
    }
  }()

  /// How many mutilations of each file; more of them are for a machine that has nothing else to do.
  private static let rounds =
    ProcessInfo.processInfo.environment["KFUNCLINT_MUTILATIONS"].flatMap { Int($0) } ?? 8

  /// Removes, repeats and exchanges some tokens. Each gets a line of its own, so that no directive takes the rest.
  private func mutilated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var pieces = Lexer.tokens(of: bytes).map { Array(bytes[$0.span]) }
    for _ in 0..<Int.random(in: 1...6, using: &generator) where pieces.count > 2 {
      let place = Int.random(in: 0..<pieces.count, using: &generator)
      let other = Int.random(in: 0..<pieces.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: pieces.remove(at: place)
      case 1: pieces.insert(pieces[other], at: place)
      case 2: pieces.swapAt(place, other)
      default:
        let end = min(place + Int.random(in: 1...12, using: &generator), pieces.count)
        pieces.insert(contentsOf: pieces[place..<end], at: min(other, pieces.count))
      }
    }
    return Array(pieces.joined(separator: [0x0A]))
  }

  @Test func `code that is no C is analysed to an end`() throws {
    #expect(Self.sources.count > 100)
    let knowledge = try KnowledgeReader().read(for: KernelVersion(6, 12))
    var generator = SeededGenerator(seed: 12)
    var functionCount = 0
    for source in Self.sources {
      for _ in 0..<Self.rounds {
        let stream = TokenStream(file: SourceFile(path: "a.c", bytes: mutilated(source, &generator)))
        let outline = FileOutline(stream, directives: stream.directives())
        let analyzer = BodyAnalyzer(
          stream: stream, outline: outline, knowledge: knowledge,
          configuration: BodyAnalyzer.Configuration(isSkipped: { _ in false }))
        for name in Set(outline.functions.map(\.name)) {
          functionCount += 1
          #expect(analyzer.fact(of: name) != nil && analyzer.dump(of: name) != nil)
        }
      }
    }
    #expect(functionCount > 100 * Self.rounds)
  }
}
