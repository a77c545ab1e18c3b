import Foundation
import SourceText

/// Works out under which names the preprocessor looked for files before it found them: a file that appears under one of them
/// would be read instead.
enum IncludeProbes {
  /// Returns the directories of a command line that includes are searched in, in their order; nil when one is not absolute, so
  /// that where it is depends on who runs the program.
  static func directories(of arguments: [String]) -> [String]? {
    var groups: [[String]] = [[], [], [], []]
    let options = ["-iquote", "-I", "-isystem", "-idirafter"]
    var index = 0
    while index < arguments.count {
      defer { index += 1 }
      guard let group = options.firstIndex(where: { arguments[index].hasPrefix($0) }) else { continue }
      var directory = String(arguments[index].dropFirst(options[group].utf8.count))
      if directory.isEmpty, index + 1 < arguments.count {
        index += 1
        directory = arguments[index]
      }
      guard directory.hasPrefix("/") else { return nil }
      groups[group].append(directory)
    }
    return groups.flatMap { $0 }
  }

  /// Returns every name that may have been tried in vain: each file's name in the directories before the one that has it, and
  /// beside the file that includes it. Some were not tried; they do no harm unless a file of such a name comes.
  static func names(tried reads: [FileRead], in directories: [String]) -> Set<String> {
    let working = FileManager.default.currentDirectoryPath
    let found = Set(reads.map(\.path))
    var names = Set<String>()
    for read in reads {
      for (index, directory) in directories.enumerated() where read.path.hasPrefix(directory + "/") {
        let name = read.path.dropFirst(directory.utf8.count)
        for earlier in directories[..<index] { names.insert(earlier + name) }
        // What the command line includes is searched for in the working directory first.
        let beside = read.includer.map { $0[..<($0.lastIndex(of: "/") ?? $0.startIndex)] } ?? working[...]
        names.insert(String(beside) + name)
      }
    }
    return names.subtracting(found)
  }
}
