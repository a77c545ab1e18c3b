import SourceText

/// The command that kbuild saved beside an object, in `.NAME.o.cmd`.
public struct SavedCommand: Hashable, Sendable {
  /// The compiler and its arguments, as words.
  public let words: [String]
  /// The C file that was compiled, as kbuild wrote it; relative to the build directory or absolute.
  public let source: String?

  /// Reads the text of a `.cmd` file; nil when it holds no command of a compiler that can be split into words.
  ///
  /// The first line is `savedcmd_OBJECT := COMMAND` (before 6.2 `cmd_OBJECT`), in which `scripts/Kbuild.include`
  /// (make-cmd) doubled dollars and wrote number signs as `$(pound)`.
  public init?(_ text: String) {
    var command: String?
    var source: String?
    for line in text.split(separator: "\n") {
      guard let separator = line.firstRange(of: " := ") else { continue }
      let name = line[..<separator.lowerBound]
      let value = line[separator.upperBound...]
      if command == nil, name.hasPrefix("savedcmd_") || name.hasPrefix("cmd_") { command = Self.unescaped(value) }
      if name.hasPrefix("source_") { source = String(value) }
    }
    guard let command, let words = try? ShellWords.firstCommand(command), words.count > 1 else { return nil }
    self.words = words
    self.source = source
  }

  /// Reads the command saved for an object of a build directory; `object` is relative, such as `kernel/bpf/helpers.o`.
  public init?(object: String, in buildDirectory: String) {
    let directory = PathText.directory(of: object)
    let name = ".\(PathText.name(of: object)).cmd"
    guard let text = RegularFile.text("\(buildDirectory)/\(directory)/\(name)") else { return nil }
    self.init(text)
  }

  private static func unescaped(_ value: Substring) -> String {
    String(value).replacing("$(pound)", with: "#").replacing("$$", with: "$")
  }
}
