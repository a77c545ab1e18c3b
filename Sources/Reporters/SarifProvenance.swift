import Diagnostics
import SARIF

/// Where the analysed code comes from, and what the symbolic names of paths stand for.
struct SarifProvenance {
  /// The symbolic name of the repository's root, when the tree is but a part of the repository.
  private static let repositoryID = "REPOROOT"

  /// Nil when no revision is known (`SARIF 2.1.0 §3.14.13`).
  let details: [SarifLog.VersionControlDetails]?
  /// `SARIF 2.1.0 §3.14.14`.
  let baseIDs: [String: SarifLog.ArtifactLocation]

  init(_ report: Report, includesRoot: Bool) {
    let treePath = report.versionControl?.treePath ?? ""
    var tree = SarifLog.ArtifactLocation(
      uri: includesRoot ? report.kernel.root.map { URIReference.make(directory: $0) } : nil,
      description: SarifLog.Message(plain: "The root of the source tree that was analysed."))
    var baseIDs: [String: SarifLog.ArtifactLocation] = [:]
    var repositoryID = SarifArtifacts.baseID
    if !treePath.isEmpty {
      repositoryID = SarifProvenance.repositoryID
      baseIDs[repositoryID] = SarifLog.ArtifactLocation(
        description: SarifLog.Message(plain: "The root of the repository that the source tree is a part of."))
      // An absolute URI, where one is given, stands for itself.
      if tree.uri == nil {
        tree.uri = URIReference.make(directory: treePath)
        tree.uriBaseId = repositoryID
      }
    }
    baseIDs[SarifArtifacts.baseID] = tree
    self.baseIDs = baseIDs
    details = report.versionControl.map { control in
      [
        SarifLog.VersionControlDetails(
          repositoryUri: control.repositoryURI, revisionId: control.revision, branch: control.branch,
          mappedTo: SarifLog.ArtifactLocation(uriBaseId: repositoryID))
      ]
    }
  }

  /// Tells the runs of one log apart. GitHub takes what precedes the last slash for the category of the run, and refuses two runs of one
  /// category.
  static func automationDetails(_ number: Int, category: String?) -> SarifLog.RunAutomationDetails {
    let parts = ["kfunclint", category, number == 0 ? nil : String(number + 1)].compactMap { $0 }
    return SarifLog.RunAutomationDetails(
      id: parts.map { $0 + "/" }.joined(),
      description: SarifLog.Message(plain: "Annotations of BPF kfuncs."))
  }
}
