import ClangFrontend
import SourceText

/// Builds the precompiled header that the files of a group share. Runs in a process of its own, the only one that may write.
public enum PrecompiledHeader {
  /// Parses the headers without function bodies and writes the result.
  ///
  /// The macro record must be part of it: without, macro uses of the files that use it vanish, silently.
  /// - Returns: the files that were read for it.
  /// - Throws: ``ParseError``, also when the headers have errors, since nothing may be built on a broken base.
  public static func build(
    output: String, arguments: [String], prefixIncludes: [String], unsavedFiles: [UnsavedFile],
    library: LibClang
  ) throws(ParseError) -> Set<FileRead> {
    let name = output + ".h"
    let lines = prefixIncludes.map { "#include \"\($0)\"" }
    let source = UnsavedFile(path: name, contents: Array((lines.joined(separator: "\n") + "\n").utf8))
    let index = try Index(library: library)
    // The last `-x` wins: the arguments say C, this is a header.
    let unit = try TranslationUnit(
      index: index, file: name, arguments: arguments + ["-x", "c-header"], unsavedFiles: unsavedFiles + [source],
      options: [.precompiledHeader, .skipBodies, .macroRecord])
    guard unit.diagnostics().isEmpty else { throw .failed(code: 1) }
    try unit.save(to: output)
    return unit.reads().filter { $0.path != name }
  }
}
