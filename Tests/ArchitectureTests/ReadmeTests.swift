import Foundation
import Testing

/// Every command that the README and the user's pages show does what it says.
@Suite struct ReadmeTests {
  /// The pages with commands, each read from top to bottom in a directory of its own.
  private static let pages = [
    "README.md", "docs/writing-rules.md", "docs/configuration.md", "docs/git.md", "docs/kbuild.md",
    "docs/ci.md",
  ]

  private static func blocks(of page: String = "README.md") throws -> [ReadmeBlock] {
    ReadmeBlock.blocks(in: try Repository.text(page))
  }

  @Test(arguments: pages) func `every shell block says how it is tested`(page: String) throws {
    let shell = try Self.blocks(of: page).filter { ["sh", "bash", "shell", "console"].contains($0.language) }
    #expect(!shell.isEmpty)
    for block in shell {
      switch block.check {
      case .gate, .run: #expect(block.language == "sh")
      case .output, .file, nil: Issue.record("no '<!-- test: ... -->' for \(block.lines)")
      }
    }
  }

  @Test func `the gate runs the commands that are left to it`() throws {
    let gate = try Repository.text(".ci/run").split(separator: "\n")
    let lines = try Self.blocks().filter { $0.check == .gate }.flatMap(\.lines)
    #expect(!lines.isEmpty)
    for line in lines {
      // The gate may set variables before the command and redirect it after, but not change it.
      #expect(gate.contains { !$0.hasPrefix("#") && $0.contains("run '\(line)'") }, ".ci/run does not run '\(line)'")
    }
  }

  @Test(.enabled(if: Program.path != nil, Program.hint), arguments: pages)
  func `the other commands exit as the page says, and print what it shows`(page: String) async throws {
    let binary = try #require(Program.path)
    let workspace = try ReadmeWorkspace(binary: binary)
    defer { workspace.remove() }
    try await workspace.addRepository()
    var output: String?
    var count = 0
    for block in try Self.blocks(of: page) {
      switch block.check {
      case .file(let path): try workspace.add(path, block.lines)
      case .output:
        let expected = block.lines.map { $0 + "\n" }.joined()
        #expect(output == expected, "\(page) shows another output")
      case .run(let directory, let exitCode, let needs, let isSilent):
        output = nil
        if let needs, let lack = try await workspace.provide(needs) {
          print("SKIPPED a command of \(page): \(lack): \(block.lines.joined(separator: "; "))")
          continue
        }
        var outputs = ""
        for (index, line) in block.lines.enumerated() {
          let outcome = try await workspace.run(line, in: directory)
          let allowed = index == block.lines.count - 1 ? [exitCode] : [0, 1]
          #expect(allowed.contains(outcome.exitCode), "'\(line)': \(outcome.errors)")
          #expect(outcome.output.isEmpty == isSilent, "'\(line)' prints '\(outcome.output)'")
          outputs += outcome.output
          count += 1
        }
        output = outputs
      case .gate, nil: output = nil
      }
    }
    #expect(count >= 3)
  }
}

@Suite struct ReadmeBlockTests {
  @Test func `a comment belongs to the block right below it`() {
    let text = """
      <!-- test: in linux, exit 1, needs linux-headers -->
      ```sh
      one
      two
      ```
      ```sh
      three
      ```
      <!-- test: output -->

      ```text
      four
      ```
      <!-- test: in linux -->
      ```sh
      ```
      """
    let blocks = ReadmeBlock.blocks(in: text)
    #expect(blocks.map(\.lines) == [["one", "two"], ["three"], ["four"], []])
    #expect(
      blocks.map(\.check) == [
        .run(directory: "linux", exitCode: 1, needs: "linux-headers", isSilent: false), nil, nil, nil,
      ])
  }
}
