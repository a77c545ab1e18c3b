import BooleanLogic
import Foundation
import Subprocess
import SystemPackage
import Testing

/// `scripts/kconfig/conf` of a real kernel: what `make olddefconfig` runs. `KFUNCLINT_KERNELS` names the kernels.
actor ConfProgram {
  static let releases = ["6.12", "6.1"]
  static let areAvailable = releases.allSatisfy { tree($0) != nil }
  static let hint: Comment = "set KFUNCLINT_KERNELS to a directory with linux-source-6.12 and linux-source-6.1"

  private static let programs = ["6.12": ConfProgram("6.12"), "6.1": ConfProgram("6.1")]
  private let release: String
  private let directory = FileManager.default.temporaryDirectory.path + "/kfunclint-conf-\(UUID().uuidString)"
  private var build: Task<Void, any Error>?

  /// The program could not be built or does not accept its input.
  struct Failure: Error, CustomStringConvertible { let description: String }

  private init(_ release: String) { self.release = release }

  static func of(_ release: String) throws -> ConfProgram { try #require(programs[release]) }

  /// The tree of a release, or nil when there is none.
  static func tree(_ release: String) -> String? {
    guard let root = ProcessInfo.processInfo.environment["KFUNCLINT_KERNELS"], !root.isEmpty else { return nil }
    let path = root + "/linux-source-" + release
    return FileManager.default.fileExists(atPath: path + "/scripts/kconfig/Makefile") ? path : nil
  }

  /// Completes a `.config` for a Kconfig file of a test; returns the symbols that are on, without their prefix.
  func complete(_ settings: [ConfigurationSetting], kconfig: String) async throws -> [String: String] {
    try await prepare()
    let work = try scratchDirectory()
    defer { try? FileManager.default.removeItem(atPath: work) }
    try Data(kconfig.utf8).write(to: URL(fileURLWithPath: work + "/Kconfig"))
    return try await run(settings, in: work, environment: ["srctree": work])
  }

  /// Completes a `.config` for the kernel itself, with tools that can make BTF.
  func completeForKernel(_ settings: [ConfigurationSetting]) async throws -> [String: String] {
    try await prepare()
    let work = try scratchDirectory()
    defer { try? FileManager.default.removeItem(atPath: work) }
    let pahole = try tool("pahole", "echo v1.30", in: work)
    // Kconfig asks a compiler a hundred questions; this one says yes to all of them at once.
    let answers = "*-E*) echo GCC 12 2 0;; *--version*) echo 'GNU assembler (GNU Binutils) 2.40';;"
    let compiler = try tool("cc", "case \"$*\" in \(answers) esac", in: work)
    let tree = try #require(Self.tree(release))
    return try await run(
      settings, in: work,
      environment: [
        "srctree": tree, "SRCARCH": "x86", "ARCH": "x86", "KERNELVERSION": release, "CC": compiler, "LD": "ld",
        "HOSTCC": "gcc", "CC_VERSION_TEXT": "gcc", "RUSTC": "rustc", "BINDGEN": "bindgen", "PAHOLE": pahole,
        "RUSTC_VERSION_TEXT": "", "CLANG_FLAGS": "", "NM": "nm", "OBJCOPY": "objcopy", "AWK": "awk",
      ])
  }

  private func tool(_ name: String, _ script: String, in work: String) throws -> String {
    let path = work + "/" + name
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  private func run(
    _ settings: [ConfigurationSetting], in work: String, environment: [String: String]
  ) async throws -> [String: String] {
    let lines = settings.map { $0.value == "n" ? "# \($0.symbol) is not set" : "\($0.symbol)=\($0.value)" }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: work + "/.config"))
    let changes = Dictionary(
      uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0.key), Optional($0.value)) })
    let result = try await Subprocess.run(
      .path(FilePath(directory + "/scripts/kconfig/conf")), arguments: ["--olddefconfig", "Kconfig"],
      environment: .inherit.updating(changes), workingDirectory: FilePath(work),
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    guard case .exited(0) = result.terminationStatus else {
      let kconfig = (try? String(contentsOfFile: work + "/Kconfig", encoding: .utf8)) ?? ""
      throw Failure(description: "\(result.terminationStatus): \(result.standardError)\(lines) for\n\(kconfig)")
    }
    let text = try String(contentsOfFile: work + "/.config", encoding: .utf8)
    var values: [String: String] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("CONFIG_") {
      guard let equals = line.firstIndex(of: "=") else { continue }
      values[String(line[..<equals].dropFirst("CONFIG_".count))] = String(line[line.index(after: equals)...])
    }
    return values
  }

  private func scratchDirectory() throws -> String {
    let path = directory + "/run-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// Builds the program once; `allnoconfig` is the quickest target that does. The source tree is not written to.
  private func prepare() async throws {
    if build == nil {
      let (tree, directory) = (try #require(Self.tree(release)), directory)
      build = Task {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let result = try await Subprocess.run(
          .name("make"), arguments: ["-s", "-C", tree, "O=\(directory)", "ARCH=x86", "allnoconfig"],
          output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        guard case .exited(0) = result.terminationStatus else { throw Failure(description: result.standardError) }
      }
    }
    try await build?.value
  }
}

extension Formula {
  /// Whether the formula holds where symbols, without their prefix, have these values; the others are off.
  func holds(_ values: [String: String]) -> Bool {
    switch self {
    case .constant(let value): value
    case .not(let inner): !inner.holds(values)
    case .and(let parts): parts.allSatisfy { $0.holds(values) }
    case .or(let parts): parts.contains { $0.holds(values) }
    case .atom(.builtIn(let name)): values[String(name.dropFirst(7))] == "y"
    case .atom(.module(let name)): values[String(name.dropFirst(7))] == "m"
    case .atom(.enabled(let name)): ["y", "m"].contains(values[String(name.dropFirst(7))])
    case .atom(.reachable), .atom(.modularCode), .atom(.opaque): false
    }
  }
}
