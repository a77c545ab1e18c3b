import CompileContext
import Facts
import Foundation
import SourceText
import Synchronization
import Worker

/// The precompiled headers of a run, one for each group of commands, in a private directory that goes away with this object.
final class PrecompiledHeaders: Sendable {
  private let context: CompileContext
  private let pool: WorkerPool
  private let changedFiles: [ChangedFile]
  private let directory: TemporaryDirectory
  /// The headers tried so far: the path by group, nil where building one failed, and what was read for it.
  private let built = Mutex<[String: Built]>([:])

  private struct Built {
    var path: String?
    var reads: [FileRead]
  }

  /// A file that every kernel has and always builds, so that its arguments are those that most files share.
  private static let typicalSource = "init/main.c"

  /// Returns nil when none is wanted or the context has no headers worth precompiling.
  ///
  /// - Throws: ``AnalysisError/temporaryDirectory(_:)``.
  init?(
    context: CompileContext, pool: WorkerPool, changedFiles: [ChangedFile], isWanted: Bool
  ) throws(AnalysisError) {
    guard isWanted, !context.commonHeaders.isEmpty else { return nil }
    self.context = context
    self.pool = pool
    self.changedFiles = changedFiles
    directory = try TemporaryDirectory()
  }

  /// Builds the header that most files of a tree will share, before it is known which files there are.
  func buildAhead() async {
    guard let source = context.tree?.path(Self.typicalSource), context.tree?.files.exists(source) == true,
      let command = try? FactsCollector.command(for: source, in: context)
    else { return }
    _ = await header(for: command)
  }

  /// Whether the header of a group is there, so that using it costs nothing.
  func isBuilt(_ group: String) -> Bool { built.withLock { $0[group]?.path } != nil }

  /// The files that were read for the header of a group.
  func reads(_ group: String) -> [FileRead] { built.withLock { $0[group]?.reads ?? [] } }

  /// Returns the path of the header of a command's group, which is built at the first request; nil when it cannot be built.
  /// Without it everything works all the same, only slower.
  func header(for command: CompileCommand) async -> String? {
    if let known = built.withLock({ $0[command.group] }) { return known.path }
    let output = directory.path + "/" + command.group + ".pch"
    let file = await pool.precompile(
      PrecompileJob(output: output, arguments: command.arguments, prefixIncludes: command.prefixIncludes),
      configuration: WorkerConfiguration(
        virtualFiles: context.virtualFiles, changedFiles: changedFiles, root: context.tree?.root ?? "",
        wantedFunctions: [], wantedStructs: [], structHeaders: [], toleratesMissingIncludes: false))
    let path = file.failure == nil ? output : nil
    built.withLock { $0[command.group] = Built(path: path, reads: file.reads) }
    return path
  }
}
