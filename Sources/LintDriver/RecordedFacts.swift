import Diagnostics
import Facts
import Kbuild
import SourceText

/// The facts files that options name: those of whole runs, and those that a build left file by file.
struct RecordedFacts {
  /// In the order of the options, each directory's sorted.
  let bundles: [FactsBundle]
  /// When each was written.
  private let times: [Int64]

  /// Reads the files.
  ///
  /// - Throws: ``AnalysisError``.
  init(_ options: AnalysisOptions) throws(AnalysisError) {
    var bundles: [FactsBundle] = []
    var times: [Int64] = []
    for name in options.factsFiles {
      for file in try FactsFile.files(name, in: options.workingDirectory) {
        bundles.append(try FactsFile.read(file, in: options.workingDirectory))
        times.append(RegularFile.modificationTime(of: PathText.absolute(file, in: options.workingDirectory)) ?? 0)
      }
    }
    self.bundles = bundles
    self.times = times
  }

  /// Returns, by path, what a build found out about files that have not changed since. A whole tree's facts are not among them: with
  /// the tree at hand it is analysed anew.
  func current(root: String) -> [String: FileFacts] {
    var facts: [String: FileFacts] = [:]
    for (bundle, time) in zip(bundles, times) where bundle.missing != nil {
      for file in bundle.files where file.status == .complete && !isStale(file, writtenAt: time, root: root) {
        facts[file.path] = file
      }
    }
    return facts
  }

  /// Returns a warning for each file that changed since its facts were written.
  func staleness(root: String) -> [Diagnostics.Notification] {
    zip(bundles, times).flatMap { bundle, time in
      bundle.files.filter { isStale($0, writtenAt: time, root: root) }.map { file in
        Diagnostics.Notification(
          id: "facts-stale", level: .warning, message: "'\(file.path)' was changed after its facts were written.",
          path: file.path)
      }
    }
  }

  /// A file that is not there cannot have changed: facts are read without the sources, too.
  private func isStale(_ file: FileFacts, writtenAt time: Int64, root: String) -> Bool {
    let path = PathText.absolute(file.path, in: root)
    return RegularFile.modificationTime(of: path).map { $0 > time } ?? false
  }
}
