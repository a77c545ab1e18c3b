import Git
import Kbuild
import SourceText

/// Finds the trees that are compared: directories, or commits as views of the files on disk.
struct ComparedTreeFinder {
  let options: AnalysisOptions

  /// One of them.
  struct Tree {
    /// Absolute.
    var root: String
    var view: FileView
    /// The files of a commit, which go away with this.
    var files: CommitFiles?
  }

  /// Returns the tree of a directory or, where there is none of that name, of a commit.
  ///
  /// - Throws: ``ChangeSession/Failure``.
  func tree(_ name: String) async throws(ChangeSession.Failure) -> Tree {
    let path = PathText.absolute(name, in: options.workingDirectory)
    if RegularFile.isDirectory(path) {
      do {
        return Tree(root: try KernelTree(root: path).root, view: .disk)
      } catch {
        throw .lint(.analysis(.tree(error)))
      }
    }
    let tree = try around()
    do throws(ChangeError) {
      return Tree(root: tree.root, view: try await view(of: name, in: tree))
    } catch {
      guard case .tooFar(let commit, _) = error else { throw .change(error) }
      return try await written(commit, name, tree)
    }
  }

  private func written(
    _ commit: String, _ name: String, _ tree: KernelTree
  ) async throws(ChangeSession.Failure) -> Tree {
    let repository: Repository
    do throws(GitError) {
      repository = try await Repository(containing: tree.root)
    } catch {
      throw .change(.git(error))
    }
    let files = try await CommitFiles(commit, of: repository)
    // The tree may be a directory of the repository.
    let below = tree.root.hasPrefix(repository.root) ? tree.root.dropFirst(repository.root.count) : ""
    guard let root = try? KernelTree(root: files.root + below).root else { throw .change(.noKernel(name)) }
    return Tree(root: root, view: .disk, files: files)
  }

  private func around() throws(ChangeSession.Failure) -> KernelTree {
    var options = options
    options.paths = []
    do throws(AnalysisError) {
      guard let tree = try InputLocation(options).tree else { throw AnalysisError.noInput }
      return tree
    } catch {
      throw .lint(.analysis(error))
    }
  }

  private func view(of name: String, in tree: KernelTree) async throws(ChangeError) -> FileView {
    let repository: Repository
    let commit: String?
    do throws(GitError) {
      repository = try await Repository(containing: tree.root)
      commit = try await repository.commit(name)
    } catch {
      throw .git(error)
    }
    guard let commit else { throw .noTree(name) }
    var builder = ViewBuilder(root: repository.root)
    try await builder.become(commit, of: repository)
    return builder.view
  }
}
