import Kbuild

/// The compiler arguments that Kbuild uses for every C file, as far as they matter for parsing.
///
/// Sources: top Makefile (`LINUXINCLUDE`, `KBUILD_CPPFLAGS`, `KBUILD_CFLAGS`), `scripts/Makefile.lib` (`c_flags`).
enum KernelArguments {
  /// Appended to the arguments of every context: the linter has rules of its own, and the default limit of 20 errors
  /// would end a parse.
  static let parsing = ["-x", "c", "-w", "-ferror-limit=0"]

  /// One constant value for all files, since a precompiled header is only valid for equal definitions.
  static let moduleNames = [
    "-DKBUILD_MODNAME=\"x\"", "-DKBUILD_BASENAME=\"x\"", "-DKBUILD_MODFILE=\"x\"", "-D__KBUILD_MODNAME=kmod_x",
  ]

  /// Language and target, the same for every x86-64 kernel.
  static let language = [
    "-nostdinc", "-std=gnu11", "-fshort-wchar", "-funsigned-char", "-m64", "-D__KERNEL__", "-DCC_USING_FENTRY",
  ]

  /// The include directories in Kbuild's order; `build` holds the generated headers.
  static func includes(source: String, build: String, architecture: String) -> [String] {
    [
      "\(source)/arch/\(architecture)/include", "\(build)/arch/\(architecture)/include/generated",
      "\(source)/include", "\(build)/include",
      "\(source)/arch/\(architecture)/include/uapi", "\(build)/arch/\(architecture)/include/generated/uapi",
      "\(source)/include/uapi", "\(build)/include/generated/uapi",
    ].map { "-I" + $0 }
  }

  /// The headers that Kbuild includes before the file, as far as the tree has them.
  static func prefixIncludes(in tree: KernelTree) -> [String] {
    ["include/linux/compiler-version.h", "include/linux/kconfig.h", "include/linux/compiler_types.h"]
      .filter(tree.hasFile).map(tree.path)
  }

  /// The headers that nearly every file with kfuncs includes and that are worth precompiling.
  static func commonHeaders(in tree: KernelTree) -> [String] {
    [
      "linux/module.h", "linux/bpf.h", "linux/btf.h", "linux/btf_ids.h", "linux/filter.h", "linux/bpf_verifier.h",
      "linux/skbuff.h", "net/sock.h", "net/tcp.h", "linux/cgroup.h", "linux/security.h",
    ].filter { tree.hasFile("include/" + $0) }
  }
}
