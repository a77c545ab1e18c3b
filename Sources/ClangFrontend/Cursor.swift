import CLibclang
import SourceText

/// A node of the syntax tree or of the macro record (`CXCursor`).
public struct Cursor {
  public let unit: TranslationUnit
  let raw: CXCursor

  private var functions: kfl_libclang { unit.library.functions }

  init(unit: TranslationUnit, raw: CXCursor) {
    self.unit = unit
    self.raw = raw
  }

  /// What the node is; kinds without a use here are `other`.
  public enum Kind: Sendable {
    case function, parameter, variable, field, structure, union, typedef, macroDefinition, macroExpansion, other
  }

  public var kind: Kind {
    switch functions.getCursorKind(raw) {
    case CXCursor_FunctionDecl: .function
    case CXCursor_ParmDecl: .parameter
    case CXCursor_VarDecl: .variable
    case CXCursor_FieldDecl: .field
    case CXCursor_StructDecl: .structure
    case CXCursor_UnionDecl: .union
    case CXCursor_TypedefDecl: .typedef
    case CXCursor_MacroDefinition: .macroDefinition
    case CXCursor_MacroExpansion: .macroExpansion
    default: .other
    }
  }

  /// Whether it is an expression that names a declaration (`CXCursor_DeclRefExpr`).
  public var isReferenceExpression: Bool { functions.getCursorKind(raw) == CXCursor_DeclRefExpr }

  public var spelling: String { unit.library.take(functions.getCursorSpelling(raw)) }

  /// The tag of a struct, union or enum; empty for one without, also where a typedef gives it a name. Releases of libclang
  /// disagree about the spelling of those; the USR tells them apart (`c:@SA@name` names a type without tag).
  public var tag: String {
    let name = spelling
    if name.isEmpty || name.contains(" ") || name.contains("(") { return "" }
    let usr = unit.library.take(functions.getCursorUSR(raw))
    let isUntagged = ["@SA@", "@UA@", "@EA@"].contains { usr.hasSuffix($0 + name) }
    return isUntagged ? "" : name
  }

  /// Where the node's name stands.
  public var place: (file: TranslationUnit.File?, line: Int, offset: Int) {
    unit.place(of: functions.getCursorLocation(raw))
  }

  /// Where the node's name stands, with its column.
  public var position: SourcePosition {
    unit.position(of: functions.getCursorLocation(raw))
  }

  /// The bytes of the node, in the file of ``place``.
  public var span: Range<Int> { unit.span(of: functions.getCursorExtent(raw)) }

  /// The file in which the node starts.
  public var file: TranslationUnit.File? { place.file }

  public var isNull: Bool { functions.Cursor_isNull(raw) != 0 }
  public var isDefinition: Bool { functions.isCursorDefinition(raw) != 0 }
  public var isAnonymous: Bool { functions.Cursor_isAnonymous(raw) != 0 }
  public var isBitField: Bool { functions.Cursor_isBitField(raw) != 0 }
  public var hasExternalLinkage: Bool { functions.getCursorLinkage(raw) == CXLinkage_External }

  public var type: CType { CType(unit: unit, raw: functions.getCursorType(raw)) }
  public var resultType: CType { CType(unit: unit, raw: functions.getCursorResultType(raw)) }

  /// What the node refers to; for a macro expansion the macro's definition.
  public var referenced: Cursor? { nonNull(functions.getCursorReferenced(raw)) }
  /// The definition of the entity declared, nil when the unit has none.
  public var definition: Cursor? { nonNull(functions.getCursorDefinition(raw)) }
  /// The first declaration of the entity.
  public var canonical: Cursor { Cursor(unit: unit, raw: functions.getCanonicalCursor(raw)) }

  /// The parameters of a function declaration.
  public var arguments: [Cursor] {
    (0..<max(0, functions.Cursor_getNumArguments(raw))).map {
      Cursor(unit: unit, raw: functions.Cursor_getArgument(raw, UInt32($0)))
    }
  }

  /// Calls the body for each child, without descending.
  public func forEachChild(_ body: (Cursor) -> Void) {
    withoutActuallyEscaping(body) { escapable in
      let context = VisitContext(unit: unit, body: escapable)
      withExtendedLifetime(context) {
        _ = functions.visitChildren(
          raw,
          { cursor, _, data in
            guard let data else { return CXChildVisit_Break }
            let context = Unmanaged<VisitContext>.fromOpaque(data).takeUnretainedValue()
            context.body(Cursor(unit: context.unit, raw: cursor))
            return CXChildVisit_Continue
          }, Unmanaged.passUnretained(context).toOpaque())
      }
      context.finish()
    }
  }

  /// Calls the body for each cursor below this one, in the order of the text.
  public func forEachDescendant(_ body: (Cursor) -> Void) {
    forEachChild { child in
      body(child)
      child.forEachDescendant(body)
    }
  }

  /// The children in order.
  public var children: [Cursor] {
    var result: [Cursor] = []
    forEachChild { result.append($0) }
    return result
  }

  private func nonNull(_ cursor: CXCursor) -> Cursor? {
    functions.Cursor_isNull(cursor) == 0 ? Cursor(unit: unit, raw: cursor) : nil
  }
}

extension Cursor: Equatable {
  public static func == (left: Cursor, right: Cursor) -> Bool {
    left.functions.equalCursors(left.raw, right.raw) != 0
  }
}

/// Carries a closure through libclang's C callback.
private final class VisitContext {
  let unit: TranslationUnit
  private(set) var body: (Cursor) -> Void

  init(unit: TranslationUnit, body: @escaping (Cursor) -> Void) {
    self.unit = unit
    self.body = body
  }

  /// Lets go of the closure, which must not outlive the visit.
  func finish() { body = { _ in } }
}
