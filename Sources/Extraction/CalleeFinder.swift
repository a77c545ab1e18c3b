import BodyAnalysis
import ClangFrontend
import Foundation
import Preprocessor
import SourceText

/// Finds the bodies of functions that a candidate calls and does not define: inline functions of headers, as the parse saw them, and
/// functions of the files beside it, as their text has them. Files farther away are not searched: the data in `Rules/knowledge` has what
/// the rest of the kernel offers.
final class CalleeFinder {
  private let input: ParseInput
  private let parsed: ParsedCandidate
  private let path: (String) -> String
  /// What was found, by file and byte of the definition.
  private var inHeaders: [Place: FunctionSummary] = [:]
  /// By the place of the function in the candidate.
  private var references: [Int: [String: Cursor]] = [:]
  private var contents: [String: [UInt8]] = [:]
  private var beside: [String]?
  private var analyzers: [String: BodyAnalyzer] = [:]
  private var besideByName: [String: FunctionSummary?] = [:]
  /// The files that were looked into, and those that say which files there are.
  private(set) var reads = Set<FileRead>()

  private struct Place: Hashable {
    var file: String
    var offset: Int
  }

  private static let macroReason = "a macro that it uses may jump"

  /// - Parameter path: the path that facts have for an absolute one.
  init(input: ParseInput, parsed: ParsedCandidate, path: @escaping (String) -> String) {
    self.input = input
    self.parsed = parsed
    self.path = path
  }

  /// Returns what a function does that another one calls, nil when no definition is at hand.
  ///
  /// - Parameter caller: where the name of the calling function begins in the candidate.
  func summary(of name: String, calledAt caller: Int) -> FunctionSummary? {
    guard let cursor = parsed.functions[caller], let callee = functions(calledBy: cursor)[name] else { return nil }
    return summary(of: callee, name)
  }

  private func summary(of callee: Cursor, _ name: String) -> FunctionSummary? {
    // Precompiled headers have no bodies, so that the parse may not know a definition as such; its place is the same.
    for declaration in [callee.definition, callee, callee.canonical].compactMap({ $0 }) {
      guard let file = declaration.file, !(parsed.file.map { declaration.unit.isSame($0, file) } ?? false) else {
        continue
      }
      let place = Place(file: declaration.unit.name(of: file), offset: declaration.place.offset)
      if let known = inHeaders[place] ?? headerSummary(at: place, name) {
        inHeaders[place] = known
        return known
      }
    }
    return callee.hasExternalLinkage ? besideSummary(of: name) : nil
  }

  // MARK: Headers

  /// The summary of the function whose name begins at a place; nil if none does that has a body.
  private func headerSummary(at place: Place, _ name: String) -> FunctionSummary? {
    guard let bytes = bytes(of: place.file) else { return nil }
    let whole = analyzer(ofFile: place.file, bytes, isHeader: true)
    guard let span = whole.span(ofFunctionAt: place.offset) else { return nil }
    let stream = TokenStream(
      file: SourceFile(path: path(place.file), bytes: bytes), in: Self.withComment(span, in: bytes))
    guard !stream.tokens.contains(where: \.isInDirective) else { return .unknown("it is conditional in parts") }
    let analyzer = BodyAnalyzer(
      stream: stream, outline: FileOutline(stream, directives: []), knowledge: input.knowledge, configuration: nil,
      elsewhere: { callee, _ in whole.summaryForOthers(of: callee) ?? .unknown(Self.macroReason) })
    return analyzer.summaryForOthers(of: name)
  }

  /// Adds the comment that ends right before a span.
  private static func withComment(_ span: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var end = span.lowerBound
    while end > 0, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    guard end >= 4, bytes[end - 1] == UInt8(ascii: "/"), bytes[end - 2] == UInt8(ascii: "*") else { return span }
    var start = end - 3
    while start > 0, !(bytes[start] == UInt8(ascii: "*") && bytes[start - 1] == UInt8(ascii: "/")) { start -= 1 }
    return start > 0 ? start - 1..<span.upperBound : span
  }

  /// The functions that a function of the candidate refers to, by name.
  private func functions(calledBy function: Cursor) -> [String: Cursor] {
    let place = function.place.offset
    if let known = references[place] { return known }
    var result: [String: Cursor] = [:]
    function.forEachDescendant { cursor in
      guard cursor.isReferenceExpression, let target = cursor.referenced, target.kind == .function else { return }
      result[target.spelling] = target
    }
    references[place] = result
    return result
  }

  // MARK: Files beside the candidate

  private func besideSummary(of name: String) -> FunctionSummary? {
    if let known = besideByName[name] { return known }
    let found = besideFiles().compactMap { file -> FunctionSummary? in
      guard let bytes = bytes(of: file), bytes.withUnsafeBytes({ KfuncMarkers.contains($0, name) }) else { return nil }
      let analyzer = analyzer(ofFile: file, bytes, isHeader: false)
      return analyzer.definesForOthers(name) ? analyzer.summaryForOthers(of: name) : nil
    }
    // Of two definitions, which one is compiled is a matter of the configuration.
    let summary = found.count == 1 ? found[0] : nil
    besideByName[name] = .some(summary)
    return summary
  }

  /// The analysis of a whole file by its text. What a header calls and does not define may be a macro; in a C file names in capitals may.
  private func analyzer(ofFile file: String, _ bytes: [UInt8], isHeader: Bool) -> BodyAnalyzer {
    if let known = analyzers[file] { return known }
    let stream = TokenStream(file: SourceFile(path: path(file), bytes: bytes))
    let analyzer = BodyAnalyzer(
      stream: stream, outline: FileOutline(stream, directives: stream.directives()), knowledge: input.knowledge,
      configuration: nil,
      elsewhere: { name, _ in
        !isHeader && name.contains(where: \.isLowercase) ? nil : .unknown(Self.macroReason)
      })
    analyzers[file] = analyzer
    return analyzer
  }

  /// The C files of the directory, sorted.
  private func besideFiles() -> [String] {
    if let beside { return beside }
    let directory = String(input.candidate[..<(input.candidate.lastIndex(of: "/") ?? input.candidate.startIndex)])
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()
    let files = names.filter { $0.hasSuffix(".c") }.map { directory + "/" + $0 }.filter { $0 != input.candidate }
    // A file that comes or goes is named in the Makefile.
    for name in names where name == "Makefile" || name == "Kbuild" {
      reads.insert(FileRead(path: directory + "/" + name, includer: nil))
    }
    reads.formUnion(files.filter { bytes(of: $0) != nil }.map { FileRead(path: $0, includer: nil) })
    beside = files
    return files
  }

  private func bytes(of file: String) -> [UInt8]? {
    if let known = contents[file] { return known }
    let bytes = input.bytes(of: file)
    contents[file] = bytes
    return bytes
  }
}
