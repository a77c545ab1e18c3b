import ClangFrontend

/// The version of this program.
enum ToolVersion {
  static let number = "0.1.0"

  /// What `--version` prints: the program's version and the libclang it was built for.
  static var text: String {
    let headers = LibClang.headerMajor.map { "LLVM \($0)" } ?? LibClang.headerPrefix
    return "kfunclint \(number) (libclang of \(headers))"
  }
}
