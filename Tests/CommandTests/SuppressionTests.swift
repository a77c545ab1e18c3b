import Foundation
import Testing

/// Suppressions in a whole tree, where it is certain that they are of no use.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct SuppressionTests {
  /// A copy of the small tree, with changes.
  private func workspace(_ changes: [String: (String) -> String], configuration: String? = nil) throws -> Workspace {
    let workspace = try Workspace.withSmallTree()
    for (file, change) in changes { try workspace.change("tree/" + file, change) }
    if let configuration { try workspace.write("tree/.kfunclint.yaml", configuration) }
    return workspace
  }

  /// `id path:line: message` for each notification of a JSON report that is about suppressions.
  private func notifications(_ outcome: Program.Outcome) throws -> [String] {
    try #require(try outcome.json()["notifications"] as? [[String: Any]]).compactMap { notification in
      guard let id = notification["id"] as? String, id.hasSuffix("-suppression") else { return nil }
      return "\(id) \(notification["path"] as? String ?? ""): \(notification["message"] as? String ?? "")"
    }
  }

  private func lint(_ workspace: Workspace, _ arguments: [String] = []) async throws -> Program.Outcome {
    try await Program.run(["lint", "--tree", "tree", "--format", "json"] + arguments, in: workspace.path)
  }

  private static let unused = "/* kfunclint: ignore set-kind: it was one once */\n"

  @Test("comments of no use are reported where the run looks, and only there")
  func unused() async throws {
    let workspace = try workspace(["drivers/badge/badge.c": { Self.unused + $0 }])
    let message =
      "unused-suppression drivers/badge/badge.c: This suppression has no effect: 'set-kind' reports nothing here."
    #expect(try notifications(try await lint(workspace)) == [message])
    #expect(try notifications(try await lint(workspace, ["tree/drivers"])) == [message])
    #expect(try notifications(try await lint(workspace, ["tree/net"])).isEmpty)
    #expect(try notifications(try await lint(workspace, ["--select", "flags"])).isEmpty)
    #expect(try notifications(try await lint(workspace, ["--ignore", "set-kind"])).isEmpty)
  }

  @Test("a comment behind the last line of an entry covers the entry")
  func behindEntry() async throws {
    let before = try await lint(try workspace([:]))
    let place = "set-kind net/sched/act_stamp.c"
    #expect(try before.findings().contains { $0.hasPrefix(place) })
    let workspace = try workspace([
      "net/sched/act_stamp.c": {
        $0.replacing(
          "BTF_SET8_START(act_stamp_kfunc_ids)",
          with: "BTF_SET8_START(\n\tact_stamp_kfunc_ids) /* kfunclint: ignore set-kind: backported */")
      }
    ])
    let outcome = try await lint(workspace)
    let finding = try #require(
      (try outcome.json()["findings"] as? [[String: Any]])?.first { $0["rule"] as? String == "set-kind" })
    #expect(finding["suppressed"] as? Bool == true)
    #expect(finding["suppression_reason"] as? String == "backported")
    #expect(try notifications(outcome).isEmpty)
  }

  @Test("entries of the configuration of no use are reported for a whole tree only")
  func unusedEntry() async throws {
    let workspace = try workspace(
      [:], configuration: "suppressions:\n  - {rule: set-kind, set: other_ids, reason: why}\n")
    #expect(
      try notifications(try await lint(workspace)) == [
        "unused-suppression .kfunclint.yaml: This suppression has no effect: 'set-kind' reports nothing it covers."
      ])
    #expect(try notifications(try await lint(workspace, ["tree/drivers"])).isEmpty)
  }
}
