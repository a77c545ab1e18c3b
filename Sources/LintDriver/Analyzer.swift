import BooleanLogic
import CompileContext
import Diagnostics
import Dialect
import Facts
import Foundation
import Kbuild
import Kconfig
import Model
import SourceText
import Worker

/// Takes options to an ``Analysis``: finds files, dialect and compile context, runs the workers, joins the facts.
public struct Analyzer: Sendable {
  private let options: AnalysisOptions
  private let memory: AnalysisMemory?

  /// - Parameter memory: what earlier runs with the same options found out; only the files may differ between them.
  public init(options: AnalysisOptions, memory: AnalysisMemory? = nil) {
    self.options = options
    self.memory = memory
  }

  /// Runs the analysis.
  ///
  /// - Throws: ``AnalysisError`` when there is nothing to analyse or nothing to analyse it with. Trouble with single files ends up in
  ///   ``Analysis/notifications``.
  public func analyze() async throws(AnalysisError) -> Analysis {
    let recorded = try RecordedFacts(options)
    let bundles = recorded.bundles
    if !bundles.isEmpty, options.paths.isEmpty, options.tree == nil { return try merged(recorded) }
    let location = try InputLocation(options)
    let known = try kernelContext(tree: location.tree)
    let headers = try known.flatMap { context throws(AnalysisError) in try precompiledHeaders(context) }
    // The first precompiled header is built while the tree is searched and the candidates are read: either takes as long as the other.
    // A cache that knows the tree will have most files, so that a header may not be needed at all.
    let isKnown = location.tree.map { options.cache?.knows($0.root) ?? false } ?? false
    async let ahead: Void? = isKnown ? nil : headers?.buildAhead()
    let input = try location.scan(memory: memory)
    let (dialect, context) = try makeDialectAndContext(input, known: known, bundles: bundles)
    let conditions = input.tree.map { ObjectConditions(tree: $0) }
    var collector = try collector(for: input, dialect, context, headers, conditions)
    collector.known = recorded.current(root: input.root)
    let preparation = collector.prepare(input.scan)
    _ = await ahead
    var collection: FactsCollector.Collection
    do {
      collection = try await collector.collect(input.scan, preparation)
    } catch {
      throw .worker(error)
    }
    if let cache = options.cache { collection.notifications += finish(cache, tree: location.tree) }
    collection.notifications += (dialect.notes + context.notes).map {
      Diagnostics.Notification(id: "context", level: .note, message: $0 + ($0.hasSuffix(".") ? "" : "."))
    }
    let files = merge(bundles.flatMap(\.files), with: collection.files)
    return try assemble(
      files: files, dialect: dialect, source: context.headerSource, tree: input.tree,
      conditions: conditions, root: input.root,
      scope: input.scope, missing: input.missing,
      notifications: collection.notifications, libclang: collection.libclang)
  }

  /// Returns what the analysis sees of the bodies of a function, for people: a text for each definition in an analysed file.
  ///
  /// - Throws: ``AnalysisError``.
  public func dumps(ofBody name: String) async throws(AnalysisError) -> (
    texts: [String], notifications: [Diagnostics.Notification]
  ) {
    let location = try InputLocation(options)
    let known = try kernelContext(tree: location.tree)
    let headers = try known.flatMap { context throws(AnalysisError) in try precompiledHeaders(context) }
    let input = try location.scan(memory: memory)
    let (dialect, context) = try makeDialectAndContext(input, known: known, bundles: [])
    var collector = try collector(
      for: input, dialect, context, headers, input.tree.map { ObjectConditions(tree: $0) })
    collector.dumpedBody = name
    collector.cache = nil
    do {
      let collection = try await collector.dumps(input.scan, collector.prepare(input.scan))
      return (collection.dumps, collection.notifications)
    } catch {
      throw .worker(error)
    }
  }

  /// Returns the files of a run and how they would be parsed, without parsing them.
  func plan() throws(AnalysisError) -> (AnalysisInput, CompileContext) {
    let location = try InputLocation(options)
    let input = try location.scan(memory: memory)
    return (input, try makeDialectAndContext(input, known: try kernelContext(tree: location.tree), bundles: []).1)
  }

  // MARK: Steps

  /// Bounds the cache, and tells what was wrong with it.
  private func finish(_ cache: FactsCache, tree: KernelTree?) -> [Diagnostics.Notification] {
    if let tree { cache.learn(tree.root) }
    cache.trim()
    guard cache.damagedCount > 0 else { return [] }
    return [
      Diagnostics.Notification(
        id: "cache-damaged", level: .note,
        message:
          "The cache in '\(cache.directory)' has damaged entries (\(cache.damagedCount)); their files were parsed again."
      )
    ]
  }

  private func merged(_ recorded: RecordedFacts) throws(AnalysisError) -> Analysis {
    let bundles = recorded.bundles
    let dialect = try makeDialect(source: nil, version: bundles.first.flatMap { KernelVersion($0.kernelVersion) })
    let files = bundles.reduce(into: [FileFacts]()) { $0 = merge($0, with: $1.files) }
    return try assemble(
      files: files, dialect: dialect, source: nil, tree: nil, conditions: nil, root: options.workingDirectory,
      scope: ReportScope(paths: []), missing: bundles.lazy.compactMap(\.missing).first,
      notifications: recorded.staleness(root: options.workingDirectory), libclang: nil)
  }

  /// Joins two lists of facts by path; what was analysed now replaces what was read.
  private func merge(_ old: [FileFacts], with new: [FileFacts]) -> [FileFacts] {
    var byPath = Dictionary(old.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    for file in new { byPath[file.path] = file }
    return byPath.values.sorted { $0.path < $1.path }
  }

  /// The dialect comes from the headers that the files are parsed with, if those belong to a kernel; the stub headers of lone files are
  /// made for a dialect.
  private func makeDialectAndContext(
    _ input: AnalysisInput, known: CompileContext?, bundles: [FactsBundle]
  ) throws(AnalysisError) -> (Dialect, CompileContext) {
    let recorded = bundles.first.flatMap { KernelVersion($0.kernelVersion) }
    if let context = known {
      return (try makeDialect(source: context.headerSource, version: context.kernelVersion ?? recorded), context)
    }
    let dialect = try makeDialect(source: nil, version: recorded)
    do {
      let files = input.scan.candidates.map { PathText.absolute($0, in: input.root) }
      return (dialect, try StubHeaders(files: files, dialect: dialect).makeContext())
    } catch {
      throw .context(error)
    }
  }

  /// - Parameters:
  ///   - source: a directory with a kernel's own headers, whose definitions count then.
  ///   - version: the release to assume when the user names none; nil takes the newest known.
  private func makeDialect(source: String?, version: KernelVersion?) throws(AnalysisError) -> Dialect {
    var chosen: KernelVersion?
    if let text = options.kernelVersion {
      guard let version = KernelVersion(text) else { throw .badVersion(text) }
      chosen = version
    }
    do throws(VocabularyError) {
      let vocabulary = try VocabularyReader().read()
      if chosen == nil, let source, let version {
        return try TreeDialectReader(vocabulary: vocabulary) { options.files.text(source + "/" + $0) }.read(
          version: version)
      }
      return try Dialect(version: chosen ?? version ?? vocabulary.newest, vocabulary: vocabulary)
    } catch {
      throw .vocabulary(error)
    }
  }

  /// The context that the options and the tree give; nil for lone files.
  private func kernelContext(tree: KernelTree?) throws(AnalysisError) -> CompileContext? {
    let directory = options.workingDirectory
    let build = options.buildDirectory.map { PathText.absolute($0, in: directory) }
    if options.compileCommands != nil, tree == nil { throw .needsTree(option: "--compile-commands") }
    if let build, tree == nil, !HeaderPackage.isHeaderPackage(build) { throw .needsTree(option: "--build-dir") }
    do throws(CompileContextError) {
      if let call = options.checkerCall {
        return try CheckerArguments(call: call, directory: directory, architecture: options.architecture, tree: tree)
          .makeContext()
      }
      if let arguments = options.clangArguments {
        return ExplicitArguments(arguments: arguments, directory: directory, tree: tree).makeContext()
      }
      if let database = options.compileCommands, let tree {
        return try CompilationDatabase(
          path: PathText.absolute(database, in: directory), tree: tree, buildDirectory: build
        ).makeContext()
      }
      if let build {
        if let tree, !HeaderPackage.isHeaderPackage(build) {
          return try BuildDirectory(directory: build, tree: tree).makeContext()
        }
        return try HeaderPackage(directory: build, tree: tree).makeContext()
      }
      return try tree.map { tree throws(CompileContextError) in
        try BareTree(tree: tree, architecture: options.architecture).makeContext()
      }
    } catch {
      throw .context(error)
    }
  }

  /// The precompiled headers of the view; those of the disk serve every view that has the same headers.
  private func precompiledHeaders(_ context: CompileContext) throws(AnalysisError) -> PrecompiledHeaders? {
    func make() throws(AnalysisError) -> PrecompiledHeaders? {
      try PrecompiledHeaders(
        context: context, pool: makePool(), changedFiles: changedFiles, isWanted: options.usesPrecompiledHeader)
    }
    guard let memory, options.files.changes.keys.allSatisfy({ $0.hasSuffix(".c") }) else { return try make() }
    return try memory.precompiledHeaders(make)
  }

  private var changedFiles: [ChangedFile] {
    options.files.changes.map { path, content in
      switch content {
      case .bytes(let bytes): ChangedFile(path: path, contents: Data(bytes))
      case .removed: ChangedFile(path: path, contents: nil)
      }
    }.sorted { $0.path < $1.path }
  }

  private func makePool() -> WorkerPool {
    var poolOptions = WorkerPool.Options(
      executable: options.workerExecutable, command: options.workerCommand,
      jobs: options.jobs ?? WorkerPool.defaultJobs(), timeout: options.timeout)
    poolOptions.progress = options.progress
    return WorkerPool(options: poolOptions)
  }

  private func collector(
    for input: AnalysisInput, _ dialect: Dialect, _ context: CompileContext, _ headers: PrecompiledHeaders?,
    _ conditions: ObjectConditions?
  ) throws(AnalysisError) -> FactsCollector {
    let knowledge: KernelKnowledge
    do {
      knowledge = try KnowledgeReader().read(for: dialect.version)
    } catch {
      throw .vocabulary(error)
    }
    return FactsCollector(
      context: context, root: input.root, pool: makePool(), fileCondition: { conditions?.condition(ofSource: $0) },
      toleratesMissingIncludes: input.tree == nil, knowledge: knowledge, headers: headers, dialect: dialect,
      files: options.files, changedFiles: changedFiles, memory: memory, cache: options.cache)
  }

  private func assemble(
    files: [FileFacts], dialect: Dialect, source headerSource: String?, tree: KernelTree?,
    conditions: ObjectConditions?, root: String, scope: ReportScope, missing: String?,
    notifications: [Diagnostics.Notification], libclang: String?
  ) throws(AnalysisError) -> Analysis {
    let special: Set<String>
    do {
      special = try SpecialKfuncs.names(for: dialect.version)
    } catch {
      throw .vocabulary(error)
    }
    let model = ModelBuilder.model(
      of: files, dialect: dialect, specialKfuncs: special,
      configuration: tree.flatMap { tree in conditions.map { configuration(tree, $0) } }, missing: missing)
    let trouble = FileTrouble.notifications(for: files)
    let source =
      options.kernelVersion != nil
      ? "option" : headerSource != nil ? "tree" : options.factsFiles.isEmpty ? "newest-known" : "facts"
    return Analysis(
      facts: FactsBundle(kernelVersion: dialect.version.description, files: files, missing: missing), model: model,
      kernel: Report.Kernel(version: dialect.version.description, source: source, root: tree?.root), root: root,
      libclang: libclang, notifications: (notifications + trouble).sorted(by: Diagnostics.Notification.isOrderedBefore),
      scope: scope, isComplete: !trouble.contains { $0.level == .error })
  }

  /// What the tree says about configurations; read when the first rule asks.
  private func configuration(_ tree: KernelTree, _ conditions: ObjectConditions) -> KernelConfiguration {
    let architecture = options.architecture == "x86_64" ? "x86" : options.architecture
    let configurations = KconfigConfigurations(file: "Kconfig", architecture: architecture) { path in
      tree.files.bytes(of: tree.path(path))
    }
    return KernelConfiguration(oracle: configurations) { conditions.placement(ofSource: $0) }
  }
}
