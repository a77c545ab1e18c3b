import BooleanLogic
import Foundation
import Testing

@testable import Kconfig

/// The Kconfig files of real kernels, with `scripts/kconfig/conf` as the judge.
@Suite(.enabled(if: ConfProgram.areAvailable, ConfProgram.hint))
struct KernelConfigurationTests {
  @Test(arguments: ConfProgram.releases)
  func `loses no symbol of any file`(release: String) throws {
    let root = try #require(ConfProgram.tree(release))
    var read: [String] = []
    let tree = KconfigReader.read("Kconfig", variables: ["SRCARCH": "x86", "ARCH": "x86"]) { path in
      read.append(path)
      return FileManager.default.contents(atPath: root + "/" + path).map { Array($0) }
    }
    #expect(tree.gaps.isEmpty)
    #expect(read.count > 1000)
    var missing: [String] = []
    for path in read {
      let text = try String(contentsOfFile: root + "/" + path, encoding: .utf8)
      // Statements stand at the start of a line in all real files but a few; help texts are indented.
      for line in text.split(separator: "\n") where line.hasPrefix("config ") || line.hasPrefix("menuconfig ") {
        let name = line.split(whereSeparator: { $0 == " " || $0 == "\t" })[1]
        guard let place = tree.place(named: String(name)), tree.symbols[Int(place)].kind != .undefined else {
          missing.append("\(path): \(name)")
          continue
        }
      }
    }
    #expect(missing.isEmpty)
  }

  /// Conditions that are true in some kernels and false in others, with what is asked of them.
  private static let satisfiable: [(formula: Formula, given: [String])] = [
    (.not(of: y("NET")), [btf]), (.not(of: y("CGROUPS")), [btf]), (.not(of: on("CRYPTO")), [btf]),
    (.and(of: [y("NET"), .not(of: y("INET"))]), [btf]), (m("NF_CONNTRACK"), [btf]), (m("HID"), [btf]),
    (.and(of: [y("IPV6"), .not(of: y("CRYPTO"))]), []), (.and(of: [on("USB"), .not(of: on("PCI"))]), []),
    (.and(of: [y("BPF_JIT"), .not(of: y("BPF_SYSCALL"))]), []), (y("FS_VERITY"), [btf]),
    (.not(of: y("BPF_EVENTS")), [btf]), (.and(of: [m("EXT4_FS"), y("BLOCK")]), []),
    (.and(of: [m("CRYPTO"), .not(of: y("NET"))]), []), (m("BTRFS_FS"), [btf]),
  ]

  private static let impossible: [(formula: Formula, given: [String])] = [
    (.not(of: y("BPF_SYSCALL")), [btf]), (.and(of: [y("CGROUP_SCHED"), .not(of: y("CGROUPS"))]), []),
    (.and(of: [on("NF_CONNTRACK"), .not(of: y("INET"))]), []), (m("NET"), []), (y("NO_SUCH_SYMBOL"), []),
    (.and(of: [on("EXT4_FS"), .not(of: y("BLOCK"))]), []), (.and(of: [m("HID"), .not(of: y("MODULES"))]), []),
  ]

  @Test(arguments: ConfProgram.releases)
  func `olddefconfig of the kernel confirms every witness`(release: String) async throws {
    let conf = try ConfProgram.of(release)
    let space = try configurations(of: release)
    for (formula, given) in Self.satisfiable {
      guard case .satisfiable(let witness) = space.witness(for: formula, given: given) else {
        Issue.record("\(formula) given \(given): \(space.witness(for: formula, given: given))")
        continue
      }
      let actual = try await conf.completeForKernel(witness.settings)
      #expect(formula.holds(actual), "\(formula) with \(witness.settings)")
      for name in given { #expect(actual[String(name.dropFirst(7))] == "y", "\(formula) given \(name)") }
    }
  }

  @Test(arguments: ConfProgram.releases)
  func `knows what can never be`(release: String) throws {
    let space = try configurations(of: release)
    for (formula, given) in Self.impossible {
      #expect(space.witness(for: formula, given: given) == .impossible, "\(formula)")
    }
  }

  private func configurations(of release: String) throws -> KconfigConfigurations {
    let root = try #require(ConfProgram.tree(release))
    return KconfigConfigurations(file: "Kconfig", architecture: "x86") { path in
      FileManager.default.contents(atPath: root + "/" + path).map { Array($0) }
    }
  }

  private static let btf = "CONFIG_DEBUG_INFO_BTF"
  private static func y(_ name: String) -> Formula { .atom(.builtIn("CONFIG_" + name)) }
  private static func m(_ name: String) -> Formula { .atom(.module("CONFIG_" + name)) }
  private static func on(_ name: String) -> Formula { .atom(.enabled("CONFIG_" + name)) }
}
