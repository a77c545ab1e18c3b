import Facts
import Preprocessor
import SourceText

extension FileFacts {
  /// Reads everything that is made of the macros of `include/linux/btf_ids.h`.
  mutating func readSets(of text: CandidateText, macros: MacroTable) {
    let result = SetReader.read(text, macros: macros)
    sets = result.sets
    strays = result.strays
    let indexes = ListIndexReader(text: text)
    for place in sets.indices {
      sets[place].uses = indexes.uses(of: sets[place])
      guard sets[place].kind == .list else { continue }
      sets[place].index = indexes.index(of: sets[place])
    }
  }
  /// Marks the sets that their own file does not name, but another file of the translation unit does: the one that includes it, or one
  /// that is included beside it.
  mutating func markMentions(in input: ParseInput) {
    guard input.mainFile != input.candidate, sets.contains(where: { !$0.isMentioned }) else { return }
    let others = FileFacts.otherFiles(of: input)
    for place in sets.indices where !sets[place].isMentioned {
      let name = sets[place].name
      sets[place].isMentioned = others.contains { bytes in
        bytes?.withUnsafeBytes { KfuncMarkers.contains($0, name) } ?? true
      }
    }
  }

  /// The main file and what it includes from beside it, without the candidate; nil for a file that cannot be read.
  private static func otherFiles(of input: ParseInput) -> [[UInt8]?] {
    guard let main = input.bytes(of: input.mainFile) else { return [nil] }
    let stream = TokenStream(file: SourceFile(path: input.mainFile, bytes: main))
    let directory = input.mainFile.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let included = stream.directives().filter { $0.kind == .include }.compactMap { directive -> String? in
      let text = directive.operands.first.map { stream.text($0) } ?? ""
      return text.hasPrefix("\"") ? directory.joined(separator: "/") + "/" + text.dropFirst().dropLast() : nil
    }
    return [main] + included.filter { $0 != input.candidate }.map { input.bytes(of: $0) }
  }
}
