import Foundation

// Usage: EmbedRulesTool RULES-DIRECTORY OUTPUT.swift RELATIVE-PATH...
// Writes the named files as one dictionary of string literals.
let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
  FileHandle.standardError.write(Data("usage: EmbedRulesTool DIRECTORY OUTPUT FILE...\n".utf8))
  exit(2)
}

/// Writes a raw string literal with enough `#` that nothing in the text is special.
func literal(_ text: String) -> String {
  var hashes = "#"
  while text.contains("\"" + hashes) || text.contains("\\" + hashes) { hashes += "#" }
  return "\(hashes)\"\"\"\n\(text)\n\"\"\"\(hashes)"
}

let root = URL(fileURLWithPath: arguments[1])
var output =
  "// Made by EmbedRulesTool from the files in Rules; do not edit.\n\nlet embeddedRuleFiles: [String: String] = [\n"
if arguments.count == 3 { output += "  :\n" }
for path in arguments[3...].sorted() {
  do {
    let data = try Data(contentsOf: root.appendingPathComponent(path))
    output +=
      "  \(literal(path).replacingOccurrences(of: "\n", with: "\n")):\n\(literal(String(decoding: data, as: UTF8.self))),\n"
  } catch {
    FileHandle.standardError.write(Data("error: cannot read '\(path)': \(error)\n".utf8))
    exit(1)
  }
}
output += "]\n"
do {
  try Data(output.utf8).write(to: URL(fileURLWithPath: arguments[2]), options: .atomic)
} catch {
  FileHandle.standardError.write(Data("error: cannot write '\(arguments[2])': \(error)\n".utf8))
  exit(1)
}
