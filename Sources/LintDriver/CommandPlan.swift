import CompileContext
import Dialect
import Foundation
import Kbuild
import SourceText

/// The compiler commands of the candidates, with the headers that exist in memory written out, so that a compiler can run them.
public struct CommandPlan: Sendable {
  private let options: AnalysisOptions

  public init(options: AnalysisOptions) { self.options = options }

  /// One file and the arguments it is parsed with, the file itself not among them.
  public struct Entry: Encodable, Sendable {
    public var file: String
    public var arguments: [String]
  }

  /// Writes the headers below a directory and returns the commands, in the order of the files.
  ///
  /// - Throws: ``AnalysisError``; a candidate without command is left out.
  public func entries(writingHeadersTo directory: String) throws(AnalysisError) -> [Entry] {
    let (input, context) = try Analyzer(options: options).plan()
    let target = PathText.absolute(directory, in: options.workingDirectory)
    let roots = Set(context.virtualFiles.map { CommandPlan.virtualRoot(of: $0.path) })
    func mapped(_ text: String) -> String {
      roots.reduce(text) { $0.replacingOccurrences(of: $1, with: target) }
    }
    for file in context.virtualFiles {
      let path = mapped(file.path)
      do {
        try FileManager.default.createDirectory(
          atPath: PathText.directory(of: path), withIntermediateDirectories: true)
        try Data(file.contents.utf8).write(to: URL(fileURLWithPath: path))
      } catch {
        throw .temporaryDirectory(target)
      }
    }
    return input.scan.candidates.compactMap { path in
      guard let command = try? context.command(for: PathText.absolute(path, in: input.root)) else { return nil }
      return Entry(file: command.mainFile, arguments: command.fullArguments.map(mapped))
    }
  }

  /// The first two components of a path that exists in memory only.
  private static func virtualRoot(of path: String) -> String {
    "/" + path.split(separator: "/").prefix(2).joined(separator: "/")
  }
}
