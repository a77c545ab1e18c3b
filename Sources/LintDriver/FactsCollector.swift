import BooleanLogic
import CompileContext
import Diagnostics
import Dialect
import Facts
import Foundation
import Kbuild
import Preprocessor
import SourceText
import Worker

/// Takes candidate files through the workers, in two rounds, and returns their facts.
struct FactsCollector {
  let context: CompileContext
  /// Absolute path that facts' paths are relative to.
  let root: String
  let pool: WorkerPool
  /// Conditions under which kbuild compiles files.
  let fileCondition: @Sendable (String) -> Formula?
  /// Whether includes may be missing.
  let toleratesMissingIncludes: Bool
  /// What is known of the functions that bodies call.
  let knowledge: KernelKnowledge
  /// Precompiled headers; nil parses without.
  let headers: PrecompiledHeaders?
  /// What this kernel's annotations mean.
  let dialect: Dialect
  var files = FileView.disk
  /// The files that differ from the disk, for the workers.
  var changedFiles: [ChangedFile] = []
  /// Facts by path that a build left; these files are parsed only if more has to be known of them.
  var known: [String: FileFacts] = [:]
  /// Knows facts from earlier analyses of this run, and from earlier runs.
  var memory: AnalysisMemory?
  var cache: FactsCache?
  /// A function whose body is to be shown.
  var dumpedBody: String?

  /// What came of it.
  struct Collection: Sendable {
    /// Sorted by path.
    var files: [FileFacts] = []
    var notifications: [Diagnostics.Notification] = []
    var libclang: String?
    /// The bodies that were to be shown.
    var dumps: [String] = []
  }

  /// Parses candidates and reads list files, then parses the files that define what is still undefined.
  ///
  /// - Throws: ``WorkerUnusable``.
  func collect(_ scan: TreeScan, _ preparation: Preparation) async throws(WorkerUnusable) -> Collection {
    var collection = Collection()
    for path in scan.unreadable {
      collection.notifications.append(
        Diagnostics.Notification(
          id: "file-unreadable", level: .warning, message: "'\(path)' cannot be read", path: path))
    }
    var wanted = preparation.wanted
    let headers = preparation.structHeaders
    let candidates = Set(scan.candidates + preparation.definingFiles).sorted()
    collection.files = (candidates + scan.listFiles).compactMap { known[$0] }
    try await parse(
      candidates.filter { known[$0] == nil }, lists: scan.listFiles.filter { known[$0] == nil }, wanted: wanted,
      headers: headers, into: &collection)
    let missing = undefined(in: collection.files).filter { !preparation.searched.contains($0) }
    if !missing.isEmpty {
      wanted.functions.formUnion(missing.map(\.name))
      let files = search(scan).files(defining: missing)
      // A candidate may define a function that only a macro-made entry of another file names; it is parsed again for it.
      collection.files.removeAll { files.contains($0.path) }
      try await parse(files, lists: [], wanted: wanted, headers: headers, into: &collection)
    }
    addNamesakes(scan, to: &collection.files)
    addListedFunctions(scan, to: &collection.files)
    addDocuments(scan, to: &collection.files)
    collection.files.sort { $0.path < $1.path }
    findUndefinedStructs(in: &collection.files, among: scan.sources)
    collection.notifications.sort(by: Diagnostics.Notification.isOrderedBefore)
    return collection
  }

  /// Returns the bodies of ``dumpedBody``, by file, and notifications about files that were not analysed.
  ///
  /// - Throws: ``WorkerUnusable``.
  func dumps(_ scan: TreeScan, _ preparation: Preparation) async throws(WorkerUnusable) -> Collection {
    var collection = Collection()
    let name = dumpedBody ?? ""
    let candidates = Set(scan.candidates + preparation.definingFiles).sorted().filter { path in
      files.bytes(of: absolute(path))?.withUnsafeBytes { KfuncMarkers.contains($0, name) } ?? false
    }
    try await parse(
      candidates, lists: [], wanted: preparation.wanted, headers: preparation.structHeaders, into: &collection)
    collection.notifications += FileTrouble.notifications(for: collection.files)
    return collection
  }

  /// What is known from the text before anything is parsed.
  struct Preparation {
    let wanted: WantedNames
    /// The headers that define the wanted structs.
    let structHeaders: [String]
    /// The entries that no candidate defines, all of which have been looked for.
    let searched: Set<DefinitionSearch.Wanted>
    /// The files that define them. What macros make shows in a parse only, and is looked for then.
    let definingFiles: [String]
  }

  /// Reads the candidates and looks for what they name elsewhere.
  func prepare(_ scan: TreeScan) -> Preparation {
    let wanted = WantedNames(candidates: scan.candidates.map { ($0, absolute($0)) }, files: files, memory: memory)
    let undefined = wanted.undefinedEntries
    return Preparation(
      wanted: wanted, structHeaders: structHeaders(wanted.structs, among: scan.sources), searched: Set(undefined),
      definingFiles: undefined.isEmpty ? [] : search(scan).files(defining: undefined))
  }

  func search(_ scan: TreeScan) -> DefinitionSearch {
    DefinitionSearch(root: root, sources: scan.sources.filter { $0.hasSuffix(".c") }, files: files, memory: memory)
  }

  private func parse(
    _ candidates: [String], lists: [String], wanted: WantedNames, headers: [String],
    into collection: inout Collection
  ) async throws(WorkerUnusable) {
    var jobs: [ParseJob] = []
    for path in candidates {
      let file = absolute(path)
      if files.bytes(of: file)?.isEmpty == true {
        collection.notifications.append(
          Diagnostics.Notification(id: "file-empty", level: .warning, message: "'\(path)' is empty.", path: path))
      }
      do throws(CompileContextError) {
        let command = try Self.command(for: file, in: context)
        if let other = Self.otherArchitecture(of: path, command) {
          collection.notifications.append(
            Diagnostics.Notification(
              id: "file-other-architecture", level: .note,
              message: "'\(path)' is for the architecture '\(other)' and was not analysed.", path: path))
          continue
        }
        jobs.append(job(path, command))
      } catch {
        collection.files.append(
          FileFacts(
            path: path, translationUnit: path, context: context.name, status: .failed(reason: error.description)))
      }
    }
    let configuration = WorkerConfiguration(
      virtualFiles: context.virtualFiles, changedFiles: changedFiles, root: root,
      wantedFunctions: wanted.functions.sorted(),
      wantedStructs: wanted.structs.sorted(), structHeaders: headers,
      toleratesMissingIncludes: toleratesMissingIncludes,
      knowledge: knowledge, dumpedBody: dumpedBody)
    jobs += lists.map { job($0, nil) }
    var keys: [String: FactsKey] = [:]
    if let memory {
      for job in jobs {
        let contents = files.bytes(of: job.file) ?? []
        keys[job.path] = FactsKey(job, configuration: configuration, files: files) { name in
          contents.withUnsafeBytes { KfuncMarkers.contains($0, name) }
        }
      }
      jobs.removeAll { job in
        guard let facts = keys[job.path].flatMap(memory.facts) else { return false }
        collection.files.append(facts)
        return true
      }
    }
    var entries: [String: String] = [:]
    if let cache { entries = takeCached(cache, of: &jobs, keys: keys, configuration, into: &collection) }
    await addPrecompiledHeaders(to: &jobs)
    let run = try await pool.parse(jobs, configuration: configuration)
    collection.libclang = memory?.libclang(run.libclang) ?? run.libclang ?? collection.libclang
    for (job, outcome) in zip(jobs, run.outcomes) {
      let failure: String
      switch outcome {
      case .parsed(let file):
        collection.files.append(file.facts)
        collection.dumps += file.dumps
        if let key = keys[job.path] { memory?.remember(file.facts, for: key) }
        if let cache, let name = entries[job.path], let libclang = run.libclang {
          let shared = job.precompiledHeader == nil ? [] : self.headers?.reads(job.command?.group ?? "") ?? []
          cache.store(
            file.facts, for: name, job, reads: file.reads, shared: shared, libclang: libclang,
            configuration: configuration, files: files)
        }
        continue
      case .crashed: failure = "the parser crashed on it"
      case .timedOut(let seconds): failure = "the parser did not finish within \(seconds) s"
      }
      collection.files.append(
        FileFacts(
          path: job.path, translationUnit: job.path, context: job.command?.context ?? context.name,
          status: .failed(reason: failure)))
    }
  }

  /// Takes the jobs out whose facts the cache has. Returns the names of the entries of the others.
  private func takeCached(
    _ cache: FactsCache, of jobs: inout [ParseJob], keys: [String: FactsKey], _ configuration: WorkerConfiguration,
    into collection: inout Collection
  ) -> [String: String] {
    var names: [String: String] = [:]
    let virtualFiles = FactsCache.digest(of: configuration.virtualFiles)
    jobs.removeAll { job in
      let contents = files.bytes(of: job.file) ?? []
      let name = cache.key(job, configuration: configuration, virtualFiles: virtualFiles, files: files) { name in
        contents.withUnsafeBytes { KfuncMarkers.contains($0, name) }
      }
      guard let name else { return false }
      guard let (facts, libclang) = cache.facts(for: name, job, files: files) else {
        names[job.path] = name
        return false
      }
      collection.files.append(facts)
      collection.libclang = memory?.libclang(libclang) ?? libclang
      if let key = keys[job.path] { memory?.remember(facts, for: key) }
      return true
    }
    return names
  }

  private func job(_ path: String, _ command: CompileCommand?) -> ParseJob {
    var contents: Data?
    if case .bytes(let bytes) = files.changes[absolute(path)] { contents = Data(bytes) }
    return ParseJob(
      path: path, file: absolute(path), contents: contents, command: command, fileCondition: fileCondition(path))
  }

  /// The headers that define the structs. Reading all headers takes a while, and few changes touch one.
  private func structHeaders(_ tags: Set<String>, among sources: [String]) -> [String] {
    func search() -> [String] {
      DefinitionSearch.headers(defining: tags, among: sources, root: root, files: files)
    }
    guard let memory, !files.changes.keys.contains(where: { $0.hasSuffix(".h") }) else { return search() }
    return memory.structHeaders(defining: tags, search)
  }

  /// Returns how to parse a file. The headers that a precompiled header would bring are read without one too: facts must not depend
  /// on it.
  static func command(
    for file: String, in context: CompileContext
  ) throws(CompileContextError) -> CompileCommand {
    var command = try context.command(for: file)
    command.prefixIncludes += context.commonHeaders
    return command
  }

  /// The architecture that a file is for, if it is not the one whose headers it would be parsed with.
  private static func otherArchitecture(of path: String, _ command: CompileCommand) -> Substring? {
    let parts = path.split(separator: "/")
    guard parts.count > 2, parts[0] == "arch" else { return nil }
    let includes = command.arguments.filter { $0.contains("/arch/") && $0.contains("/include") }
    return includes.isEmpty || includes.contains { $0.contains("/arch/\(parts[1])/include") } ? nil : parts[1]
  }

  /// Enters the precompiled header of each group into its jobs, where there is one already or at least two files to build it for.
  private func addPrecompiledHeaders(to jobs: inout [ParseJob]) async {
    guard let headers else { return }
    let groups = Dictionary(grouping: jobs.indices) { jobs[$0].command?.group ?? "" }
    for (group, members) in groups.sorted(by: { $0.key < $1.key }) {
      guard members.count > 1 || headers.isBuilt(group), let first = members.first, let command = jobs[first].command
      else { continue }
      let header = await headers.header(for: command)
      for member in members { jobs[member].precompiledHeader = header }
    }
  }

  /// Entries of flag sets and destructors that no file defines, sorted.
  private func undefined(in files: [FileFacts]) -> [DefinitionSearch.Wanted] {
    let defined = Set(files.flatMap { $0.functions.map(\.name) })
    var missing = Set<DefinitionSearch.Wanted>()
    for file in files {
      for set in file.sets where set.kind == .set8 || set.kind == .kfuncs {
        for entry in set.entries where entry.prefix == "func" && !defined.contains(entry.name) {
          missing.insert(DefinitionSearch.Wanted(name: entry.name, namedIn: file.path))
        }
      }
      for destructor in file.destructors {
        if let name = destructor.functionName, !defined.contains(name) {
          missing.insert(DefinitionSearch.Wanted(name: name, namedIn: file.path))
        }
      }
    }
    return missing.sorted { ($0.name, $0.namedIn) < ($1.name, $1.namedIn) }
  }

  /// Looks for the structs that parameters point to and that the files with these parameters do not define, and for those that
  /// `___init` types are made for.
  private func findUndefinedStructs(in files: inout [FileFacts], among sources: [String]) {
    var wanted = Set<DefinitionSearch.Wanted>()
    let shown = Set(files.flatMap(\.structs).map(\.tag))
    for file in files where file.status == .complete {
      for tag in file.structs.map(\.tag) where tag.hasSuffix("___init") {
        let base = String(tag.dropLast("___init".count))
        if !shown.contains(base) { wanted.insert(DefinitionSearch.Wanted(name: base, namedIn: file.path)) }
      }
      for parameter in file.functions.flatMap(\.parameters) {
        guard let pointee = parameter.type.pointee, pointee.kind == .structure || pointee.kind == .union,
          pointee.size == nil, !pointee.name.isEmpty
        else { continue }
        wanted.insert(DefinitionSearch.Wanted(name: pointee.name, namedIn: file.path))
      }
    }
    guard !wanted.isEmpty else { return }
    let sorted = wanted.sorted { ($0.namedIn, $0.name) < ($1.namedIn, $1.name) }
    let undefined = Set(DefinitionSearch(root: root, sources: sources, files: self.files).undefined(sorted))
    for index in files.indices {
      let named = sorted.filter { $0.namedIn == files[index].path }.map(\.name)
      files[index].undefinedStructs = named.filter(undefined.contains)
    }
  }

  private func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : root + "/" + path }
}
