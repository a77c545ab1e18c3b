/// The header of a mail or of a part of one (RFC 5322 §2.2, RFC 2045).
struct MailHeader: Hashable, Sendable {
  /// Fields in their order; names in lower case, values unfolded.
  private(set) var fields: [Field] = []
  /// Whether fields were left out because there were too many or because they were too long.
  private(set) var isCut = false

  struct Field: Hashable, Sendable {
    var name: String
    var value: [UInt8]
  }

  /// The first field of a name, which is given in lower case.
  subscript(name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

  /// All fields of a name, which is given in lower case, as one list of addresses.
  func list(_ name: String) -> [UInt8] {
    Array(fields.filter { $0.name == name }.map(\.value).joined(separator: Array(", ".utf8)))
  }

  /// Reads a header.
  ///
  /// - Returns: the header and the line behind the empty line that ends it. A line that is no field ends it too: it belongs to the body.
  static func read(_ lines: TextLines, from start: Int, limits: PatchLimits) -> (MailHeader, body: Int) {
    var header = MailHeader()
    var index = start
    while index < lines.count {
      let line = lines[index]
      if line.trimmed.isEmpty { return (header, index + 1) }
      if let first = line.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t"), index > start {
        header.fold(line, limits: limits)
      } else if let field = field(line) {
        header.append(field, limits: limits)
      } else if index > start || !line.hasPrefix("From ") {
        return (header, index)
      }
      index += 1
    }
    return (header, index)
  }

  /// Reads `Name: value`; nil for any other line.
  static func field(_ line: ArraySlice<UInt8>) -> Field? {
    guard let colon = line.prefix(77).firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    return Field(name: line[..<colon].text.lowercased(), value: Array(line[(colon + 1)...].trimmed))
  }

  private mutating func append(_ field: Field, limits: PatchLimits) {
    guard fields.count < limits.headerFields, field.value.count <= limits.headerFieldBytes else {
      isCut = true
      return
    }
    fields.append(field)
  }

  /// Appends a continuation line.
  private mutating func fold(_ line: ArraySlice<UInt8>, limits: PatchLimits) {
    guard !fields.isEmpty, !isCut, fields[fields.count - 1].value.count + line.count <= limits.headerFieldBytes else {
      isCut = true
      return
    }
    fields[fields.count - 1].value += [UInt8(ascii: " ")] + line.trimmed
  }
}
