import Facts
import Synchronization

/// What analyses of one tree under different changes have in common, so that each costs little more than the files it changes.
///
/// Nothing is remembered that a change could have touched: every memory has all that the remembered value depends on in its key, or is
/// of the disk and left alone by views that differ in it. One memory serves one set of options; only
/// ``AnalysisOptions/files`` may differ between the runs that share it.
public final class AnalysisMemory: Sendable {
  private struct State {
    var scan: TreeScan?
    var headers: PrecompiledHeaders?
    var wanted: [String: WantedNames] = [:]
    var structHeaders: [Set<String>: [String]] = [:]
    var definitions: [DefinitionSearch.Wanted: String?] = [:]
    var facts: [FactsKey: FileFacts] = [:]
    var libclang: String?
  }

  private let state = Mutex(State())

  public init() {}

  /// The scan of the disk, made at the first request.
  func scan(_ make: () -> TreeScan) -> TreeScan {
    if let known = state.withLock({ $0.scan }) { return known }
    let scan = make()
    state.withLock { $0.scan = scan }
    return scan
  }

  /// The precompiled headers of the disk, made at the first request that succeeds.
  func precompiledHeaders(_ make: () throws(AnalysisError) -> PrecompiledHeaders?) throws(AnalysisError)
    -> PrecompiledHeaders?
  {
    if let known = state.withLock({ $0.headers }) { return known }
    let headers = try make()
    state.withLock { $0.headers = headers }
    return headers
  }

  /// The names in a candidate that is as on disk.
  func wantedNames(in path: String, _ read: () -> WantedNames) -> WantedNames {
    if let known = state.withLock({ $0.wanted[path] }) { return known }
    let names = read()
    state.withLock { $0.wanted[path] = names }
    return names
  }

  /// The headers that define some structs, when no header differs from the disk.
  func structHeaders(defining tags: Set<String>, _ search: () -> [String]) -> [String] {
    if let known = state.withLock({ $0.structHeaders[tags] }) { return known }
    let headers = search()
    state.withLock { $0.structHeaders[tags] = headers }
    return headers
  }

  /// The file on disk that defines a name, nil for none.
  func definingFile(of wanted: DefinitionSearch.Wanted) -> String?? { state.withLock { $0.definitions[wanted] } }

  func remember(_ file: String?, defining wanted: DefinitionSearch.Wanted) {
    state.withLock { $0.definitions[wanted] = .some(file) }
  }

  /// The facts of a file that was parsed under the same circumstances.
  func facts(for key: FactsKey) -> FileFacts? { state.withLock { $0.facts[key] } }

  /// Remembers facts of files as they are on disk. Those of changed files are not kept: few changes come twice.
  func remember(_ facts: FileFacts, for key: FactsKey) {
    guard key.isDisk else { return }
    state.withLock { $0.facts[key] = facts }
  }

  /// The version of libclang, once anything was parsed.
  func libclang(_ found: String?) -> String? {
    state.withLock {
      $0.libclang = found ?? $0.libclang
      return $0.libclang
    }
  }
}
