import Foundation
import Testing

/// An arrow means "imports", and it only points to a lower level: the table of `docs/architecture.md`.
@Suite struct ModuleArrowTests {
  /// Every module with its level. A new module needs a line here and in `docs/architecture.md`.
  static let levels: [String: Int] = [
    "SourceText": 0, "CLibclang": 0, "ByteSearch": 0, "BooleanLogic": 0, "Pipes": 0, "SARIF": 0, "TestSupport": 0,
    "EmbedRulesTool": 0,
    "CEL": 1, "Diagnostics": 1, "Facts": 1, "Patches": 1, "Preprocessor": 1, "EmbedRules": 1, "BuiltinRules": 1,
    "ClangFrontend": 2, "Git": 2, "Kbuild": 2, "Kconfig": 2, "Dialect": 2,
    "BodyAnalysis": 3, "CompileContext": 3, "Model": 3,
    "Extraction": 4, "RuleEngine": 4, "Worker": 4,
    "Reporters": 5, "Suppressions": 5,
    "LintDriver": 6,
    "kfunclint": 7, "kfunclint-mutate": 7,
  ]

  /// Modules that must work without libclang: whoever merges facts or renders reports has none.
  static let withoutLibclang = ["Facts", "Model", "RuleEngine", "Reporters", "CompileContext", "Worker", "LintDriver"]

  @Test func `every module has a level and every level a module`() async throws {
    let modules = try await PackageManifest.current.targets.filter { $0.type != "test" }.map(\.name)
    #expect(Set(modules) == Set(Self.levels.keys))
  }

  @Test func `dependencies point to lower levels only`() async throws {
    let manifest = try await PackageManifest.current
    for target in manifest.targets where target.type != "test" {
      let level = try #require(Self.levels[target.name], "\(target.name) has no level")
      for dependency in target.dependencies {
        // What is no target of this package comes from another one. The plugin and what it feeds share a level.
        guard let below = Self.levels[dependency.name], target.name != "BuiltinRules" else { continue }
        #expect(below < level, "\(target.name) (level \(level)) depends on \(dependency.name) (level \(below))")
      }
    }
  }

  @Test func `whatever a source imports, its target declares`() async throws {
    let manifest = try await PackageManifest.current
    let modules = manifest.byName
    for target in manifest.targets {
      let declared = Set(target.dependencies.map(\.name))
      for file in try Repository.files(below: target.directory) where file.hasSuffix(".swift") {
        for module in ImportLines.modules(in: try Repository.text("\(target.directory)/\(file)")) {
          guard modules[module] != nil else { continue }
          #expect(
            declared.contains(module),
            "\(target.directory)/\(file) imports \(module), which \(target.name) does not declare in Package.swift")
        }
      }
    }
  }

  @Test func `facts, model, rules and reports do not reach libclang`() async throws {
    let manifest = try await PackageManifest.current
    for module in Self.withoutLibclang {
      #expect(manifest.byName[module] != nil, "there is no module \(module)")
      #expect(!manifest.reachable(from: module).contains("CLibclang"), "\(module) reaches CLibclang")
    }
  }

  @Test func `nothing links libclang`() throws {
    let manifest = try Repository.text("Package.swift")
    for word in ["linkedLibrary", "linkerSettings", "systemLibrary"] { #expect(!manifest.contains(word)) }
  }

  @Test func `only CLibclang includes the headers of libclang`() throws {
    for file in try Repository.files(below: "Sources") where !file.hasPrefix("CLibclang/") {
      let text = try Repository.text("Sources/" + file)
      #expect(!text.contains("<clang-c/"), "Sources/\(file)")
    }
  }

  @Test func `the page on architecture has every module`() throws {
    let page = try Repository.text("docs/architecture.md")
    for (module, level) in Self.levels {
      #expect(
        page.split(separator: "\n").contains { $0.hasPrefix("| \(level) | `\(module)` |") },
        "docs/architecture.md has no row for \(module) on level \(level)")
    }
  }
}
