/// Rewrites a file so that the preprocessor takes chosen branches, without moving a byte.
///
/// Only the file's own conditional directives change, into `#if 1`, `#if 0`, `#elif 1`, `#elif 0` of the same length: headers,
/// precompiled headers and every byte offset stay valid. Defining another CONFIG symbol instead would leave headers
/// inside a precompiled header on their old branch, silently.
public enum BranchSelection {
  /// Returns the bytes with the branches that enclose each of the given places selected, or nil when two places exclude
  /// each other or a directive is too short to rewrite.
  public static func select(
    _ places: [Int], in bytes: [UInt8], structure: ConditionalStructure
  ) -> [UInt8]? {
    var chosen: [Int: Int] = [:]
    for place in places {
      for (number, group) in structure.groups.enumerated() where !group.isIncludeGuard {
        guard let branch = group.branches.firstIndex(where: { $0.body.contains(place) }) else { continue }
        if let other = chosen[number], other != branch { return nil }
        chosen[number] = branch
      }
    }
    var result = bytes
    for (number, branch) in chosen {
      for (index, candidate) in structure.groups[number].branches.enumerated() where index <= branch {
        guard rewrite(candidate.directive, isTaken: index == branch, in: &result) else { return nil }
      }
    }
    return result
  }

  private static func rewrite(_ directive: Directive, isTaken: Bool, in bytes: inout [UInt8]) -> Bool {
    let text: String
    switch directive.kind {
    case .if, .ifdef, .ifndef: text = isTaken ? "#if 1" : "#if 0"
    case .elif, .elifdef, .elifndef: text = isTaken ? "#elif 1" : "#elif 0"
    case .else: return true
    case .endif, .define, .undef, .include, .other: return false
    }
    let replacement = Array(text.utf8)
    guard replacement.count <= directive.span.count else { return false }
    for (position, offset) in directive.span.enumerated() {
      // Line ends inside a spliced directive stay, with their backslash, so that line numbers do too.
      let byte = bytes[offset]
      if position < replacement.count {
        guard byte != UInt8(ascii: "\n") else { return false }
        bytes[offset] = replacement[position]
      } else if byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r"), byte != UInt8(ascii: "\\") {
        bytes[offset] = UInt8(ascii: " ")
      }
    }
    return true
  }
}
