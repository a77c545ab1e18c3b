import BooleanLogic
import ClangFrontend
import Dialect
import SourceText

/// What to extract facts from, and how to parse it.
public struct ParseInput: Sendable {
  /// The candidate's name in facts, relative to the tree.
  public var path: String
  /// Its absolute path, as the parser finds it.
  public var candidate: String
  /// The candidate's bytes. They are what is parsed, whatever the disk holds by then.
  public var contents: [UInt8]
  /// The file handed to the parser: the candidate, or one that includes it.
  public var mainFile: String
  /// Arguments without the headers that every file gets, those headers (each an `-include`), and arguments of this file alone.
  public var arguments: [String]
  public var prefixIncludes: [String]
  public var localArguments: [String]
  /// A precompiled header that takes the place of the prefix includes.
  public var precompiledHeader: String?
  /// In-memory files beside the candidate.
  public var unsavedFiles: [UnsavedFile]
  /// Function names that sets, lists and destructor tables of the whole tree name.
  public var wantedFunctions: Set<String>
  /// Tags of structs whose members are wanted where the candidate defines them.
  public var wantedStructs: Set<String>
  /// Headers, as `<...>` names, to include behind the candidate's last byte: they define structs that its declarations speak about.
  public var trailingHeaders: [String]
  /// The absolute path that facts' paths are relative to.
  public var root: String
  /// Words for reports about how the file was parsed.
  public var context: String
  /// Keep going after a missing include (a lone file against stub headers).
  public var toleratesMissingIncludes: Bool
  /// The condition under which kbuild compiles the file, nil when not derivable.
  public var fileCondition: Formula?
  /// What is known of the functions that bodies call.
  public var knowledge: KernelKnowledge
  /// A function whose body is to be shown.
  public var dumpedBody: String?

  public init(
    path: String, candidate: String, contents: [UInt8], mainFile: String, arguments: [String],
    prefixIncludes: [String], localArguments: [String], precompiledHeader: String?, unsavedFiles: [UnsavedFile],
    wantedFunctions: Set<String>, wantedStructs: Set<String>, trailingHeaders: [String], root: String, context: String,
    toleratesMissingIncludes: Bool,
    fileCondition: Formula?, knowledge: KernelKnowledge = KernelKnowledge(), dumpedBody: String? = nil
  ) {
    self.path = path
    self.candidate = candidate
    self.contents = contents
    self.mainFile = mainFile
    self.arguments = arguments
    self.prefixIncludes = prefixIncludes
    self.localArguments = localArguments
    self.precompiledHeader = precompiledHeader
    self.unsavedFiles = unsavedFiles
    self.wantedFunctions = wantedFunctions
    self.wantedStructs = wantedStructs
    self.trailingHeaders = trailingHeaders
    self.root = root
    self.context = context
    self.toleratesMissingIncludes = toleratesMissingIncludes
    self.fileCondition = fileCondition
    self.knowledge = knowledge
    self.dumpedBody = dumpedBody
  }

  /// Returns what a file holds for this parse, or nil when it cannot be read.
  func bytes(of path: String) -> [UInt8]? {
    path == candidate
      ? contents : unsavedFiles.first { $0.path == path }?.contents ?? RegularFile.bytes(of: path)
  }
}
