import BooleanLogic
import CompileContext
import SourceText
import Worker

/// Everything that the facts of a file depend on, beside the disk. The group of the command stands for the headers in memory.
struct FactsKey: Hashable, Sendable {
  private let path: String
  private let command: CompileCommand?
  private let fileCondition: Formula?
  /// Of the wanted functions those that the file speaks of: only these can be defined in it.
  private let functions: Set<String>
  private let structs: [String]
  private let structHeaders: [String]
  /// The changed files that the parse may read.
  private let changes: [String: FileView.Content]

  /// Whether the parse reads nothing but what is on disk.
  var isDisk: Bool { changes.isEmpty }

  /// - Parameter words: tells whether a name occurs in the file as its view has it.
  init(
    _ job: ParseJob, configuration: WorkerConfiguration, files: FileView, contains: (String) -> Bool
  ) {
    path = job.path
    command = job.command
    fileCondition = job.fileCondition
    functions = Set(configuration.wantedFunctions.filter(contains))
    structs = configuration.wantedStructs
    structHeaders = configuration.structHeaders
    // Any file may include any header; C files are included by a file that is compiled in the place of another, and what functions do is
    // looked up in the files beside the one that calls them.
    let isIncluded = job.command.map { $0.mainFile != $0.candidate } ?? false
    let directory = job.file.prefix(upTo: job.file.lastIndex(of: "/") ?? job.file.startIndex)
    changes = files.changes.filter { changed, _ in
      changed == job.file || !changed.hasSuffix(".c") || isIncluded
        || changed.prefix(upTo: changed.lastIndex(of: "/") ?? changed.startIndex) == directory
    }
  }
}
