import BooleanLogic
import CompileContext
import Dialect
import Facts
import Foundation
import SourceText

/// What every job of a worker has in common; sent once after start.
public struct WorkerConfiguration: Codable, Hashable, Sendable {
  /// Headers that exist in memory only.
  public var virtualFiles: [VirtualFile]
  /// Files that are to be read as given instead of as they are on disk.
  public var changedFiles: [ChangedFile]
  /// Absolute path that facts' paths are relative to; empty without a tree.
  public var root: String
  /// The function names that sets, lists and destructor tables of the whole tree are known to name.
  public var wantedFunctions: [String]
  /// The tags of structs that safe-type and `___init` declarations of the tree speak about.
  public var wantedStructs: [String]
  /// Headers that define them, as `<...>` names.
  public var structHeaders: [String]
  /// Whether missing includes are expected (a lone file against stub headers).
  public var toleratesMissingIncludes: Bool
  /// What is known of the functions that bodies call.
  public var knowledge: KernelKnowledge
  /// A function whose body is to be shown.
  public var dumpedBody: String?

  public init(
    virtualFiles: [VirtualFile], changedFiles: [ChangedFile] = [], root: String, wantedFunctions: [String],
    wantedStructs: [String], structHeaders: [String], toleratesMissingIncludes: Bool,
    knowledge: KernelKnowledge = KernelKnowledge(), dumpedBody: String? = nil
  ) {
    self.virtualFiles = virtualFiles
    self.changedFiles = changedFiles
    self.root = root
    self.wantedFunctions = wantedFunctions
    self.wantedStructs = wantedStructs
    self.structHeaders = structHeaders
    self.toleratesMissingIncludes = toleratesMissingIncludes
    self.knowledge = knowledge
    self.dumpedBody = dumpedBody
  }
}

/// A file in the state that a change leaves it in.
public struct ChangedFile: Codable, Hashable, Sendable {
  /// Absolute.
  public var path: String
  /// The bytes; nil for a file that the change removes.
  public var contents: Data?

  public init(path: String, contents: Data?) {
    self.path = path
    self.contents = contents
  }
}

/// One file to extract facts from.
public struct ParseJob: Codable, Hashable, Sendable {
  /// The candidate's name in facts.
  public var path: String
  /// The bytes to parse in place of those on disk; nil reads the disk.
  public var contents: Data?
  /// How to parse it; nil reads the text only, which is all there is to know about files with nothing but ID lists.
  public var command: CompileCommand?
  /// The absolute path of the file.
  public var file: String
  /// A precompiled header of the command's group.
  public var precompiledHeader: String?
  public var fileCondition: Formula?

  public init(
    path: String, file: String, contents: Data? = nil, command: CompileCommand?, precompiledHeader: String? = nil,
    fileCondition: Formula? = nil
  ) {
    self.path = path
    self.file = file
    self.contents = contents
    self.command = command
    self.precompiledHeader = precompiledHeader
    self.fileCondition = fileCondition
  }
}

/// A precompiled header to build for a group of commands.
public struct PrecompileJob: Codable, Hashable, Sendable {
  /// Where to write it; its directory exists and is private.
  public var output: String
  public var arguments: [String]
  /// The headers to precompile, in order.
  public var prefixIncludes: [String]

  public init(output: String, arguments: [String], prefixIncludes: [String]) {
    self.output = output
    self.arguments = arguments
    self.prefixIncludes = prefixIncludes
  }
}

/// From parent to worker.
public enum WorkerRequest: Codable, Sendable {
  case configure(WorkerConfiguration)
  case parse(ParseJob)
  case precompile(PrecompileJob)
}

/// From worker to parent.
public enum WorkerReply: Codable, Sendable {
  /// libclang is loaded; its version text.
  case ready(libclang: String)
  /// libclang cannot be used; nothing else follows.
  case unusable(message: String, remedy: String)
  case parsed(ParsedFile)
  case precompiled(PrecompiledFile)
}

/// What a parse came to.
public struct ParsedFile: Codable, Hashable, Sendable {
  public var facts: FileFacts
  /// What was read for them beside a precompiled header, sorted by path.
  public var reads: [FileRead]
  /// The bodies of ``WorkerConfiguration/dumpedBody``, for people.
  public var dumps: [String]

  public init(facts: FileFacts, reads: Set<FileRead>, dumps: [String] = []) {
    self.facts = facts
    self.reads = FileRead.sorted(reads)
    self.dumps = dumps
  }
}

/// What building a precompiled header came to.
public struct PrecompiledFile: Codable, Hashable, Sendable {
  /// Nil when the header was written, else why not.
  public var failure: String?
  /// What was read for it, sorted by path.
  public var reads: [FileRead]

  public init(failure: String?, reads: Set<FileRead> = []) {
    self.failure = failure
    self.reads = FileRead.sorted(reads)
  }
}
