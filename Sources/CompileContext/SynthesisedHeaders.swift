import Dialect
import Kbuild

/// The generated headers of a tree that was never configured, made from that tree's own lists and tables.
///
/// What is not in the tree is left out: lists and tables have moved before, and a header that is missing costs only
/// the files that need it. x86-64 only.
struct SynthesisedHeaders {
  private let tree: KernelTree
  /// Contents by path relative to the build directory.
  private var contents: [String: String] = [:]

  init(tree: KernelTree, configuration: BareTreeConfiguration) {
    self.tree = tree
    addWrappers(
      lists: "arch/x86/include/asm/Kbuild", mandatory: "include/asm-generic/Kbuild", existing: "arch/x86/include/asm",
      generic: "include/asm-generic", to: "arch/x86/include/generated/asm")
    addWrappers(
      lists: "arch/x86/include/uapi/asm/Kbuild", mandatory: "include/uapi/asm-generic/Kbuild",
      existing: "arch/x86/include/uapi/asm", generic: "include/uapi/asm-generic",
      to: "arch/x86/include/generated/uapi/asm")
    addSyscallNumbers()
    for path in tree.text(of: "Kbuild").map({ HeaderLists.topGenerated(kbuild: Array($0.utf8)) }) ?? [] {
      contents[path] = ""
    }
    addVersion()
    for header in configuration.headers {
      contents[header.path] = header.definitions.map { "#define \($0.name) \($0.value)\n" }.joined()
    }
    contents["include/generated/autoconf.h"] =
      configuration.symbols.map { "#define CONFIG_\($0.name) \($0.value)\n" }.joined()
  }

  /// Returns the headers below a root that stands for the build directory, sorted by path.
  func files(below root: String) -> [VirtualFile] {
    contents.map { VirtualFile(path: root + "/" + $0.key, contents: $0.value) }.sorted { $0.path < $1.path }
  }

  /// Adds what `scripts/Makefile.asm-headers` makes: a one-line wrapper for each header that the architecture takes
  /// from `asm-generic`, and an empty header for each that some script would generate.
  private mutating func addWrappers(
    lists: String, mandatory: String, existing: String, generic: String, to output: String
  ) {
    let own = headerLists(lists)
    for name in own.generated where !tree.hasFile("\(existing)/\(name)") { contents["\(output)/\(name)"] = "" }
    let missing = headerLists(mandatory).mandatory.filter { !tree.hasFile("\(existing)/\($0)") }
    for name in own.generic.union(missing) where tree.hasFile("\(generic)/\(name)") {
      contents["\(output)/\(name)"] = "#include <asm-generic/\(name)>\n"
    }
  }

  private func headerLists(_ path: String) -> HeaderLists {
    HeaderLists(kbuild: Array((tree.text(of: path) ?? "").utf8))
  }

  /// Adds the `unistd` headers of `arch/x86/entry/syscalls/Makefile`.
  private mutating func addSyscallNumbers() {
    let tables = "arch/x86/entry/syscalls"
    let native = "arch/x86/include/generated/uapi/asm"
    let compat = "arch/x86/include/generated/asm"
    if let table = tree.text(of: "\(tables)/syscall_64.tbl").map(SyscallTable.init) {
      contents["\(native)/unistd_64.h"] = table.header(abis: ["common", "64"], prefix: "")
      contents["\(compat)/unistd_64_x32.h"] = table.header(abis: ["x32"], prefix: "x32_")
    }
    if let table = tree.text(of: "\(tables)/syscall_32.tbl").map(SyscallTable.init) {
      contents["\(compat)/unistd_32_ia32.h"] = table.header(abis: ["i386"], prefix: "ia32_")
    }
  }

  /// Adds the headers that state the release (top Makefile, `filechk_version.h` and `filechk_utsrelease.h`).
  private mutating func addVersion() {
    let version = tree.version
    let code = version.version << 16 + version.patchLevel << 8 + min(version.sublevel, 255)
    contents["include/generated/uapi/linux/version.h"] = """
      #define LINUX_VERSION_CODE \(code)
      #define KERNEL_VERSION(a,b,c) (((a) << 16) + ((b) << 8) + ((c) > 255 ? 255 : (c)))
      #define LINUX_VERSION_MAJOR \(version.version)
      #define LINUX_VERSION_PATCHLEVEL \(version.patchLevel)
      #define LINUX_VERSION_SUBLEVEL \(version.sublevel)

      """
    contents["include/generated/utsrelease.h"] = "#define UTS_RELEASE \"\(version)\"\n"
  }
}
