import Facts
import Foundation
import SourceText
import Testing

@testable import LintDriver

/// The program, which starts itself as worker.
private let kfunclintBinary = ProcessInfo.processInfo.environment["KFUNCLINT_BINARY"].flatMap { $0.isEmpty ? nil : $0 }

/// A tree under changes in memory has the facts of the same tree with the changes on disk, with and without a memory of other runs.
@Suite(.enabled(if: kfunclintBinary != nil, "set KFUNCLINT_BINARY to the kfunclint executable"))
struct AnalysisMemoryTests {
  /// A change of one file: a replacement in its text, a new text, or nil for its removal.
  struct Change: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var path: String
    var replaced = ""
    var by: String?
  }

  static let changes = [
    Change(
      testDescription: "a flag is added", path: "kernel/bpf/ticket.c",
      replaced: "bpf_ticket_read, KF_TRUSTED_ARGS", by: "bpf_ticket_read, KF_TRUSTED_ARGS | KF_SLEEPABLE"),
    Change(
      testDescription: "an entry names a function of a file without markers", path: "kernel/bpf/ticket.c",
      replaced: "BTF_ID_FLAGS(func, bpf_ticket_read",
      by: "BTF_ID_FLAGS(func, ticket_extra)\nBTF_ID_FLAGS(func, bpf_ticket_read"),
    Change(
      testDescription: "a header changes a struct", path: "include/linux/ticket.h", replaced: "u8 text[64];",
      by: "u8 text[128];\n\tu8 *tail;"),
    Change(testDescription: "a header that others include is removed", path: "include/linux/ticket.h"),
    Change(testDescription: "a candidate is removed", path: "net/sched/act_stamp.c"),
    Change(
      testDescription: "a candidate is added", path: "net/sched/new.c",
      by: """
        #include <linux/btf.h>
        #include <linux/module.h>

        __bpf_kfunc int bpf_new(int number)
        {
        	return number;
        }

        BTF_KFUNCS_START(new_kfunc_ids)
        BTF_ID_FLAGS(func, bpf_new)
        BTF_KFUNCS_END(new_kfunc_ids)
        """),
    Change(
      testDescription: "a Makefile compiles a file under another condition", path: "net/sched/Makefile",
      by: "obj-$(CONFIG_NET_SCH_STAMP) += act_stamp.o\n"),
  ]

  @Test("a change in memory gives the facts of the change on disk", arguments: changes)
  func equalsDisk(change: Change) async throws {
    let tree = try Self.tree()
    let view = try Self.view(of: tree, change)
    let memory = AnalysisMemory()
    let before = try await Self.facts(of: tree, view: .disk, memory: memory)
    let remembered = try await Self.facts(of: tree, view: view, memory: memory)
    let alone = try await Self.facts(of: tree, view: view, memory: nil)
    for (path, content) in view.changes {
      switch content {
      case .bytes(let bytes): try Data(bytes).write(to: URL(fileURLWithPath: path))
      case .removed: try FileManager.default.removeItem(atPath: path)
      }
    }
    var disk = try await Self.facts(of: tree, view: .disk, memory: nil)
    var expected = alone
    if change.by == nil, change.path.hasSuffix(".h") {
      // A missing include ends a parse in another way than one with an error; either way nothing is relied on.
      #expect(disk.files.map(\.status.isComplete) == expected.files.map(\.status.isComplete))
      disk.files = []
      expected.files = []
    }
    #expect(expected == disk)
    #expect(remembered == alone)
    #expect(alone != before)
  }

  @Test("the next view of a memory does not see the change of the one before")
  func leavesNoTrace() async throws {
    let tree = try Self.tree()
    let memory = AnalysisMemory()
    let before = try await Self.facts(of: tree, view: .disk, memory: memory)
    for change in Self.changes {
      _ = try await Self.facts(of: tree, view: try Self.view(of: tree, change), memory: memory)
    }
    #expect(try await Self.facts(of: tree, view: .disk, memory: memory) == before)
  }

  private static func tree() throws -> TemporaryTree {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../TestInputs/trees/small"
    ).standardizedFileURL
    var files: [String: String] = ["kernel/extra.c": "int ticket_extra(int number)\n{\n\treturn number;\n}\n"]
    for case let url as URL in try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    where !url.hasDirectoryPath {
      files[String(url.standardizedFileURL.path.dropFirst(root.path.count + 1))] = try String(
        contentsOf: url, encoding: .utf8)
    }
    return try TemporaryTree(files)
  }

  private static func view(of tree: TemporaryTree, _ change: Change) throws -> FileView {
    let path = tree.path + "/" + change.path
    guard let by = change.by else { return FileView(changes: [path: .removed]) }
    guard !change.replaced.isEmpty else { return FileView(changes: [path: .bytes(Array(by.utf8))]) }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.contains(change.replaced))
    return FileView(changes: [path: .bytes(Array(text.replacingOccurrences(of: change.replaced, with: by).utf8))])
  }

  private static func facts(of tree: TemporaryTree, view: FileView, memory: AnalysisMemory?) async throws -> FactsBundle
  {
    var options = AnalysisOptions(
      workingDirectory: tree.path, workerExecutable: try #require(kfunclintBinary), workerCommand: ["__worker"])
    options.tree = tree.path
    options.files = view
    return try await Analyzer(options: options, memory: memory).analyze().facts
  }
}

extension FileFacts.ParseStatus {
  fileprivate var isComplete: Bool { self == .complete }
}
