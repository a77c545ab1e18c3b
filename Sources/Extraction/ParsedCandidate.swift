import ClangFrontend
import Preprocessor
import SourceText

/// One parse of a candidate: the declarations and macro uses that stand in it, by place.
final class ParsedCandidate {
  let unit: TranslationUnit
  let file: TranslationUnit.File?
  /// Function definitions by the offset of their name.
  private(set) var functions: [Int: Cursor] = [:]
  /// Record definitions by the offset of their first token.
  private(set) var records: [Int: Cursor] = [:]
  /// Macro uses by offset.
  private(set) var expansions: [Int: Cursor] = [:]
  /// The pointee types of the probe variables, by probe number.
  private(set) var probes: [Int: CType] = [:]
  let skipped: [Range<Int>]

  static let probePrefix = "__kfunclint_probe_"

  init(unit: TranslationUnit, candidate: String) {
    self.unit = unit
    // A file that exists, but that an #if of its includer leaves out, is not read.
    let file = unit.file(candidate).flatMap { unit.includes($0) ? $0 : nil }
    self.file = file
    skipped = file.map { unit.skippedRanges(in: $0) } ?? []
    guard let file else { return }
    var functions: [Int: Cursor] = [:]
    var records: [Int: Cursor] = [:]
    var expansions: [Int: Cursor] = [:]
    var probes: [Int: CType] = [:]
    unit.root.forEachChild { child in
      let kind = child.kind
      guard kind != .other, kind != .macroDefinition else { return }
      let place = child.place
      guard let childFile = place.file, unit.isSame(childFile, file) else { return }
      switch kind {
      // With bodies skipped or not, a definition is told by the text: the outline knows where bodies are.
      case .function: functions[place.offset] = child
      case .structure, .union: if child.isDefinition { records[child.span.lowerBound] = child }
      case .macroExpansion: expansions[place.offset] = child
      case .variable:
        if let number = Int(child.spelling.dropFirst(ParsedCandidate.probePrefix.count)),
          child.spelling.hasPrefix(ParsedCandidate.probePrefix), case .pointer(let pointee) = child.type.shape
        {
          probes[number] = pointee
        }
      case .parameter, .field, .typedef, .macroDefinition, .other: break
      }
    }
    self.functions = functions
    self.records = records
    self.expansions = expansions
    self.probes = probes
  }

  /// Whether the preprocessor left a byte out.
  func isSkipped(_ offset: Int) -> Bool { skipped.contains { $0.contains(offset) } }
}
