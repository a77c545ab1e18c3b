import CLibclang
import SourceText

/// One parsed main file with everything it includes (`CXTranslationUnit`).
public final class TranslationUnit {
  let library: LibClang
  let handle: CXTranslationUnit
  /// Keeps the index alive: a translation unit must not outlive it.
  private let index: Index

  /// How to parse.
  public struct Options: OptionSet, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Record macro definitions and expansions.
    public static let macroRecord = Options(rawValue: UInt32(CXTranslationUnit_DetailedPreprocessingRecord.rawValue))
    /// Show attributed types. Without, libclang replaces such a type by the one inside and loses the qualifiers in front of it.
    public static let attributedTypes = Options(rawValue: UInt32(CXTranslationUnit_IncludeAttributedTypes.rawValue))
    /// Leave function bodies out.
    public static let skipBodies = Options(rawValue: UInt32(CXTranslationUnit_SkipFunctionBodies.rawValue))
    /// The file is a header to be saved as precompiled header.
    public static let precompiledHeader = Options(
      rawValue: UInt32(CXTranslationUnit_Incomplete.rawValue) | UInt32(CXTranslationUnit_ForSerialization.rawValue))
    /// Go on after fatal errors, as missing includes are.
    public static let keepGoing = Options(rawValue: UInt32(CXTranslationUnit_KeepGoing.rawValue))
  }

  /// Parses a file.
  ///
  /// - Parameter arguments: compiler arguments without program name and input file.
  /// - Throws: ``ParseError`` when there is no translation unit at all; errors in the code are ``diagnostics()``.
  public init(
    index: Index, file: String, arguments: [String], unsavedFiles: [UnsavedFile], options: Options
  ) throws(ParseError) {
    library = index.library
    self.index = index
    var unit: CXTranslationUnit?
    let functions = library.functions
    let code = withCStrings(arguments) { argumentPointers in
      withUnsaved(unsavedFiles) { unsaved in
        functions.parseTranslationUnit2(
          index.handle, file, argumentPointers, Int32(arguments.count), unsaved, UInt32(unsavedFiles.count),
          options.rawValue, &unit)
      }
    }
    guard code == CXError_Success, let unit else {
      if code == CXError_Crashed { throw .crashed }
      if code == CXError_ASTReadError { throw .unusablePrecompiledHeader }
      throw .failed(code: Int(code.rawValue))
    }
    handle = unit
  }

  deinit { library.functions.disposeTranslationUnit(handle) }

  /// Writes the unit as a precompiled header.
  ///
  /// - Throws: ``ParseError/notSaved(code:)``.
  public func save(to path: String) throws(ParseError) {
    let code = library.functions.saveTranslationUnit(handle, path, 0)
    if code != Int32(CXSaveError_None.rawValue) { throw .notSaved(code: Int(code)) }
  }

  /// The root cursor.
  public var root: Cursor { Cursor(unit: self, raw: library.functions.getTranslationUnitCursor(handle)) }

  /// Returns the parser's handle for a file, nil when there is none. That it exists does not mean that it was read: ask ``includes(_:)``.
  public func file(_ path: String) -> File? {
    library.functions.getFile(handle, path).map { File(raw: $0) }
  }

  /// A file of the unit; compare with ``TranslationUnit/isSame(_:_:)``.
  public struct File {
    let raw: CXFile
  }

  /// Tells whether two handles denote the same file.
  public func isSame(_ left: File, _ right: File) -> Bool {
    guard library.functions.File_isEqual(left.raw, right.raw) != 0 else { return false }
    // libclang compares by device and inode, and files in memory that are not on disk have none.
    return left.raw == right.raw || isOnDisk(left) || name(of: left) == name(of: right)
  }

  private func isOnDisk(_ file: File) -> Bool {
    var identity = CXFileUniqueID()
    guard library.functions.getFileUniqueID(file.raw, &identity) == 0 else { return false }
    return identity.data.0 != 0 || identity.data.1 != 0
  }

  /// Tells whether the parse read a file, as its main file or through an include. O(files).
  public func includes(_ file: File) -> Bool {
    let search = InclusionSearch(unit: self, file: file)
    withExtendedLifetime(search) {
      library.functions.getInclusions(
        handle,
        { included, _, _, data in
          guard let included, let data else { return }
          let search = Unmanaged<InclusionSearch>.fromOpaque(data).takeUnretainedValue()
          if search.unit.isSame(File(raw: included), search.file) { search.isFound = true }
        }, Unmanaged.passUnretained(search).toOpaque())
    }
    return search.isFound
  }

  /// Returns every file that the parse read, with each that includes it. What a precompiled header brought is not among them.
  public func reads() -> Set<FileRead> {
    let collection = ReadCollection(unit: self)
    withExtendedLifetime(collection) {
      library.functions.getInclusions(
        handle,
        { included, stack, depth, data in
          guard let included, let data else { return }
          let collection = Unmanaged<ReadCollection>.fromOpaque(data).takeUnretainedValue()
          let unit = collection.unit
          let includer = depth > 0 ? stack.flatMap { unit.place(of: $0[0]).file } : nil
          collection.reads.insert(
            FileRead(path: unit.name(of: File(raw: included)), includer: includer.map { unit.name(of: $0) }))
        }, Unmanaged.passUnretained(collection).toOpaque())
    }
    return collection.reads
  }

  /// Returns the name of a file as the parser found it.
  public func name(of file: File) -> String { library.take(library.functions.getFileName(file.raw)) }

  /// Returns the spans of a file that its conditional directives left out. O(n).
  public func skippedRanges(in file: File) -> [Range<Int>] {
    guard let list = library.functions.getSkippedRanges(handle, file.raw) else { return [] }
    defer { library.functions.disposeSourceRangeList(list) }
    return (0..<Int(list.pointee.count)).map { span(of: list.pointee.ranges[$0]) }
  }

  /// Errors and fatal errors of the parse, in order. Warnings are left out.
  public func diagnostics() -> [Diagnostic] {
    let functions = library.functions
    var result: [Diagnostic] = []
    for number in 0..<functions.getNumDiagnostics(handle) {
      guard let diagnostic = functions.getDiagnostic(handle, number) else { continue }
      defer { functions.disposeDiagnostic(diagnostic) }
      let severity = functions.getDiagnosticSeverity(diagnostic)
      guard severity == CXDiagnostic_Error || severity == CXDiagnostic_Fatal else { continue }
      let place = place(of: functions.getDiagnosticLocation(diagnostic))
      result.append(
        Diagnostic(
          isFatal: severity == CXDiagnostic_Fatal, message: library.take(functions.getDiagnosticSpelling(diagnostic)),
          file: place.file, line: place.line, offset: place.offset))
    }
    return result
  }

  /// An error that the parser reported about the code.
  public struct Diagnostic {
    public var isFatal: Bool
    public var message: String
    public var file: File?
    public var line: Int
    public var offset: Int
  }

  /// Where a location is in the file that a person edits: inside a macro's use, the use.
  func place(of location: CXSourceLocation) -> (file: File?, line: Int, offset: Int) {
    var file: CXFile?
    var line: UInt32 = 0
    var column: UInt32 = 0
    var offset: UInt32 = 0
    library.functions.getFileLocation(location, &file, &line, &column, &offset)
    return (file.map { File(raw: $0) }, Int(line), Int(offset))
  }

  /// The same as a position in that file.
  func position(of location: CXSourceLocation) -> SourcePosition {
    var line: UInt32 = 0
    var column: UInt32 = 0
    var offset: UInt32 = 0
    library.functions.getFileLocation(location, nil, &line, &column, &offset)
    return SourcePosition(offset: Int(offset), line: Int(line), column: Int(column))
  }

  /// The bytes of a range in the file of its start.
  func span(of range: CXSourceRange) -> Range<Int> {
    let start = place(of: library.functions.getRangeStart(range)).offset
    let end = place(of: library.functions.getRangeEnd(range)).offset
    return start..<max(start, end)
  }
}

/// Looks for a file through libclang's C callback.
private final class InclusionSearch {
  let unit: TranslationUnit
  let file: TranslationUnit.File
  var isFound = false

  init(unit: TranslationUnit, file: TranslationUnit.File) {
    self.unit = unit
    self.file = file
  }
}

/// Collects files through libclang's C callback.
private final class ReadCollection {
  let unit: TranslationUnit
  var reads: Set<FileRead> = []

  init(unit: TranslationUnit) { self.unit = unit }
}

/// Calls the body with C strings that live as long as the call.
private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
) -> Result {
  var storage: [CChar] = []
  var starts: [Int] = []
  for string in strings {
    starts.append(storage.count)
    storage.append(contentsOf: string.utf8CString)
  }
  return storage.withUnsafeBufferPointer { buffer in
    let pointers = starts.map { start in buffer.baseAddress.map { UnsafePointer($0 + start) } }
    return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}

/// Calls the body with the files in libclang's form, alive as long as the call.
private func withUnsaved<Result>(
  _ files: [UnsavedFile], _ body: (UnsafeMutablePointer<CXUnsavedFile>?) -> Result
) -> Result {
  var storage: [CChar] = []
  var starts: [(name: Int, contents: Int)] = []
  for file in files {
    let name = storage.count
    storage.append(contentsOf: file.path.utf8CString)
    starts.append((name, storage.count))
    storage.append(contentsOf: file.contents.lazy.map { CChar(bitPattern: $0) })
    storage.append(0)
  }
  return storage.withUnsafeBufferPointer { buffer in
    var list = zip(files, starts).compactMap { file, start -> CXUnsavedFile? in
      guard let base = buffer.baseAddress else { return nil }
      return CXUnsavedFile(
        Filename: base + start.name, Contents: base + start.contents, Length: UInt(file.contents.count))
    }
    return list.withUnsafeMutableBufferPointer { body($0.baseAddress) }
  }
}
