import ClangFrontend
import Extraction
import Facts
import Foundation
import SourceText
import Worker

/// Connects the worker protocol with the extractor: the only place where both are known.
struct ClangWorker: WorkerHandler {
  private var library: LibClang?
  private var configuration = WorkerConfiguration(
    virtualFiles: [], root: "", wantedFunctions: [], wantedStructs: [], structHeaders: [],
    toleratesMissingIncludes: false)
  private var unsavedFiles: [UnsavedFile] = []

  /// libclang finds a removed file on disk all the same; this text makes including it the fatal error that it would be.
  private static let removed = Array("#include \"what the change removes\"\n".utf8)

  mutating func configure(_ configuration: WorkerConfiguration) throws(WorkerUnusable) -> String {
    do throws(LibClang.LoadError) {
      let library = try LibClang.load(environment: ProcessInfo.processInfo.environment)
      self.library = library
      self.configuration = configuration
      unsavedFiles =
        configuration.virtualFiles.map { UnsavedFile(path: $0.path, contents: Array($0.contents.utf8)) }
        + configuration.changedFiles.map { file in
          UnsavedFile(path: file.path, contents: file.contents.map { Array($0) } ?? ClangWorker.removed)
        }
      return library.version
    } catch {
      throw WorkerUnusable(message: error.description, remedy: error.remedy)
    }
  }

  mutating func parse(_ job: ParseJob) -> ParsedFile {
    func failed(_ reason: String) -> ParsedFile {
      ParsedFile(
        facts: FileFacts(
          path: job.path, translationUnit: job.path, context: job.command?.context ?? FileFacts.textOnlyContext,
          status: .failed(reason: reason)), reads: [])
    }
    guard let library else { return failed("the parser is not loaded") }
    guard let contents = job.contents.map({ Array($0) }) ?? RegularFile.bytes(of: job.file) else {
      return failed("the file cannot be read")
    }
    guard let command = job.command else {
      return ParsedFile(
        facts: FileExtractor.textFacts(path: job.path, contents: contents, fileCondition: job.fileCondition), reads: [])
    }
    let input = ParseInput(
      path: job.path, candidate: command.candidate, contents: contents, mainFile: command.mainFile,
      arguments: command.arguments, prefixIncludes: command.prefixIncludes, localArguments: command.localArguments,
      precompiledHeader: job.precompiledHeader, unsavedFiles: unsavedFiles,
      wantedFunctions: Set(configuration.wantedFunctions), wantedStructs: Set(configuration.wantedStructs),
      trailingHeaders: configuration.structHeaders, root: configuration.root, context: command.context,
      toleratesMissingIncludes: configuration.toleratesMissingIncludes, fileCondition: job.fileCondition,
      knowledge: configuration.knowledge, dumpedBody: configuration.dumpedBody)
    let extract = FileExtractor.extract(input, library: library)
    return ParsedFile(facts: extract.facts, reads: extract.reads, dumps: extract.dumps)
  }

  mutating func precompile(_ job: PrecompileJob) -> PrecompiledFile {
    guard let library else { return PrecompiledFile(failure: "the parser is not loaded") }
    do throws(ParseError) {
      let reads = try PrecompiledHeader.build(
        output: job.output, arguments: job.arguments, prefixIncludes: job.prefixIncludes,
        unsavedFiles: unsavedFiles, library: library)
      return PrecompiledFile(failure: nil, reads: reads)
    } catch {
      return PrecompiledFile(failure: error.description)
    }
  }
}
