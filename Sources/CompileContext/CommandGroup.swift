/// The name of a set of commands that may share a precompiled header.
enum CommandGroup {
  /// Returns a name that is equal for equal inputs: the 64-bit FNV-1a hash of them all, in hexadecimal.
  ///
  /// Groups are compared within one run only, among a handful of command lines; a stronger hash would buy nothing.
  static func name(arguments: [String], prefixIncludes: [String], virtualFiles: [VirtualFile]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ text: String) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0) &* 0x100_0000_01b3
    }
    arguments.forEach(add)
    add("-include")
    prefixIncludes.forEach(add)
    for file in virtualFiles {
      add(file.path)
      add(file.contents)
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
