import Foundation
import PackagePlugin

/// Embeds every YAML file, stub header and schema below `Rules` into the `BuiltinRules` module.
///
/// A bundle would not be found once the binary is moved, and byte-array literals of this size take minutes to compile.
@main
struct EmbedRules: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    let root = target.directoryURL
    let files = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      .filter { path in [".yaml", ".h", ".json"].contains { path.hasSuffix($0) } }
      .sorted()
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedRuleFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files of Rules",
        executable: try context.tool(named: "EmbedRulesTool").url,
        arguments: [root.path, output.path] + files,
        inputFiles: files.map { root.appending(path: $0) },
        outputFiles: [output])
    ]
  }
}
