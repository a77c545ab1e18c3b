import Foundation
import Subprocess
import SystemPackage
import Testing

/// `kfunclint compare` of Linux 6.1 and 6.12, against what the two built kernels hold.
@Suite(
  .enabled(if: KernelTrees.areAvailable, KernelTrees.kernelsHint),
  .enabled(if: KernelTrees.binary != nil, KernelTrees.binaryHint))
struct ComparisonTests {
  /// A kfunc as a built kernel has it, over all of its sets.
  private struct Compiled: Equatable {
    var flags: Set<String> = []
    var programTypes: Set<String> = []
    var prototype = ""
  }

  private func compiled(_ version: String) throws -> [String: Compiled] {
    var kfuncs: [String: Compiled] = [:]
    for line in try CompiledKernel.lines(version: version) {
      let (registration, builtInto) = (line[3], line[8])
      // Test modules are not part of what is compared.
      guard registration.hasPrefix("kfunc: "), !isTestModule(set: line[0]), !builtInto.isEmpty else { continue }
      var kfunc = kfuncs[line[1]] ?? Compiled()
      kfunc.flags.formUnion(line[5].split(separator: " ").map(String.init))
      kfunc.programTypes.formUnion(registration.dropFirst("kfunc: ".count).split(separator: " ").map(String.init))
      let star = line[6].hasSuffix("*") ? "" : " "
      kfunc.prototype = line[6] + star + line[1] + "(" + (line[7].isEmpty ? "void" : line[7]) + ")"
      kfuncs[line[1]] = kfunc
    }
    return kfuncs
  }

  private func isTestModule(set: String) -> Bool { set.hasPrefix("bpf_testmod_") || set.hasPrefix("bpf_test_modorder") }

  private func compare(_ arguments: [String] = []) async throws -> (exitCode: Int32, document: [String: Any]) {
    let trees = try [KernelRelease.linux61, .linux612].map { try KernelTrees.path(of: $0) }
    let result = try await run(
      .path(FilePath(try #require(KernelTrees.binary))),
      arguments: Arguments(["compare"] + trees + ["--format", "json"] + arguments), output: .string(limit: 64 << 20),
      error: .string(limit: 1 << 20))
    var exitCode: Int32 = -1
    if case .exited(let code) = result.terminationStatus { exitCode = code }
    let document = try JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8)) as? [String: Any]
    return (exitCode, try #require(document))
  }

  @Test("agrees with the built kernels about every kfunc that came, went or changed")
  func truth() async throws {
    let (exitCode, document) = try await compare()
    #expect(exitCode == 1)
    let (old, new) = (try compiled("6.1.192"), try compiled("6.12.117"))
    let changes = try #require(document["changes"] as? [[String: Any]])
    func names(_ kind: String) -> Set<String> {
      Set(changes.filter { $0["kind"] as? String == kind }.compactMap { $0["name"] as? String })
    }
    #expect(names("added") == Set(new.keys).subtracting(old.keys))
    #expect(names("removed") == Set(old.keys).subtracting(new.keys))
    #expect(names("renamed").isEmpty)
    for change in changes {
      let name = try #require(change["name"] as? String)
      for (side, truth) in [("old", old), ("new", new)] {
        guard let kfunc = change[side] as? [String: Any] else { continue }
        let flags = Set(try #require(kfunc["flags"] as? [String]))
        let types = Set(try #require(kfunc["program_types"] as? [String]))
        #expect(flags == truth[name]?.flags, "\(side) flags of \(name)")
        #expect(types == truth[name]?.programTypes, "\(side) program types of \(name)")
      }
    }
    // Kfuncs of both whose flags or registrations differ in the built kernels are all reported, and no others.
    let kept = Set(old.keys).intersection(new.keys)
    func changed(_ aspect: String) -> Set<String> {
      Set(
        changes.filter { $0["kind"] as? String == "changed" && differences(of: $0).contains(aspect) }
          .compactMap { $0["name"] as? String })
    }
    #expect(changed("flags") == kept.filter { old[$0]?.flags != new[$0]?.flags })
    #expect(changed("program_types") == kept.filter { old[$0]?.programTypes != new[$0]?.programTypes })
    // Other spellings and names of parameters are no change for programs; these are all that remain.
    #expect(changed("signature") == ["bbr_main", "bpf_verify_pkcs7_signature"])
    #expect(changed("signature").isSubset(of: kept.filter { old[$0]?.prototype != new[$0]?.prototype }))
    #expect(changed("iterator_size").isEmpty)
  }

  private func differences(of change: [String: Any]) -> [String] {
    (change["differences"] as? [[String: Any]] ?? []).compactMap { $0["aspect"] as? String }
  }

  @Test("finds what breaks programs, and nothing that is not known")
  func findings() async throws {
    let document = try await compare().document
    let findings = try #require(document["findings"] as? [[String: Any]])
    let warnings = findings.filter { $0["severity"] as? String != "note" }
      .map { "\($0["rule"] ?? "") \($0["kfunc"] ?? "")" }
    #expect(warnings.sorted() == ["diff-signature bbr_main", "diff-signature bpf_verify_pkcs7_signature"])
    #expect((document["undetermined"] as? [Any])?.isEmpty == true)
    // CONFIG_DYNAMIC_FTRACE and CONFIG_X86 around the sets of three congestion controls went; crash_kexec moved to
    // another symbol.
    let moved = Set(
      findings.filter { $0["rule"] as? String == "diff-moved-config" }.compactMap { $0["kfunc"] as? String })
    let controls = moved.filter { ["bbr_", "cubictcp_", "dctcp_"].contains(where: $0.hasPrefix) }
    #expect(moved.subtracting(controls) == ["crash_kexec"] && controls.count == 20)
    let hooks = findings.filter { $0["rule"] as? String == "diff-hooks" }.compactMap { $0["kfunc"] as? String }
    #expect(hooks == ["crash_kexec"])
    let general = try #require(document["general"] as? [[String: Any]])
    #expect(general.contains { ($0["text"] as? String)?.contains("KF_RELEASE implies trusted") == true })
  }

  @Test("finds nothing between a kernel and itself")
  func same() async throws {
    let tree = try KernelTrees.path(of: .linux612)
    let result = try await run(
      .path(FilePath(try #require(KernelTrees.binary))), arguments: ["compare", tree, tree, "--format", "json"],
      output: .string(limit: 64 << 20), error: .string(limit: 1 << 20))
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8)) as? [String: Any])
    #expect(result.terminationStatus.isSuccess)
    for key in ["changes", "findings", "filters", "general", "undetermined"] {
      #expect((document[key] as? [Any])?.isEmpty == true, "\(key)")
    }
  }
}
