// swift-tools-version: 6.1
import Foundation
import PackageDescription

// libclang's headers come from the newest LLVM between 14 and 19 that is installed with its development files.
// KFUNCLINT_LLVM_PREFIX names another one; the Makefile always sets it, since SwiftPM caches the evaluated manifest.
func llvmPrefix() -> String {
  if let chosen = ProcessInfo.processInfo.environment["KFUNCLINT_LLVM_PREFIX"], !chosen.isEmpty { return chosen }
  let files = FileManager.default
  let versions = ((try? files.contentsOfDirectory(atPath: "/usr/lib")) ?? [])
    .compactMap { $0.hasPrefix("llvm-") ? Int($0.dropFirst(5)) : nil }
    .filter {
      (14...19).contains($0) && files.fileExists(atPath: "/usr/lib/llvm-\($0)/include/clang-c/Index.h")
        && files.fileExists(atPath: "/usr/lib/llvm-\($0)/lib/libclang.so")
    }
  return "/usr/lib/llvm-\(versions.max() ?? 14)"
}

let llvm = llvmPrefix()

// Targets that see libclang's types need its headers, since Swift does not pass on a C target's search paths.
let clangHeaders: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-isystem", "-Xcc", "\(llvm)/include"])]

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "kfunclint",
  products: [.executable(name: "kfunclint", targets: ["kfunclint"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
  ],
  targets: [
    // Level 0
    .target(name: "SourceText"),
    .target(
      name: "CLibclang",
      cSettings: [
        .unsafeFlags(["-isystem", "\(llvm)/include"]),
        .define("KFUNCLINT_LLVM_PREFIX", to: "\"\(llvm)\""),
      ]),
    .target(name: "ByteSearch"),
    .target(name: "BooleanLogic"),
    .target(name: "Pipes", dependencies: [subprocess]),
    .target(name: "SARIF"),
    // Level 1
    .target(name: "CEL"),
    .target(name: "Diagnostics", dependencies: ["SourceText"]),
    .target(name: "Facts", dependencies: ["SourceText", "BooleanLogic"]),
    .target(name: "Patches"),
    .target(name: "Preprocessor", dependencies: ["ByteSearch", "SourceText", "BooleanLogic"]),
    .target(
      name: "BuiltinRules", path: "Rules", exclude: ruleDirectories, sources: ["BuiltinRules.swift"],
      plugins: ["EmbedRules"]),
    .executableTarget(name: "EmbedRulesTool"),
    .plugin(name: "EmbedRules", capability: .buildTool(), dependencies: ["EmbedRulesTool"]),
    // Level 2
    .target(name: "ClangFrontend", dependencies: ["CLibclang", "SourceText"], swiftSettings: clangHeaders),
    .target(name: "Git", dependencies: ["Patches", "Pipes", subprocess, system]),
    .target(name: "Kbuild", dependencies: ["BooleanLogic", "SourceText"]),
    .target(name: "Kconfig", dependencies: ["BooleanLogic"]),
    .target(name: "Dialect", dependencies: ["SourceText", "BuiltinRules", yams]),
    // Level 3
    .target(name: "CompileContext", dependencies: ["Kbuild", "Dialect", "BuiltinRules", "SourceText", yams]),
    .target(name: "Model", dependencies: ["Facts", "Dialect", "BooleanLogic", "Preprocessor", "SourceText"]),
    .target(name: "BodyAnalysis", dependencies: ["Dialect", "Preprocessor", "Facts", "SourceText"]),
    // Level 4
    .target(
      name: "Extraction",
      dependencies: [
        "BodyAnalysis", "ClangFrontend", "Dialect", "Preprocessor", "Facts", "BooleanLogic", "SourceText",
      ], swiftSettings: clangHeaders),
    .target(
      name: "RuleEngine",
      dependencies: ["Model", "CEL", "Diagnostics", "BuiltinRules", "Dialect", "SourceText", yams, crypto]),
    .target(
      name: "Worker",
      dependencies: ["Facts", "BooleanLogic", "CompileContext", "Dialect", "Pipes", "SourceText", subprocess, system]),
    // Level 5
    .target(name: "Reporters", dependencies: ["Diagnostics", "Patches", "SourceText", "SARIF", crypto]),
    .target(name: "Suppressions", dependencies: ["Diagnostics", "SourceText"]),
    // Level 6
    .target(
      name: "LintDriver",
      dependencies: [
        "Worker", "CompileContext", "Model", "RuleEngine", "Reporters", "Suppressions", "Preprocessor", "Kbuild", "Git",
        "Kconfig", "Patches", "Dialect", "Diagnostics", "Facts", "SourceText", "BooleanLogic", yams, crypto,
      ]),
    // Level 7
    .executableTarget(
      name: "kfunclint",
      dependencies: [
        "LintDriver", "RuleEngine", "Reporters", "Model", "Diagnostics", "Dialect", "ClangFrontend", "Extraction",
        "Kbuild", "Patches", "Pipes", "Facts", "SourceText", "Suppressions", "Worker", argumentParser, system,
      ],
      swiftSettings: clangHeaders),
    // Plants mistakes into real kernels; `make mutate` runs it.
    .executableTarget(
      name: "kfunclint-mutate",
      dependencies: [
        "LintDriver", "RuleEngine", "Model", "Facts", "Dialect", "Diagnostics", "Preprocessor", "SourceText", yams,
        argumentParser,
      ],
      path: "Tests/Mutation", exclude: ["legal-mutants.yaml", "survivors.yaml", "unexercised-rules.yaml"]),
    // Tests, one target for each module with logic.
    .target(name: "TestSupport", dependencies: [subprocess, system], path: "Tests/TestSupport"),
    .testTarget(name: "SourceTextTests", dependencies: ["SourceText"]),
    .testTarget(name: "BooleanLogicTests", dependencies: ["BooleanLogic", "TestSupport"]),
    .testTarget(name: "PipesTests", dependencies: ["Pipes", subprocess]),
    .testTarget(name: "SARIFTests", dependencies: ["SARIF"]),
    .testTarget(name: "CELTests", dependencies: ["CEL"]),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "SourceText"]),
    .testTarget(name: "FactsTests", dependencies: ["Facts", "BooleanLogic", "SourceText"]),
    .testTarget(name: "PatchesTests", dependencies: ["Patches"]),
    .testTarget(name: "GitTests", dependencies: ["Git", "Patches", subprocess, system]),
    .testTarget(
      name: "PreprocessorTests", dependencies: ["Preprocessor", "BooleanLogic", "SourceText", "TestSupport"]),
    .testTarget(name: "KbuildTests", dependencies: ["Kbuild", "BooleanLogic", "SourceText", "TestSupport"]),
    // What the program asks about real kernels, and what their own tools answer: hence the driver.
    .testTarget(
      name: "KconfigTests",
      dependencies: [
        "Kconfig", "BooleanLogic", "Diagnostics", "Dialect", "LintDriver", "Model", "RuleEngine", "TestSupport",
        subprocess, system,
      ]),
    .testTarget(name: "DialectTests", dependencies: ["Dialect", "BuiltinRules"]),
    .testTarget(
      name: "CompileContextTests", dependencies: ["CompileContext", "Dialect", "Kbuild", "SourceText", "TestSupport"]),
    .testTarget(
      name: "ExtractionTests",
      dependencies: ["Extraction", "ClangFrontend", "Preprocessor", "Facts", "BooleanLogic", "SourceText"],
      swiftSettings: clangHeaders),
    .testTarget(
      name: "BodyAnalysisTests",
      dependencies: ["BodyAnalysis", "Dialect", "Facts", "Preprocessor", "SourceText", "TestSupport"]),
    .testTarget(name: "WorkerTests", dependencies: ["Worker"]),
    .testTarget(
      name: "ModelTests", dependencies: ["Model", "Facts", "Dialect", "Kconfig", "BooleanLogic", "SourceText"]),
    .testTarget(
      name: "RuleEngineTests",
      dependencies: [
        "RuleEngine", "CEL", "Model", "Facts", "Dialect", "Diagnostics", "BuiltinRules", "BooleanLogic", "SourceText",
      ]),
    .testTarget(
      name: "ReportersTests",
      dependencies: ["Reporters", "Diagnostics", "Patches", "SARIF", "SourceText", "TestSupport"],
      exclude: ["Snapshots"]),
    .testTarget(name: "SuppressionsTests", dependencies: ["Suppressions", "Diagnostics", "SourceText"]),
    .testTarget(
      name: "LintDriverTests",
      dependencies: [
        "LintDriver", "RuleEngine", "Reporters", "Suppressions", "Diagnostics", "Kbuild", "Patches", "Preprocessor",
        "Facts", "SourceText",
      ]),
    // The program as a whole, on trees of our own and on real kernels.
    .testTarget(name: "CommandTests", dependencies: ["Pipes", "TestSupport", subprocess, system]),
    .testTarget(name: "KernelTests", dependencies: [subprocess, system], exclude: ["CompiledKernels"]),
    .testTarget(name: "ArchitectureTests", dependencies: ["BuiltinRules", "Pipes", "TestSupport", subprocess, system]),
  ],
  swiftLanguageModes: [.v6]
)

/// The data directories of `Rules`, which the plugin embeds and the compiler must not look at.
var ruleDirectories: [String] {
  [
    "config", "definitions", "destructors", "documentation", "flags", "iterators", "knowledge", "lifecycle", "lifetime",
    "parameters", "registration", "sets", "typesafe", "vocabulary", "schema.json",
  ]
}
