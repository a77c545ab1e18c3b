import BooleanLogic
import ClangFrontend
import Facts
import Foundation
import SourceText
import Testing

@testable import Extraction

/// A candidate file in memory, whose interesting spans are drawn with `«` and `»`, and the facts of it.
struct Candidate {
  /// The file without its marks.
  let file: SourceFile
  /// The marked spans, in the order in which they open.
  let spans: [Range<Int>]
  private(set) var facts = FileFacts(path: "", translationUnit: "", context: "", status: .complete)

  static let root = "/kfl"
  static let path = "kernel/a.c"
  static let absolutePath = root + "/" + path

  /// The library, loaded once for all tests: loading is not thread-safe.
  private static let loaded = Result { try LibClang.load(environment: ProcessInfo.processInfo.environment) }

  static func library() throws -> LibClang { try loaded.get() }

  /// What a parse is given beside the text.
  struct Surroundings {
    /// Contents of headers by absolute path.
    var headers: [String: String] = [:]
    var prelude = Prelude.text
    var arguments: [String] = []
    var wantedFunctions: Set<String> = []
    var wantedStructs: Set<String> = []
    var trailingHeaders: [String] = []
    var precompiledHeader: String?
    var mainFile: String?
    var toleratesMissingIncludes = false
    var fileCondition: Formula?
    var root = Candidate.root

    /// Every header in memory, the prelude first.
    var unsavedFiles: [UnsavedFile] {
      [UnsavedFile(path: Prelude.path, contents: Array(prelude.utf8))]
        + headers.sorted { $0.key < $1.key }.map { UnsavedFile(path: $0.key, contents: Array($0.value.utf8)) }
    }

    var allArguments: [String] {
      ["-x", "c", "-std=gnu11", "-nostdinc", "-w", "-ferror-limit=0", "-I/kfl/include"] + arguments
    }
  }

  private init(marked text: String, path: String) {
    var bytes: [UInt8] = []
    var spans: [Range<Int>] = []
    var open: [Int] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "«":
        open.append(spans.count)
        spans.append(bytes.count..<bytes.count)
      case "»":
        let index = open.removeLast()
        spans[index] = spans[index].lowerBound..<bytes.count
      default: bytes += Array(String(scalar).utf8)
      }
    }
    file = SourceFile(path: path, bytes: bytes)
    self.spans = spans
  }

  /// Reads the text alone; there are no facts.
  static func text(_ text: String) -> Candidate { Candidate(marked: text, path: path) }

  /// Parses a text with the prelude before it.
  static func parse(_ text: String, _ surroundings: Surroundings = Surroundings()) throws -> Candidate {
    var candidate = Candidate(marked: text, path: path)
    candidate.facts = FileExtractor.extract(candidate.input(surroundings), library: try library()).facts
    return candidate
  }

  func input(_ surroundings: Surroundings) -> ParseInput {
    let candidate = surroundings.root + "/" + Candidate.path
    return ParseInput(
      path: Candidate.path, candidate: candidate, contents: file.bytes, mainFile: surroundings.mainFile ?? candidate,
      arguments: surroundings.allArguments, prefixIncludes: [Prelude.path], localArguments: [],
      precompiledHeader: surroundings.precompiledHeader, unsavedFiles: surroundings.unsavedFiles,
      wantedFunctions: surroundings.wantedFunctions, wantedStructs: surroundings.wantedStructs,
      trailingHeaders: surroundings.trailingHeaders, root: surroundings.root, context: "test",
      toleratesMissingIncludes: surroundings.toleratesMissingIncludes, fileCondition: surroundings.fileCondition)
  }

  /// The text as the readers of text see it.
  var candidateText: CandidateText { CandidateText(file: file) }

  /// The texts of ranges, which says more than numbers when a test fails.
  func texts(_ ranges: [SourceRange]) -> [String] { ranges.map { file.text($0.bytes) } }

  /// Returns the fact of the only function of a name.
  func function(_ name: String) throws -> FunctionFact {
    let found = facts.functions.filter { $0.name == name }
    try #require(found.count == 1, "functions: \(facts.functions.map(\.name)), gaps: \(facts.gaps), \(facts.status)")
    return found[0]
  }

  func structure(_ tag: String) throws -> StructFact {
    let found = facts.structs.filter { $0.tag == tag }
    try #require(found.count == 1, "structs: \(facts.structs.map(\.tag))")
    return found[0]
  }
}

extension SourceRange {
  /// Whether the range is a marked span, with the lines and columns that belong to it.
  func isSpan(_ number: Int, of candidate: Candidate) -> Bool {
    self == candidate.file.range(candidate.spans[number])
  }
}
