import BuiltinRules
import Foundation
import Testing

/// What `.ci/run` runs after adding, editing and deleting a rule.
@Suite struct EmbeddedRulesTests {
  @Test func `the program carries every file of Rules, byte by byte`() throws {
    let endings = [".yaml", ".h", ".json"]
    let files = try Repository.files(below: "Rules").filter { file in endings.contains { file.hasSuffix($0) } }
    #expect(Set(BuiltinRules.files.keys) == Set(files))
    for file in files {
      let embedded = Array((BuiltinRules.files[file] ?? "").utf8)
      #expect(embedded == [UInt8](try Data(contentsOf: Repository.url("Rules/" + file))), "Rules/\(file)")
    }
  }

  @Test func `nothing lies in Rules that would not be embedded`() throws {
    let others = try Repository.files(below: "Rules").filter { file in
      ![".yaml", ".h", ".json"].contains { file.hasSuffix($0) }
    }
    #expect(others == ["BuiltinRules.swift"])
  }

  @Test func `every rule is named after its file`() throws {
    try #require(!BuiltinRules.files.isEmpty)
    let data = ["vocabulary/", "knowledge/"]
    for (path, text) in BuiltinRules.files where path.hasSuffix(".yaml") && !data.contains(where: path.hasPrefix) {
      let name = path.split(separator: "/").last?.dropLast(".yaml".count) ?? ""
      #expect(text.split(separator: "\n").contains("id: \(name)"), "Rules/\(path)")
    }
  }
}
