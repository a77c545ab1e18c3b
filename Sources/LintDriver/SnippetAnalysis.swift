import BooleanLogic
import CompileContext
import Dialect
import Facts
import Foundation
import Kconfig
import Model
import RuleEngine
import SourceText
import Worker

/// Analyses the examples of rules: a text that is a whole tree by itself, against the stub headers of a release.
public struct SnippetAnalysis: SnippetAnalyzer {
  private let options: AnalysisOptions

  /// - Parameter options: how to start workers; the paths in it are not looked at.
  public init(options: AnalysisOptions) { self.options = options }

  /// A snippet that the parser could not take.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  public func model(
    of example: ExampleFiles, kernel: KernelVersion, kconfig: String?, before: (ExampleFiles, KernelVersion)?
  ) async throws -> any SubjectSource {
    let model = try await model(of: example, kernel, kconfig)
    guard let (old, oldKernel) = before else { return model }
    return model.compared(
      to: try await self.model(of: old, oldKernel, kconfig),
      texts: ComparedTexts(old: Self.texts(of: old), new: Self.texts(of: example)))
  }

  private static func texts(of example: ExampleFiles) -> @Sendable (String) -> [UInt8]? {
    let texts = Dictionary(
      example.files.map { ($0.path, Array($0.text.utf8)) }, uniquingKeysWith: { first, _ in first })
    return { texts[$0] }
  }

  private func model(
    of example: ExampleFiles, _ kernel: KernelVersion, _ kconfig: String?
  ) async throws -> Model {
    let dialect = try Dialect(version: kernel, vocabulary: try VocabularyReader().read())
    let directory = try TemporaryDirectory()
    defer { withExtendedLifetime(directory) {} }
    var paths: [String] = []
    for file in example.files {
      let url = URL(fileURLWithPath: directory.path + "/" + file.path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.text.utf8).write(to: url)
      paths.append(url.path)
    }
    let context = try StubHeaders(files: paths, dialect: dialect).makeContext()
    let pool = WorkerPool(
      options: WorkerPool.Options(
        executable: options.workerExecutable, command: options.workerCommand, jobs: 1, timeout: options.timeout))
    // Where nothing is known about configurations, nobody knows when a file is compiled either.
    let first = example.files.first?.path
    let fileCondition: @Sendable (String) -> Formula? = { path in
      kconfig.map { path == first && $0.contains("config EXAMPLE\n") ? .atom(.enabled("CONFIG_EXAMPLE")) : .always }
    }
    let collector = FactsCollector(
      context: context, root: directory.path, pool: pool, fileCondition: fileCondition,
      toleratesMissingIncludes: false, knowledge: try KnowledgeReader().read(for: dialect.version), headers: nil,
      dialect: dialect)
    var scan = TreeScan.scan(root: directory.path)
    // The first file is the example's subject, whether it holds a marker or not.
    if let first = example.files.first?.path, !scan.candidates.contains(first) {
      scan.listFiles.removeAll { $0 == first }
      scan.candidates = (scan.candidates + [first]).sorted()
    }
    let collection = try await collector.collect(scan, collector.prepare(scan))
    for facts in collection.files where facts.status != .complete {
      switch facts.status {
      case .degraded(let reason), .failed(let reason): throw Failure(description: reason)
      case .complete: break
      }
    }
    // The verifier's own file is not there, so what it lists comes from the data file.
    return ModelBuilder.model(
      of: collection.files, dialect: dialect, specialKfuncs: try SpecialKfuncs.names(for: dialect.version),
      configuration: kconfig.map { Self.configuration($0, example.files.first?.path) }, missing: nil)
  }

  /// What every example may rely on.
  private static let commonKconfig = """
    config MODULES
    \tbool "modules"
    \tmodules
    config DEBUG_INFO_BTF
    \tbool "BTF"
    config DEBUG_INFO_BTF_MODULES
    \tdef_bool y
    \tdepends on DEBUG_INFO_BTF && MODULES

    """

  /// The configurations of a kernel that has nothing but the example, whose first file is compiled as CONFIG_EXAMPLE says.
  private static func configuration(_ kconfig: String, _ first: String?) -> KernelConfiguration {
    let bytes = Array((commonKconfig + kconfig).utf8)
    let configurations = KconfigConfigurations(file: "Kconfig", architecture: "x86") { _ in bytes }
    let symbol = "CONFIG_EXAMPLE"
    let isSwitched = configurations.witness(for: .atom(.enabled(symbol)), given: []) != .impossible
    let switched = ObjectPlacement(builtIn: .atom(.builtIn(symbol)), modules: ["example.o": .atom(.module(symbol))])
    let fixed = ObjectPlacement(builtIn: .always, modules: [:])
    return KernelConfiguration(oracle: configurations) { $0 == first && isSwitched ? switched : fixed }
  }
}
