import Diagnostics
import Foundation
import Git
import Kbuild
import SourceText

/// Finds out which revision a tree is at, for reports that say so.
public enum RevisionReader {
  /// Returns the revision of the tree at `root`.
  ///
  /// Nil when there is no git, no repository, no commit or no remote repository: its address is what tells repositories apart, and a path on
  /// this machine would say nothing to anybody else.
  ///
  /// - Parameter revision: the commit that was analysed, when it is not the one that is checked out.
  public static func read(root: String, revision: String?) async -> Report.VersionControl? {
    // Git names the repository without symbolic links.
    let root = URL(fileURLWithPath: root).resolvingSymlinksInPath().path
    guard let repository = try? await Repository(containing: root),
      let treePath = PathText.relative(root, below: repository.root), let remote = try? await repository.remote(),
      let uri = RepositoryURI.make(remote),
      let commit = try? await repository.commit(revision ?? "HEAD")
    else { return nil }
    let isHead = (try? await repository.commit("HEAD")) == commit
    let branch = isHead ? try? await repository.branch() : nil
    return Report.VersionControl(
      repositoryURI: uri, revision: commit, branch: branch, treePath: treePath)
  }
}
