import CLibclang

/// A C type (`CXType`), with the wrappers that differ between LLVM releases (elaborated, attributed) looked through.
public struct CType {
  public let unit: TranslationUnit
  let raw: CXType

  private var functions: kfl_libclang { unit.library.functions }

  init(unit: TranslationUnit, raw: CXType) {
    self.unit = unit
    self.raw = raw
  }

  /// What the type is, after elaborated and attributed wrappers. Typedefs are kept.
  public indirect enum Shape {
    case void
    case bool
    /// An integer by its C name in GCC's spelling, which BTF has (`long unsigned int`).
    case integer(name: String)
    case floating(name: String)
    case enumeration(Cursor)
    case record(Cursor)
    case typedef(Cursor, name: String)
    case pointer(CType)
    case array(CType, count: Int?)
    case function(result: CType, parameters: [CType], isVariadic: Bool, hasPrototype: Bool)
    /// A name the parser did not know, or a type C does not have.
    case other(spelling: String)
  }

  public var shape: Shape {
    let kind = raw.kind
    if let wrapped { return wrapped.shape }
    switch kind {
    case CXType_Void: return .void
    case CXType_Bool: return .bool
    case CXType_Enum: return .enumeration(declaration)
    case CXType_Record: return .record(declaration)
    case CXType_Typedef: return .typedef(declaration, name: declaration.spelling)
    case CXType_Pointer: return .pointer(CType(unit: unit, raw: functions.getPointeeType(raw)))
    case CXType_ConstantArray:
      return .array(elementType, count: Int(functions.getArraySize(raw)))
    case CXType_IncompleteArray, CXType_VariableArray, CXType_DependentSizedArray:
      return .array(elementType, count: nil)
    case CXType_FunctionProto, CXType_FunctionNoProto:
      let count = max(0, functions.getNumArgTypes(raw))
      return .function(
        result: CType(unit: unit, raw: functions.getResultType(raw)),
        parameters: (0..<count).map { CType(unit: unit, raw: functions.getArgType(raw, UInt32($0))) },
        isVariadic: functions.isFunctionTypeVariadic(raw) != 0, hasPrototype: kind == CXType_FunctionProto)
    default: break
    }
    if let name = CType.integerNames[kind.rawValue] { return .integer(name: name) }
    if let name = CType.floatingNames[kind.rawValue] { return .floating(name: name) }
    return .other(spelling: spelling)
  }

  /// The type inside a wrapper that is none of C's own: elaborated, attributed, typeof, parentheses.
  private var wrapped: CType? {
    let kind = raw.kind
    switch kind {
    case CXType_Elaborated: return CType(unit: unit, raw: functions.Type_getNamedType(raw))
    case CXType_Attributed: return CType(unit: unit, raw: functions.Type_getModifiedType(raw))
    case CXType_Void, CXType_Bool, CXType_Enum, CXType_Record, CXType_Typedef, CXType_Pointer, CXType_ConstantArray,
      CXType_IncompleteArray, CXType_VariableArray, CXType_DependentSizedArray, CXType_FunctionProto,
      CXType_FunctionNoProto:
      return nil
    default: break
    }
    guard CType.integerNames[kind.rawValue] == nil, CType.floatingNames[kind.rawValue] == nil else { return nil }
    // BTF tags have a kind of their own in newer releases.
    let modified = functions.Type_getModifiedType(raw)
    if modified.kind != CXType_Invalid { return CType(unit: unit, raw: modified) }
    // typeof and parentheses: one step closer to the canonical type.
    let canonical = functions.getCanonicalType(raw)
    guard functions.equalTypes(canonical, raw) == 0, canonical.kind != kind, canonical.kind != CXType_Invalid else {
      return nil
    }
    return CType(unit: unit, raw: canonical)
  }

  public var spelling: String { unit.library.take(functions.getTypeSpelling(raw)) }
  /// Whether the type or one inside its wrappers is qualified so; a typedef's own type is not looked at.
  public var isConst: Bool { functions.isConstQualifiedType(raw) != 0 || wrapped?.isConst ?? false }
  public var isVolatile: Bool { functions.isVolatileQualifiedType(raw) != 0 || wrapped?.isVolatile ?? false }

  /// `sizeof` in bytes; nil for incomplete types.
  public var size: Int? {
    let size = functions.Type_getSizeOf(raw)
    return size >= 0 ? Int(size) : nil
  }

  /// Alignment in bytes; nil for incomplete types.
  public var alignment: Int? {
    let alignment = functions.Type_getAlignOf(raw)
    return alignment >= 0 ? Int(alignment) : nil
  }

  /// The members of a struct or union type, in order. Unlike the children of its cursor, their order does not depend on whether
  /// the record comes out of a precompiled header.
  public var fields: [Cursor] {
    let list = FieldList(unit: unit)
    withExtendedLifetime(list) {
      _ = functions.Type_visitFields(
        raw,
        { cursor, data in
          guard let data else { return CXVisit_Break }
          let list = Unmanaged<FieldList>.fromOpaque(data).takeUnretainedValue()
          list.fields.append(Cursor(unit: list.unit, raw: cursor))
          return CXVisit_Continue
        }, Unmanaged.passUnretained(list).toOpaque())
    }
    return list.fields
  }

  /// The type behind every typedef.
  public var canonical: CType { CType(unit: unit, raw: functions.getCanonicalType(raw)) }

  /// The type that a typedef's declaration gives a name to.
  public static func underlying(of typedef: Cursor) -> CType {
    CType(unit: typedef.unit, raw: typedef.unit.library.functions.getTypedefDeclUnderlyingType(typedef.raw))
  }

  private var declaration: Cursor { Cursor(unit: unit, raw: functions.getTypeDeclaration(raw)) }
  private var elementType: CType { CType(unit: unit, raw: functions.getArrayElementType(raw)) }

  /// The names DWARF, and so BTF, has for integer types when GCC compiles the kernel.
  private static let integerNames: [UInt32: String] = [
    CXType_Char_S.rawValue: "char", CXType_Char_U.rawValue: "char", CXType_SChar.rawValue: "signed char",
    CXType_UChar.rawValue: "unsigned char", CXType_Short.rawValue: "short int",
    CXType_UShort.rawValue: "short unsigned int", CXType_Int.rawValue: "int", CXType_UInt.rawValue: "unsigned int",
    CXType_Long.rawValue: "long int", CXType_ULong.rawValue: "long unsigned int",
    CXType_LongLong.rawValue: "long long int", CXType_ULongLong.rawValue: "long long unsigned int",
    CXType_Int128.rawValue: "__int128", CXType_UInt128.rawValue: "__int128 unsigned",
    CXType_WChar.rawValue: "wchar_t",
  ]

  private static let floatingNames: [UInt32: String] = [
    CXType_Half.rawValue: "_Float16", CXType_Float.rawValue: "float", CXType_Double.rawValue: "double",
    CXType_LongDouble.rawValue: "long double", CXType_Float128.rawValue: "__float128",
  ]
}

/// Collects cursors through libclang's C callback.
private final class FieldList {
  let unit: TranslationUnit
  var fields: [Cursor] = []

  init(unit: TranslationUnit) { self.unit = unit }
}
