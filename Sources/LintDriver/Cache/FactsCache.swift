import CompileContext
import Facts
import Foundation
import SourceText
import Synchronization
import Worker

/// The facts of files from earlier runs, on disk: one entry for each file and everything that its parse depends on.
///
/// An entry is found by what goes into a parse and is known before it, the bytes of the file among it, and is good as long as every file
/// that was read then has the same bytes, and every name that the search for includes tried in vain is still free. Time stamps play
/// no part, but for files that change while a run reads them. Entries are written under another name and renamed, so that
/// runs may share a cache; one that is damaged counts as none.
public final class FactsCache: Sendable {
  /// Where the entries are; absolute.
  public let directory: String
  /// Changes with the program and with libclang.
  private let identity: String
  /// Bytes that all entries may have together before the oldest go.
  private let limit: Int
  private let start = FactsCache.now()
  private let state = Mutex(State())

  private struct State {
    /// Digests and existence of files on disk.
    var digests: [String: String?] = [:]
    var exists: [String: Bool] = [:]
    /// What many entries share, by name, and the names written by this run.
    var shared: [String: CacheDependencies] = [:]
    var written: Set<String> = []
    var damaged = 0
    var hasWritten = false
  }

  /// 512 MiB hold a hundred kernels.
  public static let defaultLimit = 512 << 20

  /// - Parameters:
  ///   - directory: of all entries; it is made when the first is written.
  ///   - identity: of the program and its parser.
  public init(directory: String, identity: String, limit: Int = FactsCache.defaultLimit) {
    self.directory = directory
    self.identity = identity
    self.limit = limit
  }

  /// How many entries could not be read although they are there.
  var damagedCount: Int { state.withLock { $0.damaged } }

  // MARK: Keys

  /// Returns the digest of headers that exist in memory only.
  static func digest(of virtualFiles: [VirtualFile]) -> String {
    digest(virtualFiles.flatMap { Array(($0.path + "\0" + $0.contents + "\0").utf8) })
  }

  /// Returns the name of the entry of a job; nil when its facts cannot be kept.
  ///
  /// - Parameter virtualFiles: the digest of those of the configuration, the same for all jobs.
  func key(
    _ job: ParseJob, configuration: WorkerConfiguration, virtualFiles: String, files: FileView,
    contains: (String) -> Bool
  ) -> String? {
    guard let contents = digest(of: job.file, in: files),
      job.command.map({ IncludeProbes.directories(of: $0.fullArguments) != nil }) ?? true
    else { return nil }
    struct Key: Encodable {
      var identity, path, file, contents: String
      var command: CompileCommandText?
      var fileCondition: String?
      var functions, structs, structHeaders: [String]
      var root: String
      var toleratesMissingIncludes: Bool
      var virtualFiles: String
      /// What is known of the functions that bodies call differs between releases.
      var release: String
    }
    let key = Key(
      identity: identity, path: job.path, file: job.file, contents: contents,
      command: job.command.map(CompileCommandText.init), fileCondition: job.fileCondition?.description,
      functions: configuration.wantedFunctions.filter(contains).sorted(), structs: configuration.wantedStructs,
      structHeaders: configuration.structHeaders, root: configuration.root,
      toleratesMissingIncludes: configuration.toleratesMissingIncludes,
      virtualFiles: virtualFiles, release: configuration.knowledge.release)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return (try? encoder.encode(key)).map { Self.digest(Array($0)) }
  }

  /// What of a command says how a file is parsed.
  private struct CompileCommandText: Encodable {
    var mainFile, candidate, context: String
    var arguments, prefixIncludes, localArguments: [String]

    init(_ command: CompileCommand) {
      mainFile = command.mainFile
      candidate = command.candidate
      context = command.context
      arguments = command.arguments
      prefixIncludes = command.prefixIncludes
      localArguments = command.localArguments
    }
  }

  // MARK: Entries

  /// Returns the facts of a job with the parser's version, if an entry has them and nothing that they depend on has changed.
  func facts(for key: String, _ job: ParseJob, files: FileView) -> (facts: FileFacts, libclang: String)? {
    guard let entry: CacheEntry = read(key) else { return nil }
    var lists = [entry.dependencies]
    if let name = entry.shared {
      guard let shared = shared(name) else { return nil }
      lists.append(shared)
    }
    guard lists.allSatisfy({ holds($0, job, files) }) else { return nil }
    touch(key)
    return (entry.facts, entry.libclang)
  }

  /// Returns a list that many entries share.
  private func shared(_ name: String) -> CacheDependencies? {
    if let known = state.withLock({ $0.shared[name] }) { return known }
    guard let list: CacheDependencies = read(name) else { return nil }
    state.withLock { $0.shared[name] = list }
    return list
  }

  /// Keeps the facts of a job. Those of files that change while the run goes on are not kept.
  ///
  /// - Parameters:
  ///   - reads: what was read for them; `shared` what was read for a precompiled header.
  func store(
    _ facts: FileFacts, for key: String, _ job: ParseJob, reads: [FileRead], shared: [FileRead], libclang: String,
    configuration: WorkerConfiguration, files: FileView
  ) {
    let virtual = Set(configuration.virtualFiles.map(\.path))
    func dependencies(_ reads: [FileRead]) -> CacheDependencies? {
      self.dependencies(reads.filter { !virtual.contains($0.path) }, of: job, files)
    }
    guard facts.status == .complete, !isYoung(job.file, in: files), let own = dependencies(reads) else { return }
    var name: String?
    if !shared.isEmpty {
      guard let list = dependencies(shared) else { return }
      name = write(list)
      guard name != nil else { return }
    }
    write(CacheEntry(facts: facts, libclang: libclang, dependencies: own, shared: name), as: key)
  }

  /// Removes the oldest entries when all together have too many bytes. Does nothing when none was written
  /// since it was called last.
  func trim() {
    let hasWritten = state.withLock { state in
      defer { state.hasWritten = false }
      return state.hasWritten
    }
    guard hasWritten else { return }
    CacheDirectory(path: directory).trim(to: limit)
  }

  /// Whether an earlier run has left entries of a tree.
  func knows(_ root: String) -> Bool { RegularFile.exists(path(of: rootName(root))) }

  /// Notes that there are entries of a tree.
  func learn(_ root: String) {
    guard state.withLock({ $0.hasWritten }), !knows(root) else { return }
    write([root], as: rootName(root))
  }

  private func rootName(_ root: String) -> String { Self.digest(Array((identity + "\0" + root).utf8)) }

  // MARK: Dependencies

  /// Returns what was read with its contents; nil if a file cannot be read any more or is younger than the run.
  private func dependencies(_ reads: [FileRead], of job: ParseJob, _ files: FileView) -> CacheDependencies? {
    guard let command = job.command, let directories = IncludeProbes.directories(of: command.fullArguments) else {
      return reads.isEmpty ? CacheDependencies(reads: [], digests: [:], taken: []) : nil
    }
    var digests: [String: String] = [:]
    for path in Set(reads.map(\.path)) where path != job.file {
      guard let digest = digest(of: path, in: files), !isYoung(path, in: files) else { return nil }
      digests[path] = digest
    }
    let taken = IncludeProbes.names(tried: reads, in: directories).filter { exists($0, in: files) }
    return CacheDependencies(reads: reads, digests: digests, taken: taken.sorted())
  }

  private func holds(_ list: CacheDependencies, _ job: ParseJob, _ files: FileView) -> Bool {
    guard let command = job.command else { return true }
    guard let directories = IncludeProbes.directories(of: command.fullArguments),
      list.digests.allSatisfy({ path, text in digest(of: path, in: files) == text })
    else { return false }
    let taken = Set(list.taken)
    return IncludeProbes.names(tried: list.reads, in: directories)
      .allSatisfy { taken.contains($0) || !exists($0, in: files) }
  }

  /// Whether a file was written after the run began, so that nobody knows which state of it was parsed.
  private func isYoung(_ path: String, in files: FileView) -> Bool {
    guard files.changes[path] == nil, let time = RegularFile.modificationTime(of: path) else { return false }
    return time > Int64(start - Self.clockSlack)
  }

  /// The digest of a file of a view; nil when it cannot be read.
  private func digest(of path: String, in files: FileView) -> String? {
    switch files.changes[path] {
    case .bytes(let bytes): return Self.digest(bytes)
    case .removed: return nil
    case nil: break
    }
    if let known = state.withLock({ $0.digests[path] }) { return known }
    let digest = RegularFile.bytes(of: path).map(Self.digest)
    state.withLock { $0.digests[path] = .some(digest) }
    return digest
  }

  private func exists(_ path: String, in files: FileView) -> Bool {
    switch files.changes[path] {
    case .bytes: return true
    case .removed: return false
    case nil: break
    }
    if let known = state.withLock({ $0.exists[path] }) { return known }
    let exists = RegularFile.exists(path)
    state.withLock { $0.exists[path] = exists }
    return exists
  }

  // MARK: Files

  /// Returns what an entry holds; nil when there is none, or none that can be read.
  private func read<Contents: Decodable>(_ name: String) -> Contents? {
    guard let bytes = RegularFile.bytes(of: path(of: name)) else { return nil }
    // The digest of the rest stands at the beginning, so that a damaged entry is never taken for another one.
    let head = Self.digestLength + 1
    if bytes.count > head, Self.digest(Array(bytes[head...])) == String(decoding: bytes[..<(head - 1)], as: UTF8.self),
      let contents = try? JSONDecoder().decode(Contents.self, from: Data(bytes[head...]))
    {
      return contents
    }
    state.withLock { $0.damaged += 1 }
    return nil
  }

  /// Writes an entry under its name or, without one, that of its contents; returns the name, nil when it cannot be written.
  @discardableResult
  private func write(_ contents: some Encodable, as name: String? = nil) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(contents) else { return nil }
    let digest = Self.digest(Array(data))
    // What is named after its contents is the same wherever it was written.
    if name == nil, state.withLock({ $0.written.contains(digest) }) { return digest }
    let name = name ?? digest
    let target = URL(fileURLWithPath: path(of: name))
    let isWritten = CacheDirectory.write(Data((digest + "\n").utf8) + data, to: target)
    guard isWritten else { return nil }
    state.withLock { state in
      state.hasWritten = true
      state.written.insert(name)
    }
    return name
  }

  private func path(of name: String) -> String { "\(directory)/\(CacheDirectory.layout)/\(name.prefix(2))/\(name)" }

  private func touch(_ name: String) { CacheDirectory.touch(path(of: name)) }
}
