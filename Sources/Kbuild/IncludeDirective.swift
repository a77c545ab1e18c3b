import SourceText

/// Reads `#include` lines from the bytes of a C file, without regard to conditionals.
public enum IncludeDirective {
  /// One name between the quotes or brackets.
  public struct Name: Hashable, Sendable {
    public var text: String
    /// `<...>` instead of `"..."`.
    public var isSystem: Bool
  }

  /// Returns the names that a file includes, in order; an include inside a comment counts as well. O(n).
  public static func names(in bytes: [UInt8]) -> [Name] {
    var names: [Name] = []
    var index = 0
    while let hash = bytes[index...].firstIndex(of: UInt8(ascii: "#")) {
      index = hash + 1
      guard startsLine(hash, bytes), let name = name(at: &index, bytes) else { continue }
      names.append(name)
    }
    return names
  }

  /// Returns the quoted names whose last component is `fileName`.
  public static func quotedNames(in bytes: [UInt8], endingWith fileName: String) -> [String] {
    names(in: bytes).filter { !$0.isSystem && PathText.name(of: $0.text) == fileName }.map(\.text)
  }

  private static func startsLine(_ hash: Int, _ bytes: [UInt8]) -> Bool {
    var index = hash
    while index > 0 {
      index -= 1
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): continue
      case UInt8(ascii: "\n"): return true
      default: return false
      }
    }
    return true
  }

  private static func name(at index: inout Int, _ bytes: [UInt8]) -> Name? {
    skipBlanks(&index, bytes)
    for byte in "include".utf8 {
      guard index < bytes.count, bytes[index] == byte else { return nil }
      index += 1
    }
    skipBlanks(&index, bytes)
    guard index < bytes.count else { return nil }
    let close: UInt8
    switch bytes[index] {
    case UInt8(ascii: "\""): close = UInt8(ascii: "\"")
    case UInt8(ascii: "<"): close = UInt8(ascii: ">")
    default: return nil
    }
    let start = index + 1
    var end = start
    while end < bytes.count, bytes[end] != close {
      guard bytes[end] != UInt8(ascii: "\n") else { return nil }
      end += 1
    }
    guard end < bytes.count, end > start else { return nil }
    index = end + 1
    return Name(text: String(decoding: bytes[start..<end], as: UTF8.self), isSystem: close == UInt8(ascii: ">"))
  }

  private static func skipBlanks(_ index: inout Int, _ bytes: [UInt8]) {
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") { index += 1 }
  }
}
