/// Writes `kfunclint(1)` in the man macros (`groff_man(7)`) from what the commands say of themselves.
///
/// The page holds no date, so that the same program gives the same page.
struct ManualPage {
  private let program: CommandDescription
  private let version: String
  private var lines: [String] = []

  init(_ program: CommandDescription, version: String) {
    self.program = program
    self.version = version
  }

  /// The page, with a line feed at the end.
  var text: String {
    var page = self
    page.write()
    return page.lines.map { $0 + "\n" }.joined()
  }

  private mutating func write() {
    let name = program.commandName
    lines = [".TH \(name.uppercased()) 1 \"\" \"\(name) \(version)\" \"User Commands\""]
    section("NAME")
    let abstract = program.abstract.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 } ?? ""
    lines.append("\(name) \\- " + ManualPage.text(abstract.prefix(1).lowercased() + abstract.dropFirst()))
    section("SYNOPSIS")
    for command in program.shown { lines += [".B \(name) \(command.commandName)", ".RI [ options ]", ".br"] }
    lines += [".B \(name) \\-\\-version", ".br", ".B \(name) help", ".RI [ command ]"]
    section("DESCRIPTION")
    paragraphs(program.discussion ?? "")
    section("COMMANDS")
    for command in program.shown { write(command, path: [name]) }
    section("EXIT STATUS")
    for (code, meaning) in ManualPage.exitCodes { lines += [".TP", ".B \(code)", ManualPage.text(meaning)] }
    section("FILES")
    lines += [".TP", ".I .kfunclint.yaml"]
    lines.append("Settings of a tree, at its root; 'kfunclint config' prints them as such a file.")
    section("ENVIRONMENT")
    for (variable, meaning) in ManualPage.variables { lines += [".TP", ".B \(variable)", ManualPage.text(meaning)] }
    section("EXAMPLES")
    for (command, meaning) in ManualPage.examples {
      lines += [".TP", ".B \(ManualPage.text(command))", ManualPage.text(meaning)]
    }
    section("SEE ALSO")
    lines += [".BR git (1),", ".BR git\\-send\\-email (1),", ".BR clang (1)"]
  }

  private mutating func write(_ command: CommandDescription, path: [String]) {
    let path = path + [command.commandName]
    let arguments = (command.arguments ?? []).filter { $0.shouldDisplay && !ManualPage.isCommon($0) }
    let positional = arguments.filter { $0.kind == .positional }
    lines.append(".SS " + ManualPage.quoted(path.joined(separator: " ")))
    let places = positional.map { argument in
      let name = (argument.valueName ?? "argument") + (argument.isRepeating ? "..." : "")
      return argument.isOptional ? "[\(name)]" : name
    }
    lines += [".P", ".B " + ManualPage.text(path.joined(separator: " "))]
    let rest = (command.subcommands == nil ? ["[options]"] : ["command"]) + places
    lines += [".I " + ManualPage.text(rest.joined(separator: " ")), ".P"]
    lines.append(ManualPage.text(command.abstract ?? ""))
    if let discussion = command.discussion, !discussion.isEmpty {
      lines.append(".P")
      paragraphs(discussion)
    }
    for argument in arguments { write(argument) }
    for subcommand in command.shown { write(subcommand, path: path) }
  }

  private mutating func write(_ argument: CommandDescription.Argument) {
    let value = argument.kind == .flag ? "" : " \\fI" + ManualPage.text(argument.valueName ?? "") + "\\fR"
    let names = (argument.names ?? []).map { "\\fB" + ManualPage.text($0.spelling) + "\\fR" }
    lines += [
      ".TP", argument.kind == .positional ? value.drop { $0 == " " } + "" : names.joined(separator: ", ") + value,
    ]
    lines.append(ManualPage.text(argument.abstract ?? ""))
  }

  private mutating func section(_ title: String) { lines.append(".SH \(title)") }

  private mutating func paragraphs(_ text: String) {
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in parts { lines.append(line.isEmpty ? ".P" : ManualPage.text(String(line))) }
  }

  /// What every command has.
  private static func isCommon(_ argument: CommandDescription.Argument) -> Bool {
    argument.kind == .flag && ["help", "version"].contains(argument.names?.last?.name)
  }

  // MARK: Texts

  /// `LintSession` and `CommandFailure` give these codes.
  private static let exitCodes = [
    ("0", "Nothing at or above --fail-on. Also with findings, with --format mail and b4."),
    ("1", "Findings."), ("2", "A mistake in the command, the configuration or a rule file."),
    ("3", "The analysis is incomplete, or a part of a patch does not apply; findings of the rest are shown."),
    ("4", "An internal error, or no usable libclang."),
  ]

  private static let variables = [
    ("KFUNCLINT_LIBCLANG", "The libclang to load instead of the one of the LLVM that the program was built for."),
    ("NO_COLOR", "Without --color, nothing is coloured."),
    ("GITHUB_WORKSPACE, CI_PROJECT_DIR", "Paths in the formats github and gitlab are relative to these."),
  ]

  private static let examples = [
    ("kfunclint lint", "Lint the kernel tree around the current directory."),
    ("kfunclint lint --patch series.mbox", "Show what a mailed series brings."),
    ("kfunclint lint --range origin/main..HEAD", "Show what the commits of a branch bring, one by one."),
    ("kfunclint lint --patch mail.eml --format mail", "Write the answer to a patch."),
    ("kfunclint lint --output sarif:kfunclint.sarif", "Also write a report for code scanning."),
    ("kfunclint explain KF_RET_NULL", "Say what a flag means."),
  ]

  // MARK: Roff

  /// One line of text: what roff would obey is escaped.
  private static func text(_ text: String) -> String {
    let line = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\n", with: " ")
    return line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
  }

  private static func quoted(_ text: String) -> String { "\"\(ManualPage.text(text).replacing("\"", with: "\\(dq"))\"" }
}
