/// A system call table such as `arch/x86/entry/syscalls/syscall_64.tbl`.
public struct SyscallTable: Hashable, Sendable {
  /// One call: number, ABI (`common`, `64`, `x32`, `i386`) and name.
  public struct Row: Hashable, Sendable {
    public var number: Int
    public var abi: String
    public var name: String
  }

  public var rows: [Row] = []

  /// Reads the table; lines that are no row are skipped.
  public init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) where line.first != "#" {
      let columns = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard columns.count >= 3, let number = Int(columns[0]) else { continue }
      rows.append(Row(number: number, abi: String(columns[1]), name: String(columns[2])))
    }
  }

  /// Returns the header that `scripts/syscallhdr.sh` would make of the rows of some ABIs.
  ///
  /// - Parameter prefix: goes between `__NR_` and the name; the total `__NR_PREFIXsyscalls` is added as well.
  public func header(abis: Set<String>, prefix: String) -> String {
    let chosen = rows.filter { abis.contains($0.abi) }.sorted { ($0.number, $0.name) < ($1.number, $1.name) }
    var text = chosen.map { "#define __NR_\(prefix)\($0.name) \($0.number)\n" }.joined()
    text += "#define __NR_\(prefix)syscalls \((chosen.last?.number ?? -1) + 1)\n"
    return text
  }
}
