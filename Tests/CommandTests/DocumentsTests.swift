import Foundation
import Pipes
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The manual page and the completions that `make install` writes.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct DocumentsTests {
  /// The options and commands in the machine-readable help.
  private func words(_ command: JSONValue) -> [String] {
    guard command["shouldDisplay"] == .boolean(true), command["commandName"] != .string("help") else { return [] }
    let options = (command["arguments"]?.elements ?? []).filter { $0["shouldDisplay"] == .boolean(true) }
      .flatMap { $0["names"]?.elements ?? [] }
      .filter { $0["kind"] == .string("long") && !["help", "version"].contains($0["name"]?.string) }
      .compactMap { $0["name"]?.string.map { "--" + $0 } }
    return [command["commandName"]?.string ?? ""] + options + (command["subcommands"]?.elements ?? []).flatMap(words)
  }

  private func words() async throws -> Set<String> {
    let help = try JSONValue(try await Program.run(["--experimental-dump-help"]).output)
    let words = Set(words(try #require(help["command"])))
    #expect(words.isSuperset(of: ["kfunclint", "lint", "hook", "install", "--patch", "--format", "--finding"]))
    return words
  }

  private func shell(_ program: String, _ arguments: [String], input: String) async throws -> (
    code: Bool, text: String
  )? {
    do {
      let result = try await run(
        .name(program), arguments: Arguments(arguments), input: .text(input), output: .string(limit: 1 << 20),
        error: .string(limit: 1 << 20))
      return (result.terminationStatus.isSuccess, result.standardOutput + result.standardError)
    } catch let error as SubprocessError where error.code == .executableNotFound {
      print("SKIPPED a check of the documents: there is no \(program)")
      return nil
    }
  }

  @Test func `the manual page has every command and option, and hides what is hidden`() async throws {
    let page = try await Program.run(["__manual"])
    #expect(page.exitCode == 0 && page.output.hasPrefix(".TH KFUNCLINT 1 "))
    let text = page.output.replacingOccurrences(of: "\\-", with: "-")
    for word in try await words() { #expect(text.contains(word), "the manual lacks \(word)") }
    for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "EXIT STATUS", "FILES", "ENVIRONMENT", "EXAMPLES"] {
      #expect(text.contains("\n.SH \(section)\n"))
    }
    #expect(!text.contains("kfunclint __"))
    #expect(try await Program.run(["__manual"]).output == page.output)
  }

  @Test func `groff has nothing to complain about`() async throws {
    let page = try await Program.run(["__manual"]).output
    guard let result = try await shell("groff", ["-man", "-ww", "-z", "-Tutf8"], input: page) else { return }
    #expect(result.code && result.text.isEmpty, "\(result.text)")
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func `completions have every command and option`(name: String) async throws
  {
    let script = try await Program.run(["--generate-completion-script", name])
    #expect(script.exitCode == 0)
    for word in try await words() {
      let plain = name == "fish" && word.hasPrefix("--") ? "-l '\(word.dropFirst(2))'" : word
      #expect(script.output.contains(plain), "the completion for \(name) lacks \(word)")
    }
    if let result = try await shell(name, ["-n"], input: script.output) { #expect(result.code, "\(result.text)") }
  }

  @Test func `bash completes commands, options and values`() async throws {
    let script = try await Program.run(["--generate-completion-script", "bash"]).output
    func completed(_ line: [String]) async throws -> [String] {
      let words = line.map { "'\($0)'" }.joined(separator: " ")
      let result = try await shell(
        "bash", [],
        input: script + """

          COMP_WORDS=(\(words)); COMP_CWORD=\(line.count - 1); COMP_LINE='\(line.joined(separator: " "))'
          COMP_POINT=${#COMP_LINE}; COMP_TYPE=9
          _kfunclint kfunclint '\(line.last ?? "")' '\(line.dropLast().last ?? "")'; printf '%s\\n' "${COMPREPLY[@]}"
          """)
      return try #require(result).text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    #expect(try await completed(["kfunclint", "li"]) == ["lint"])
    #expect(try await completed(["kfunclint", "lint", "--stag"]) == ["--staged"])
    #expect(try await completed(["kfunclint", "lint", "--format", "s"]) == ["sarif"])
  }
}
