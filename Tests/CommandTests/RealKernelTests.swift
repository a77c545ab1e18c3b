import Foundation
import Testing

/// The whole program on the two real kernels.
@Suite(
  .enabled(if: Program.path != nil, Program.hint), .enabled(if: Program.kernels != nil, Program.kernelHint), .serialized
)
struct RealKernelTests {
  @Test("facts are the same with and without precompiled header, with one and two workers", arguments: ["6.12", "6.1"])
  func sameFacts(release: String) async throws {
    let tree = try Program.kernel(release)
    let workspace = try Workspace()
    let variants = [["--jobs", "1"], ["--jobs", "2"], ["--jobs", "2", "--no-precompiled-header"]]
    for (number, variant) in variants.enumerated() {
      _ = try await Program.run(
        ["lint", "--tree", tree, "--facts-out", "\(number).json"] + variant, in: workspace.path)
    }
    let first = try workspace.read("0.json")
    #expect(first.count > 100_000)
    #expect(try workspace.read("1.json") == first, "two workers")
    #expect(try workspace.read("2.json") == first, "without precompiled header")
  }

  @Test(
    "facts are the same with another LLVM", .enabled(if: Program.otherPath != nil, Program.otherHint),
    arguments: ["6.12", "6.1"])
  func sameFactsForOtherLLVM(release: String) async throws {
    let tree = try Program.kernel(release)
    let workspace = try Workspace()
    _ = try await Program.run(["lint", "--tree", tree, "--facts-out", "this.json"], in: workspace.path)
    _ = try await Program.run(
      ["lint", "--tree", tree, "--facts-out", "other.json"], in: workspace.path, program: Program.otherPath)
    let versions = try await [
      Program.run(["--version"]).output, Program.run(["--version"], program: Program.otherPath).output,
    ]
    #expect(versions[0] != versions[1], "both programs are of one LLVM")
    #expect(try workspace.read("this.json") == workspace.read("other.json"))
  }

  @Test("reports are the same bytes for any number of workers", arguments: ["text", "json", "sarif"])
  func sameReport(format: String) async throws {
    let tree = try Program.kernel("6.12")
    let one = try await Program.run(["lint", "--tree", tree, "--format", format, "--severity", "note", "--jobs", "1"])
    let two = try await Program.run(["lint", "--tree", tree, "--format", format, "--severity", "note", "--jobs", "2"])
    #expect(one.exitCode == two.exitCode)
    #expect(one.output == two.output)
    #expect(!one.output.isEmpty)
  }

  @Test("every candidate of both kernels is analysed completely", arguments: ["6.12", "6.1"])
  func complete(release: String) async throws {
    let outcome = try await Program.run(["lint", "--tree", try Program.kernel(release), "--format", "json"])
    #expect(outcome.exitCode == 0 || outcome.exitCode == 1)
    let files = try #require(try outcome.json()["files"] as? [[String: Any]])
    #expect(files.count >= (release == "6.12" ? 35 : 12))
    #expect(files.allSatisfy { $0["degraded"] is NSNull })
    let notifications = try #require(try outcome.json()["notifications"] as? [[String: Any]])
    #expect(notifications.filter { $0["level"] as? String == "error" }.isEmpty)
  }

  @Test("the inventory and the findings of an installed header package equal those of the bare tree")
  func headerPackage() async throws {
    let tree = try Program.kernel("6.12")
    let packages = ((try? FileManager.default.contentsOfDirectory(atPath: "/usr/src")) ?? [])
      .filter { $0.hasPrefix("linux-headers-6.12.") && $0.hasSuffix("-amd64") }.sorted()
    guard let package = packages.last.map({ "/usr/src/" + $0 }) else {
      print("skipped: no linux-headers-6.12.*-amd64 package is installed")
      return
    }
    for command in ["inventory", "lint"] {
      let bare = try await Program.run([command, "--tree", tree, "--format", "json"])
      let packaged = try await Program.run([command, "--tree", tree, "--build-dir", package, "--format", "json"])
      #expect(packaged.exitCode == bare.exitCode)
      if command == "inventory" {
        #expect(packaged.output == bare.output)
      } else {
        #expect(try packaged.findings() == bare.findings())
        #expect(packaged.output.contains("header package"))
      }
    }
  }

  @Test("one file of a tree reports what is in it, judged with the whole tree")
  func oneFile() async throws {
    let tree = try Program.kernel("6.12")
    let whole = try await Program.run(["lint", "--tree", tree, "--format", "json"])
    let one = try await Program.run(["lint", tree + "/drivers/hid/bpf/hid_bpf_dispatch.c", "--format", "json"])
    let wanted = try whole.findings().filter { $0.contains("drivers/hid/bpf/hid_bpf_dispatch.c") }
    #expect(!wanted.isEmpty)
    #expect(try one.findings() == wanted)
  }

  @Test("the finding at the head of the README is what the program prints for Linux 6.12.117")
  func readmeFinding() async throws {
    let tree = try Program.kernel("6.12")
    guard try String(contentsOfFile: tree + "/Makefile", encoding: .utf8).contains("SUBLEVEL = 117\n") else {
      print("skipped: the kernel at '\(tree)' is another one than the README shows")
      return
    }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let block = try #require(
      page.components(separatedBy: "```text\n").dropFirst().first?.components(separatedBy: "```").first)
    let outcome = try await Program.run(["lint", "--tree", tree])
    #expect(block.contains("[flag-differs-between-sets]"))
    #expect(outcome.output.contains(block))
  }
}
