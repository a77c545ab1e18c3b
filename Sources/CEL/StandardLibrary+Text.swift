extension StandardLibrary {
  /// Functions on strings: those of the standard and, of the strings extension, those that rules need.
  ///
  /// Sizes and indices count code points. Comparisons are of code points, without normalization.
  static let text: [FunctionDeclaration] = [
    binary("+") { (left: String, right: String) in left + right },
    binary("+") { (left: ByteString, right: ByteString) in ByteString(bytes: left.bytes + right.bytes) },
    unary("size") { (text: String) in Int64(text.unicodeScalars.count) },
    unary("size", isMember: true) { (text: String) in Int64(text.unicodeScalars.count) },
    unary("size") { (value: ByteString) in Int64(value.bytes.count) },
    unary("size", isMember: true) { (value: ByteString) in Int64(value.bytes.count) },
    binary("contains", isMember: true) { (text: String, part: String) in
      !CodePoints(text).positions(of: CodePoints(part), limit: 1).isEmpty
    },
    binary("startsWith", isMember: true) { (text: String, prefix: String) in text.utf8.starts(with: prefix.utf8) },
    binary("endsWith", isMember: true) { (text: String, suffix: String) in
      text.utf8.reversed().starts(with: suffix.utf8.reversed())
    },
    binary("matches", matches),
    binary("matches", isMember: true, matches),

    unary("lowerAscii", isMember: true) { (text: String) in mapAscii(text, from: "A", to: "Z") },
    unary("upperAscii", isMember: true) { (text: String) in mapAscii(text, from: "a", to: "z") },
    unary("trim", isMember: true) { (text: String) in CodePoints(text).trimmed.text },
    binary("charAt", isMember: true) { (text: String, index: Int64) throws(EvaluationError) -> String in
      let points = CodePoints(text)
      let start = try points.position(index)
      return start == points.count ? "" : points[start..<start + 1].text
    },
    binary("indexOf", isMember: true) { (text: String, part: String) in
      Int64(CodePoints(text).positions(of: CodePoints(part), limit: 1).first ?? -1)
    },
    ternary("indexOf", isMember: true) { (text: String, part: String, start: Int64) throws(EvaluationError) -> Int64 in
      let points = CodePoints(text)
      let first = try points.position(start)
      return Int64(points.positions(of: CodePoints(part), from: first, limit: 1).first ?? -1)
    },
    binary("lastIndexOf", isMember: true) { (text: String, part: String) in
      Int64(CodePoints(text).positions(of: CodePoints(part), isOverlapping: true).last ?? -1)
    },
    binary("substring", isMember: true) { (text: String, start: Int64) throws(EvaluationError) -> String in
      let points = CodePoints(text)
      return points[try points.position(start)..<points.count].text
    },
    ternary("substring", isMember: true) { (text: String, start: Int64, end: Int64) throws(EvaluationError) -> String in
      let points = CodePoints(text)
      let (first, last) = (try points.position(start), try points.position(end))
      guard first <= last else { throw EvaluationError("substring starts at \(start), behind its end \(end)") }
      return points[first..<last].text
    },
    ternary("replace", isMember: true) { (text: String, part: String, replacement: String) in
      let parts = CodePoints(text).split(CodePoints(part), limit: .max)
      // Nothing is found before, between and behind all code points.
      return (part.isEmpty ? [""] + parts + [""] : parts).joined(separator: replacement)
    },
    binary("split", isMember: true) { (text: String, separator: String) in
      CodePoints(text).split(CodePoints(separator), limit: .max)
    },
    ternary("split", isMember: true) { (text: String, separator: String, limit: Int64) -> [String] in
      limit == 0 ? [] : CodePoints(text).split(CodePoints(separator), limit: limit < 0 ? .max : Int(limit))
    },
    unary("join", isMember: true) { (parts: [String]) in parts.joined() },
    binary("join", isMember: true) { (parts: [String], separator: String) in parts.joined(separator: separator) },
  ]

  @Sendable
  private static func matches(_ text: String, _ pattern: String) throws(EvaluationError) -> Bool {
    switch RegularExpression.compile(pattern) {
    case .success(let expression): return expression.matches(text)
    case .failure(let problem): throw EvaluationError(problem.message)
    }
  }

  private static func mapAscii(_ text: String, from first: Unicode.Scalar, to last: Unicode.Scalar) -> String {
    let range = UInt8(ascii: first)...UInt8(ascii: last)
    return String(decoding: text.utf8.map { range.contains($0) ? $0 ^ 0x20 : $0 }, as: UTF8.self)
  }
}

/// A string as an array of code points, so that indices are numbers.
private struct CodePoints {
  private let scalars: ArraySlice<Unicode.Scalar>

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)[...]
  }

  private init(_ scalars: ArraySlice<Unicode.Scalar>) {
    self.scalars = scalars
  }

  var count: Int { scalars.count }

  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  subscript(range: Range<Int>) -> CodePoints {
    CodePoints(scalars[scalars.startIndex + range.lowerBound..<scalars.startIndex + range.upperBound])
  }

  /// The text without white space at both ends.
  var trimmed: CodePoints {
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return CodePoints([]) }
    return CodePoints(scalars[first...last])
  }

  /// Checks an index of the expression; the position behind the last code point is allowed.
  func position(_ index: Int64) throws(EvaluationError) -> Int {
    guard let position = Int(exactly: index), (0...count).contains(position) else {
      throw EvaluationError("index \(index) is out of range of a string of size \(count)")
    }
    return position
  }

  /// Returns where `part` occurs, at most `limit` times; O(count × part.count).
  func positions(of part: CodePoints, from start: Int = 0, limit: Int = .max, isOverlapping: Bool = false) -> [Int] {
    var result: [Int] = []
    var position = start
    while position + part.count <= count, result.count < limit {
      if scalars[(scalars.startIndex + position)...].starts(with: part.scalars) {
        result.append(position)
        position += isOverlapping ? 1 : max(1, part.count)
      } else {
        position += 1
      }
    }
    return result
  }

  /// Returns the parts between separators, at most `limit`. An empty separator separates all code points.
  func split(_ separator: CodePoints, limit: Int) -> [String] {
    if separator.count == 0 {
      let singles = min(count, limit - 1)
      return (0..<singles).map { self[$0..<$0 + 1].text } + (singles < count ? [self[singles..<count].text] : [])
    }
    var parts: [String] = []
    var start = 0
    for position in positions(of: separator, limit: limit - 1) {
      parts.append(self[start..<position].text)
      start = position + separator.count
    }
    return parts + [self[start..<count].text]
  }
}
