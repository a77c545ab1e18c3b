/// The keys of a configuration file: the long options whose value can be of use to everybody who works on a tree, and what has no
/// option.
enum ConfigurationKey: String, CaseIterable {
  case requires, tree
  case buildDirectory = "build-dir"
  case compileCommands = "compile-commands"
  case architecture = "arch"
  case kernelVersion = "kernel-version"
  case exclude, jobs, timeout
  case precompiledHeader = "precompiled-header"
  case facts, rules, select, ignore, severity
  case failOn = "fail-on"
  case baseline, format, color, quiet, statistics, severities, suppressions

  /// Options that a file cannot hold: those that choose the work of one run, and those that write files, since a file in a tree that
  /// one has been given must not decide what is written.
  static let commandLineOnly = [
    "output", "facts-out", "write-baseline", "config", "no-config", "patch", "range", "commit", "staged", "all", "fix",
    "unsafe-fixes", "diff", "dump", "cache-dir", "no-cache",
  ]
}
