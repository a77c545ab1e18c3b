/// A fenced block of `README.md` with the `<!-- test: ... -->` comment right above it.
struct ReadmeBlock: Hashable {
  /// What follows the opening fence, such as `sh`.
  var language: String
  /// What the comment says; nil without one.
  var test: String?
  var lines: [String]

  /// Returns the blocks of a Markdown text, in order.
  static func blocks(in markdown: String) -> [ReadmeBlock] {
    var blocks: [ReadmeBlock] = []
    var open: ReadmeBlock?
    var comment: String?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if var block = open {
        if line == "```" {
          blocks.append(block)
          open = nil
          comment = nil
        } else {
          block.lines.append(line)
          open = block
        }
      } else if line.hasPrefix("```") {
        open = ReadmeBlock(language: String(line.dropFirst(3)), test: comment, lines: [])
      } else if line.hasPrefix("<!-- test: "), line.hasSuffix(" -->") {
        comment = String(line.dropFirst("<!-- test: ".count).dropLast(" -->".count))
      } else {
        comment = nil
      }
    }
    return blocks
  }

  /// How a block is tested.
  enum Check: Hashable {
    /// Each line is a command of `.ci/run`.
    case gate
    /// Run by these tests, in a directory, with the exit code of the last command; all others must succeed or find something. Each
    /// prints something, but for blocks that say `prints nothing`.
    case run(directory: String, exitCode: Int, needs: String?, isSilent: Bool)
    /// The output of the block before.
    case output
    /// A file that later blocks use, relative to the directories that they run in.
    case file(String)
  }

  /// What the comment asks for; nil when there is none or it cannot be read.
  var check: Check? {
    guard let test else { return nil }
    if test == ".ci/run" { return .gate }
    if test == "output" { return .output }
    if test.hasPrefix("file ") { return .file(String(test.dropFirst(5))) }
    var directory: String?
    var exitCode: Int?
    var needs: String?
    var isSilent = false
    for part in test.split(separator: ",") {
      let words = part.split(separator: " ")
      guard words.count == 2 else { return nil }
      switch words[0] {
      case "in": directory = String(words[1])
      case "exit": exitCode = Int(words[1])
      case "needs": needs = String(words[1])
      case "prints" where words[1] == "nothing": isSilent = true
      default: return nil
      }
    }
    guard let directory, let exitCode else { return nil }
    return .run(directory: directory, exitCode: exitCode, needs: needs, isSilent: isSilent)
  }
}
