import Foundation

/// What the argument parser knows of a command: the part of its machine-readable help that the manual needs.
struct CommandDescription: Decodable {
  var commandName: String
  var abstract: String?
  var discussion: String?
  var shouldDisplay: Bool
  var subcommands: [CommandDescription]?
  var arguments: [Argument]?

  struct Argument: Decodable {
    enum Kind: String, Decodable { case positional, option, flag }

    struct Name: Decodable {
      var kind: String
      var name: String

      /// As it is written on the command line.
      var spelling: String { (kind == "long" ? "--" : "-") + name }
    }

    var kind: Kind
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var isOptional: Bool
    var isRepeating: Bool
    var shouldDisplay: Bool
  }

  /// Describes the whole program.
  static func program() throws -> CommandDescription {
    struct Help: Decodable { var command: CommandDescription }
    return try JSONDecoder().decode(Help.self, from: Data(KfunclintCommand._dumpHelp().utf8)).command
  }

  /// The subcommands that people are meant to see.
  var shown: [CommandDescription] { (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" } }
}
