import Kbuild
import SourceText

/// What to analyse and how, as the user asked for it.
public struct AnalysisOptions: Sendable {
  /// Files, directories or a kernel tree; empty takes the tree around the working directory.
  public var paths: [String] = []
  /// The kernel tree, when named.
  public var tree: String?
  /// A configured build directory or header package.
  public var buildDirectory: String?
  public var compileCommands: String?
  public var architecture = "x86"
  /// The dialect's release, when it is not to be the tree's.
  public var kernelVersion: String?
  /// Compiler arguments given after `--`; then nothing else is searched for.
  public var clangArguments: [String]?
  /// One file as kbuild hands it over; nothing else is looked at then.
  public var checkerCall: CheckerCall?
  /// The files of the tree: those on disk, or some of them as a change leaves them.
  public var files = FileView.disk
  /// Globs of paths to leave out, relative to the tree.
  public var excluded: [String] = []
  /// Worker processes; nil takes as many as cores and memory allow.
  public var jobs: Int?
  /// Wall-clock seconds that one file may take.
  public var timeout = 60
  /// Whether files share a precompiled header.
  public var usesPrecompiledHeader = true
  /// Facts from earlier runs; nil parses anew.
  public var cache: FactsCache?
  /// Facts files to merge; with these and no paths nothing is parsed.
  public var factsFiles: [String] = []
  /// Is told how many files of how many have been parsed, from any thread.
  public var progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?
  /// The working directory, absolute.
  public var workingDirectory: String
  /// This program, which starts itself as worker, and the hidden command that does.
  public var workerExecutable: String
  public var workerCommand: [String]

  public init(workingDirectory: String, workerExecutable: String, workerCommand: [String]) {
    self.workingDirectory = workingDirectory
    self.workerExecutable = workerExecutable
    self.workerCommand = workerCommand
  }
}
