import Kbuild

/// Flags of a recorded command after the allow-list, sorted into what a whole group shares and what is one file's.
///
/// Two files of one kernel build differ in their module names, in `-DMODULE` and in the directories of their drivers;
/// with these out of the way they can share a precompiled header.
struct RecordedArguments {
  var arguments: [String] = []
  var prefixIncludes: [String] = []
  var localArguments: [String] = []

  /// - Parameter sharedIncludes: the `-I` arguments of the whole kernel; every other one belongs to the file.
  init(kept: [String], sharedIncludes: Set<String>) {
    var index = 0
    while index < kept.count {
      let flag = kept[index]
      index += 1
      switch flag {
      case "-include" where index < kept.count:
        prefixIncludes.append(kept[index])
        index += 1
      case "-isystem" where index < kept.count, "-iquote" where index < kept.count:
        localArguments += [flag, kept[index]]
        index += 1
      case "-DMODULE": localArguments.append(flag)
      case _ where flag.hasPrefix("-I"):
        if sharedIncludes.contains(flag) { arguments.append(flag) } else { localArguments.append(flag) }
      case _ where Self.isModuleName(flag): break
      default: arguments.append(flag)
      }
    }
    for definition in ["-D__KERNEL__", "-DCC_USING_FENTRY"] where !arguments.contains(definition) {
      arguments.append(definition)
    }
    arguments += KernelArguments.moduleNames + KernelArguments.parsing
  }

  private static func isModuleName(_ flag: String) -> Bool {
    ["-DKBUILD_MODNAME", "-DKBUILD_BASENAME", "-DKBUILD_MODFILE", "-D__KBUILD_MODNAME"].contains {
      flag == $0 || flag.hasPrefix($0 + "=")
    }
  }
}
