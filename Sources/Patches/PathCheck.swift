/// Which paths a patch may speak of: those inside of the tree, as git would accept them (`read-cache.c:verify_path`).
public enum PathCheck {
  /// Returns what is wrong with a path, or nil when it names a file below the root of the tree.
  public static func problem(_ path: [UInt8]) -> String? {
    if path.isEmpty { return "the path is empty" }
    if path.count > 4096 { return "the path is longer than 4096 bytes" }
    if path.contains(0) { return "the path holds a NUL byte" }
    if path.first == UInt8(ascii: "/") { return "the path is absolute" }
    if String(validating: path, as: UTF8.self) == nil { return "the path is not UTF-8" }
    for component in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if component.isEmpty || component.elementsEqual(".".utf8) { return "the path has an empty component" }
      if component.elementsEqual("..".utf8) { return "the path leaves the tree" }
      if component.count > 255 { return "a component of the path is longer than 255 bytes" }
      if isGitDirectory(component) { return "the path leads into '.git'" }
    }
    return nil
  }

  /// `.git` in any case and with the trailing dots and blanks that some file systems drop, and its short name.
  private static func isGitDirectory(_ component: ArraySlice<UInt8>) -> Bool {
    var name = component
    while let last = name.last, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") { name = name.dropLast() }
    let lowered = name.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    return lowered.elementsEqual(".git".utf8) || lowered.elementsEqual("git~1".utf8)
  }
}
