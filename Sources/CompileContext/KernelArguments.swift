import Dialect
import Kbuild
import SourceText

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

  /// The architectures whose compiler target is known, by their directory under `arch/`.
  static let targets = [
    "x86": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu", "riscv": "riscv64-linux-gnu",
    "s390": "s390x-linux-gnu", "powerpc": "powerpc64le-linux-gnu", "loongarch": "loongarch64-linux-gnu",
  ]

  /// Returns the flags of language and target; nil for an architecture that is not known.
  ///
  /// The target is stated, since inline assembly is checked against it and the linter may run on another machine.
  static func language(architecture: String) -> [String]? {
    guard let target = targets[architecture] else { return nil }
    return [
      "-nostdinc", "--target=\(target)", "-std=gnu11", "-fshort-wchar", "-funsigned-char", "-D__KERNEL__",
      "-DCC_USING_FENTRY",
    ]
  }

  /// The include directories in Kbuild's order; `build` holds the generated headers.
  static func includes(source: String, build: String, architecture: String) -> [String] {
    [
      "\(source)/arch/\(architecture)/include", "\(build)/arch/\(architecture)/include/generated",
      "\(source)/include", "\(build)/include",
      "\(source)/arch/\(architecture)/include/uapi", "\(build)/arch/\(architecture)/include/generated/uapi",
      "\(source)/include/uapi", "\(build)/include/generated/uapi",
    ].map { "-I" + $0 }
  }

  /// The headers that Kbuild includes before the file, as far as they are there.
  static func prefixIncludes(source: String, files: FileView = .disk) -> [String] {
    ["include/linux/compiler-version.h", "include/linux/kconfig.h", "include/linux/compiler_types.h"]
      .map { source + "/" + $0 }.filter(files.exists)
  }

  /// The headers that nearly every file with kfuncs includes and that are worth precompiling.
  static func commonHeaders(source: String, files: FileView = .disk) -> [String] {
    [
      "linux/module.h", "linux/bpf.h", "linux/btf.h", "linux/btf_ids.h", "linux/filter.h", "linux/bpf_verifier.h",
      "linux/skbuff.h", "net/sock.h", "net/tcp.h", "linux/cgroup.h", "linux/security.h",
    ].filter { files.exists("\(source)/include/\($0)") }
  }
}

extension KernelTree {
  /// The release of the tree as the vocabulary counts it.
  var kernelVersion: KernelVersion { KernelVersion(version.version, version.patchLevel, version.sublevel) }
}
