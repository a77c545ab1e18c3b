import ArgumentParser

/// `kfunclint __manual`: the manual page. Hidden: `make install` uses it.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "__manual", abstract: "Print the manual page.", shouldDisplay: false)

  func run() throws {
    let program: CommandDescription
    do {
      program = try CommandDescription.program()
    } catch {
      throw CommandFailure(
        message: "the commands cannot be described: \(error)", remedy: "this is a defect of kfunclint", exitCode: 4)
    }
    StandardStreams.write(ManualPage(program, version: ToolVersion.number).text)
  }
}
