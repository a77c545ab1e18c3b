import ClangFrontend
import Facts
import Preprocessor
import SourceText

/// Reads struct and union definitions, with the members of anonymous ones inside them.
struct StructReader {
  let types = TypeReader()
  /// Returns a range of the file in which a cursor stands.
  let range: (Cursor) -> SourceRange?
  /// Returns the tokens of the file in which a cursor stands.
  let tokens: (Cursor) -> TokenStream?

  /// Returns the fact for a record, nil when the unit does not define it.
  /// - Parameter withFields: false leaves the members out, where only size and content class matter.
  func fact(_ record: Cursor, withFields: Bool) -> StructFact? {
    guard let definition = record.definition else { return nil }
    var fields: [FieldFact] = []
    if withFields {
      let text = tokens(definition).map { MemberText(stream: $0) }
      append(definition, text, depth: 0, isInMultiMemberUnion: false, to: &fields)
    }
    let place = range(definition) ?? SourceRange(path: "", start: .start, end: .start)
    var fact = StructFact(
      tag: definition.tag, isUnion: definition.kind == .union, range: place, size: definition.type.size,
      alignment: definition.type.alignment, fields: fields, hasFields: withFields,
      conditionalNames: withFields ? conditionalNames(definition) : [],
      isScalarOnly: TriState(StructReader.isScalarOnly(definition, depth: 0)),
      hasPointer: TriState(StructReader.hasPointer(definition, depth: 0)))
    fact.leadingTags = StructReader.leadingTags(of: definition)
    return fact
  }

  /// The tags of the structs that begin where a record begins.
  static func leadingTags(of record: Cursor) -> [String] {
    var tags: [String] = []
    var current: Cursor? = record
    while let record = current, record.kind == .structure, tags.count < 16, let first = fields(of: record).first {
      guard case .record(let inner) = behindTypedefs(first.type).shape else { break }
      if !inner.tag.isEmpty { tags.append(inner.tag) }
      current = inner.definition
    }
    return tags
  }

  /// Identifiers of the body that stand under a condition, whichever branch was parsed. They are taken from the text, since a
  /// precompiled header does not tell what it left out.
  private func conditionalNames(_ record: Cursor) -> [String] {
    guard let stream = tokens(record) else { return [] }
    let span = record.span
    let structure = ConditionalStructure(stream)
    let groups = structure.groups.filter { group in
      !group.isIncludeGuard && group.branches.contains { span.contains($0.directive.span.lowerBound) }
    }
    guard !groups.isEmpty else { return [] }
    var names = Set<String>()
    var index = stream.firstToken(at: span.lowerBound)
    while index < stream.tokens.count, stream.tokens[index].span.lowerBound < span.upperBound {
      let token = stream.tokens[index]
      if token.kind == .identifier, !token.isInDirective,
        groups.contains(where: { $0.branches.contains { $0.body.contains(token.span.lowerBound) } })
      {
        names.insert(stream.text(index))
      }
      index += 1
    }
    return names.sorted()
  }

  private func append(
    _ record: Cursor, _ text: MemberText?, depth: Int, isInMultiMemberUnion: Bool, to fields: inout [FieldFact]
  ) {
    let members = StructReader.fields(of: record)
    let isMulti = isInMultiMemberUnion || (record.kind == .union && members.count > 1)
    for member in members {
      let name = member.spelling
      let anonymous = StructReader.anonymousRecord(of: member)
      let span = member.span
      var field = FieldFact(
        name: anonymous == nil ? name : "",
        type: types.fact(member.type, tags: anonymous == nil ? text?.tags(ofMember: span) ?? [] : []),
        range: range(member) ?? SourceRange(path: "", start: .start, end: .start), depth: depth,
        isInMultiMemberUnion: isMulti)
      field.isSaidToBeNull = anonymous == nil && text?.saysNull(ofMember: span) == true
      fields.append(field)
      if let anonymous, depth < 16 {
        append(anonymous, text, depth: depth + 1, isInMultiMemberUnion: isMulti, to: &fields)
      }
    }
  }

  /// The members of a record in order, anonymous structs and unions included. An unnamed bit-field only pads; neither DWARF nor
  /// BTF has it.
  static func fields(of record: Cursor) -> [Cursor] {
    record.type.fields.filter { !($0.isBitField && $0.spelling.isEmpty) }
  }

  /// The record behind an anonymous member, nil for a member with a name.
  private static func anonymousRecord(of member: Cursor) -> Cursor? {
    // Newer releases describe a nameless member in words and parentheses.
    guard member.spelling.isEmpty || member.spelling.contains("("), case .record(let record) = member.type.shape else {
      return nil
    }
    return record.definition
  }

  /// Whether the verifier takes the record for plain memory (`kernel/bpf/verifier.c:__btf_type_is_scalar_struct`).
  static func isScalarOnly(_ record: Cursor, depth: Int) -> Bool {
    guard depth <= 3, let definition = record.definition else { return false }
    return fields(of: definition).allSatisfy { member in
      if let anonymous = anonymousRecord(of: member) { return isScalarOnly(anonymous, depth: depth + 1) }
      switch behindTypedefs(member.type).shape {
      case .bool, .integer, .enumeration: return true
      case .record(let inner): return isScalarOnly(inner, depth: depth + 1)
      case .array(let element, let count):
        guard let count, count > 0 else { return false }
        switch behindTypedefs(element).shape {
        case .bool, .integer, .enumeration: return true
        case .void, .floating, .record, .typedef, .pointer, .array, .function, .other: return false
        }
      case .void, .floating, .typedef, .pointer, .function, .other: return false
      }
    }
  }

  /// Whether any member at any depth is a pointer.
  static func hasPointer(_ record: Cursor, depth: Int) -> Bool {
    guard depth < 16, let definition = record.definition else { return false }
    return fields(of: definition).contains { member in
      if let anonymous = anonymousRecord(of: member) { return hasPointer(anonymous, depth: depth + 1) }
      return hasPointer(in: member.type, depth: depth)
    }
  }

  private static func hasPointer(in type: CType, depth: Int) -> Bool {
    switch behindTypedefs(type).shape {
    case .pointer: return true
    case .array(let element, _): return hasPointer(in: element, depth: depth)
    case .record(let inner): return hasPointer(inner, depth: depth + 1)
    case .void, .bool, .integer, .floating, .enumeration, .typedef, .function, .other: return false
    }
  }

  private static func behindTypedefs(_ type: CType) -> CType {
    var type = type
    while case .typedef(let declaration, _) = type.shape { type = CType.underlying(of: declaration) }
    return type
  }
}
