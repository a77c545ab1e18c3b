import BooleanLogic
import Foundation
import SourceText
import Testing

@testable import Preprocessor

/// Whatever the bytes are, the readers come to an end and their places lie inside.
struct RandomTextTests {
  private static let rounds = 3000

  @Test func tokensAreInOrderAndWhatLiesBetweenIsWhiteSpace() {
    var random = RandomSource(seed: 11)
    for _ in 0..<Self.rounds {
      let bytes = random.bytes()
      var end = 0
      for token in Lexer.tokens(of: bytes) {
        #expect(token.span.lowerBound >= end && !token.span.isEmpty && token.span.upperBound <= bytes.count)
        #expect(isWhiteSpace(bytes[end..<token.span.lowerBound]), "\(bytes)")
        end = token.span.upperBound
      }
      #expect(isWhiteSpace(bytes[end...]), "\(bytes)")
    }
  }

  /// White space and line splices, which are all that is between tokens.
  private func isWhiteSpace(_ bytes: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    let rest = text.replacingOccurrences(of: "\\\r\n", with: "").replacingOccurrences(of: "\\\n", with: "")
    return rest.unicodeScalars.allSatisfy { " \t\r\n\u{B}\u{C}".unicodeScalars.contains($0) }
  }

  @Test func directivesLieInsideAndInOrder() {
    var random = RandomSource(seed: 12)
    for _ in 0..<Self.rounds {
      let stream = TokenStream(file: SourceFile(path: "a.c", bytes: random.bytes()))
      var end = 0
      for directive in stream.directives() {
        #expect(directive.span.lowerBound >= end && directive.span.upperBound <= stream.file.bytes.count)
        #expect(stream.file.bytes[directive.span.lowerBound] == UInt8(ascii: "#"))
        #expect(directive.operands.lowerBound <= directive.operands.upperBound)
        #expect(directive.operands.upperBound <= stream.tokens.count)
        end = directive.span.upperBound
      }
    }
  }

  @Test func conditionsAreReadableAgain() throws {
    var random = RandomSource(seed: 13)
    for _ in 0..<Self.rounds {
      let bytes = random.bytes()
      let structure = ConditionalStructure(TokenStream(file: SourceFile(path: "a.c", bytes: bytes)))
      for offset in stride(from: 0, through: bytes.count, by: 7) {
        let condition = structure.condition(at: offset)
        let data = try JSONEncoder().encode([condition])
        #expect(try JSONDecoder().decode([Formula].self, from: data) == [condition])
      }
    }
  }

  @Test func branchesAreSelectedWithoutMovingAnything() {
    var random = RandomSource(seed: 14)
    var selected = 0
    for _ in 0..<Self.rounds {
      let bytes = random.bytes()
      let structure = ConditionalStructure(TokenStream(file: SourceFile(path: "a.c", bytes: bytes)))
      for group in structure.groups {
        for branch in group.branches {
          guard let result = BranchSelection.select([branch.body.lowerBound], in: bytes, structure: structure) else {
            continue
          }
          selected += 1
          #expect(result.count == bytes.count)
          #expect(result.indices.filter { result[$0] == 0x0A } == bytes.indices.filter { bytes[$0] == 0x0A })
          let directives = structure.directives.map(\.span)
          for index in bytes.indices where bytes[index] != result[index] {
            #expect(directives.contains { $0.contains(index) })
          }
        }
      }
    }
    #expect(selected > 100)
  }

  @Test func outlinesLieInside() {
    var random = RandomSource(seed: 15)
    for _ in 0..<Self.rounds {
      let stream = TokenStream(file: SourceFile(path: "a.c", bytes: random.bytes()))
      for function in FileOutline(stream, directives: stream.directives()).functions {
        #expect(function.start <= function.nameIndex && function.nameIndex < function.openParenthesis)
        #expect(function.openParenthesis < function.closeParenthesis && function.closeParenthesis < function.openBrace)
        #expect(function.openBrace < function.closeBrace && function.closeBrace < stream.tokens.count)
      }
    }
  }

  @Test func macrosAreReadAndExpanded() {
    var random = RandomSource(seed: 16)
    for _ in 0..<Self.rounds {
      let stream = TokenStream(file: SourceFile(path: "a.c", bytes: random.bytes()))
      var macros: [String: MacroDefinition] = [:]
      for directive in stream.directives() where directive.kind == .define {
        if let macro = MacroDefinition(operands: directive.operands, in: stream) { macros[macro.name] = macro }
      }
      let expander = MacroExpander(opaqueNames: []) { macros[$0] }
      _ = try? expander.expand(stream.tokens.indices.map { stream.text($0) })
    }
  }
}
