import SourceText

/// Keeps the compiler flags that decide how C is read, and drops everything else.
///
/// Command lines come from build directories and databases of others. libclang would write the files that `-MD`,
/// `-MF` or `-dependency-file` name, read whatever `-include` or `-ivfsoverlay` name, and change the language for
/// `-x c++`; gcc's own flags make it fail. So only what is known to be needed passes.
public struct FlagAllowList: Sendable {
  /// The flags that passed, and those that did not, both in their order.
  public struct Result: Hashable, Sendable {
    public var kept: [String] = []
    public var dropped: [String] = []

    public init(kept: [String] = [], dropped: [String] = []) {
      self.kept = kept
      self.dropped = dropped
    }
  }

  /// Relative paths start here.
  private let directory: String
  /// Files and directories must lie below one of these; nil allows every path.
  private let allowedRoots: [String]?

  /// - Parameters:
  ///   - directory: absolute; where the compiler was started.
  ///   - allowedRoots: absolute directories in which `-I` and `-include` may point; nil for a user's own arguments.
  public init(directory: String, allowedRoots: [String]?) {
    self.directory = directory
    self.allowedRoots = allowedRoots?.map { RegularFile.realPath($0) ?? PathText.normalized($0) }
  }

  private static let exact: Set<String> = [
    "-nostdinc", "-m64", "-m32", "-fshort-wchar", "-fsigned-char", "-funsigned-char", "-fms-extensions",
    "-mno-sse", "-mno-mmx", "-mno-sse2", "-mno-avx",
  ]
  private static let pathFlags = ["-include", "-isystem", "-iquote", "-I"]

  /// Filters the arguments of one command, without the compiler's name. Paths become absolute. O(n).
  ///
  /// Joined (`-Idir`) and two-word (`-I dir`) forms are understood. The input file and the output count as dropped.
  public func filter(_ arguments: [String]) -> Result {
    var result = Result()
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      if Self.exact.contains(argument) || Self.isLanguageOption(argument) {
        result.kept.append(argument)
      } else if argument == "-D" || argument == "-U" {
        guard index < arguments.count else {
          result.dropped.append(argument)
          break
        }
        take(macro: argument + arguments[index], into: &result)
        index += 1
      } else if argument.hasPrefix("-D") || argument.hasPrefix("-U") {
        take(macro: argument, into: &result)
      } else if let flag = Self.pathFlags.first(where: { Self.matches(argument, pathFlag: $0) }) {
        var path = String(argument.dropFirst(flag.count))
        if path.isEmpty {
          guard index < arguments.count else {
            result.dropped.append(argument)
            break
          }
          path = arguments[index]
          index += 1
        }
        take(flag: flag, path: path, into: &result)
      } else {
        result.dropped.append(argument)
        // The value of a two-word flag must not be taken for a flag of its own.
        if Self.takesValue.contains(argument), index < arguments.count {
          result.dropped.append(arguments[index])
          index += 1
        }
      }
    }
    return result
  }

  /// `-include-pch` and `-isystem-after` begin like flags that are allowed, but are others. `-include` has no joined
  /// form in Kbuild's commands.
  private static func matches(_ argument: String, pathFlag: String) -> Bool {
    switch pathFlag {
    case "-include": argument == "-include"
    case "-isystem": argument.hasPrefix("-isystem") && !argument.hasPrefix("-isystem-")
    default: argument.hasPrefix(pathFlag)
    }
  }

  private static let takesValue: Set<String> = [
    "-o", "-x", "-MF", "-MT", "-MQ", "-MJ", "-Xclang", "-Xpreprocessor", "-Xassembler", "-Xlinker", "-mllvm", "-target",
    "-arch", "-imacros", "-include-pch", "-ivfsoverlay", "-isysroot", "-idirafter", "-iprefix", "-iwithprefix",
    "-iwithprefixbefore", "-iframework", "-F", "-L", "-T", "-u", "-z", "-e", "--param", "-aux-info", "-wrapper",
    "-dependency-file", "--serialize-diagnostics", "-serialize-diagnostics", "-gen-cdb-fragment-path",
    "-working-directory",
    "--sysroot", "--config",
  ]

  private static func isLanguageOption(_ argument: String) -> Bool {
    for prefix in ["-std=", "-mcmodel="] where argument.hasPrefix(prefix) {
      return argument.utf8.dropFirst(prefix.utf8.count).allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) || $0 == UInt8(ascii: ":")
      } && !argument.contains("++")
    }
    return false
  }

  private func take(macro: String, into result: inout Result) {
    // A macro must begin with a name; everything after it is only text to the preprocessor.
    guard let first = macro.utf8.dropFirst(2).first,
      first == UInt8(ascii: "_") || (0x41...0x5a).contains(first) || (0x61...0x7a).contains(first)
    else {
      result.dropped.append(macro)
      return
    }
    result.kept.append(macro)
  }

  private func take(flag: String, path: String, into result: inout Result) {
    guard !path.isEmpty, path.utf8.first != UInt8(ascii: "-"), path.utf8.first != UInt8(ascii: "="),
      !path.utf8.contains(0)
    else {
      result.dropped += [flag, path]
      return
    }
    let absolute = PathText.absolute(path, in: directory)
    guard isAllowed(absolute, mustBeFile: flag == "-include") else {
      result.dropped += [flag, path]
      return
    }
    result.kept += flag == "-I" ? ["-I" + absolute] : [flag, absolute]
  }

  /// A directory that does not exist is harmless and common (`arch/x86/include/generated` before the first build), as
  /// long as its text stays inside.
  private func isAllowed(_ path: String, mustBeFile: Bool) -> Bool {
    if mustBeFile, !RegularFile.exists(path) { return false }
    guard let allowedRoots else { return true }
    let real = RegularFile.realPath(path) ?? PathText.normalized(path)
    return allowedRoots.contains { PathText.relative(real, below: $0) != nil }
  }
}
