import CLibclang

/// A set of translation units that may share precompiled headers (`CXIndex`). Not thread-safe; each thread has its own.
public final class Index {
  let library: LibClang
  let handle: CXIndex

  /// Creates an index whose translation units leave out the declarations of precompiled headers when they are visited,
  /// which would otherwise cost ten times the parse.
  ///
  /// - Throws: ``ParseError/failed(code:)`` when libclang refuses.
  public init(library: LibClang, excludesPrecompiledDeclarations: Bool = true) throws(ParseError) {
    guard let handle = library.functions.createIndex(excludesPrecompiledDeclarations ? 1 : 0, 0) else {
      throw .failed(code: 1)
    }
    self.library = library
    self.handle = handle
  }

  deinit { library.functions.disposeIndex(handle) }
}

/// An in-memory file given to the parser in place of, or in addition to, one on disk.
public struct UnsavedFile: Hashable, Sendable {
  public var path: String
  public var contents: [UInt8]

  public init(path: String, contents: [UInt8]) {
    self.path = path
    self.contents = contents
  }
}

/// Why there is no translation unit. The codes are those of `CXErrorCode`.
public enum ParseError: Error, Hashable, Sendable, CustomStringConvertible {
  case failed(code: Int)
  /// libclang crashed and recovered (`CXError_Crashed`).
  case crashed
  /// A precompiled header does not fit the arguments or the files it was made from (`CXError_ASTReadError`).
  case unusablePrecompiledHeader
  /// A precompiled header could not be written.
  case notSaved(code: Int)

  public var description: String {
    switch self {
    case .failed(let code): "libclang returned error \(code)"
    case .crashed: "libclang crashed"
    case .unusablePrecompiledHeader: "the precompiled header does not fit"
    case .notSaved(let code): "the precompiled header could not be saved (error \(code))"
    }
  }
}
