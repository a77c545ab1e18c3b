import Foundation
import Git

/// The files of a commit that is too far from the disk to be a view of it, written to a directory of their own. Nothing of the user's git
/// configuration changes what is written, no link is made, and files that no analysis reads are left out.
final class CommitFiles: Sendable {
  private let directory: TemporaryDirectory

  /// Absolute.
  var root: String { directory.path }

  /// Blobs that are read at a time.
  private static let batchSize = 2000

  /// Writes the files.
  ///
  /// - Throws: ``ChangeSession/Failure``.
  init(_ commit: String, of repository: Repository) async throws(ChangeSession.Failure) {
    do {
      directory = try TemporaryDirectory()
    } catch {
      throw .lint(.analysis(error))
    }
    do throws(GitError) {
      let files = try await repository.files(of: commit).filter {
        TreeChange.canMatter($0.path) && Self.isSafe($0.path)
      }
      var rest = files[...]
      while !rest.isEmpty {
        let batch = rest.prefix(Self.batchSize)
        rest = rest.dropFirst(Self.batchSize)
        let contents = try await ObjectReader(repository).blobs(Set(batch.map(\.blob)))
        for file in batch {
          guard let bytes = contents[file.blob] else { throw .missingObject(file.blob) }
          try write(bytes, to: file.path)
        }
      }
    } catch {
      throw .change(.git(error))
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws(GitError) {
    let file = URL(fileURLWithPath: root + "/" + path)
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    } catch {
      throw .failed(command: "cat-file", message: "cannot write '\(file.path)': \(error.localizedDescription)")
    }
  }

  /// A tree that nobody checked may name anything.
  private static func isSafe(_ path: String) -> Bool {
    path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part != "." && part != ".." && part.lowercased() != ".git"
    }
  }
}
