import BuiltinRules

/// The small kernel-like headers for files that are parsed without a kernel tree.
///
/// Their annotations are made from a dialect, so that a flag or macro which the release lacks is as unknown as in its
/// tree.
public struct StubHeaderLibrary: Sendable {
  /// Contents by the name in `#include <...>`.
  public let headers: [String: String]

  /// Included before every file: configuration, attributes, and what most excerpts take for granted.
  public static let prefixIncludes = ["linux/kconfig.h", "linux/compiler_types.h", "kfunclint/essentials.h"]

  /// A file that defines a struct itself is given this macro with the struct's name appended; the headers leave theirs
  /// out then.
  public static let ownTypePrefix = "KFUNCLINT_OWN_"

  private static let directory = "vocabulary/include/"

  /// Makes the headers of a dialect.
  public init(dialect: Dialect) throws(VocabularyError) {
    var headers: [String: String] = [:]
    for (path, text) in BuiltinRules.files where path.hasPrefix(Self.directory) {
      headers[String(path.dropFirst(Self.directory.count))] = Self.withReplaceableTypes(text)
    }
    guard !headers.isEmpty else {
      throw .malformed(file: Self.directory, line: nil, problem: "there is no stub header")
    }
    let configuration = try BareTreeConfiguration(for: dialect.version)
    headers["generated/autoconf.h"] =
      configuration.symbols.map { "#define CONFIG_\($0.name) \($0.value)\n" }.joined()
    headers["kfunclint/annotations.h"] = Self.annotations(of: dialect)
    headers["kfunclint/sets.h"] = Self.sets(of: dialect)
    self.headers = headers
  }

  /// Puts every struct and union that is defined at the start of a line between `#ifndef` and `#endif`.
  static func withReplaceableTypes(_ text: String) -> String {
    var result = ""
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0) {
      let words = line.split(separator: " ")
      let isDefinition =
        words.count >= 3 && (words[0] == "struct" || words[0] == "union") && words[2].hasPrefix("{")
      if isDefinition { result += "#ifndef \(ownTypePrefix)\(words[1])\n" }
      result += line + "\n"
      let endsHere = isDefinition ? line.hasSuffix("};") : isInside && line.hasPrefix("}")
      if endsHere { result += "#endif\n" }
      isInside = (isDefinition || isInside) && !endsHere
    }
    return result
  }

  private static func annotations(of dialect: Dialect) -> String {
    var text = "#include <linux/compiler_types.h>\n"
    for flag in dialect.flags {
      // A flag whose bit could not be read still has to be a constant.
      text += "#define \(flag.name) (1 << \(flag.bit ?? 31))\n"
    }
    for macro in dialect.definitionMacros {
      switch macro.role {
      case .kfunc: text += "#define \(macro.name) \(dialect.kfuncAttributes.joined(separator: " "))\n"
      case .kfuncsStart, .kfuncsEnd, .hooksStart, .hooksEnd: text += "#define \(macro.name)()\n"
      // Defined by compiler_types.h.
      case .diagnosticsStart, .diagnosticsIgnore, .diagnosticsEnd, .indirectCallTarget: break
      }
    }
    for macro in dialect.safeTypeMacros {
      text += "#define \(macro.name)(type) __PASTE(type, \(macro.suffix))\n"
    }
    return text
  }

  /// Defines sets as objects and entries as nothing, as the kernel does without BTF: the linter reads the macro calls
  /// and not what they expand to. The arguments are expanded before they are dropped, so that the parser records their macros.
  private static func sets(of dialect: Dialect) -> String {
    var text = ""
    var ends: Set<String> = []
    for macro in dialect.setMacros {
      switch macro.kind {
      case .list: text += list(macro.start)
      case .set: text += "#define \(macro.start)(name) static struct btf_id_set __maybe_unused name;\n"
      case .set8: text += "#define \(macro.start)(name) static struct btf_id_set8 __maybe_unused name;\n"
      case .kfuncs: text += "#define \(macro.start)(name) static struct btf_id_set8 __maybe_unused name;\n"
      }
      if let end = macro.end, ends.insert(end).inserted { text += "#define \(end)(name)\n" }
    }
    text += "#define __kfunclint_dropped(...)\n"
    for macro in dialect.entryMacros {
      text +=
        macro.prefixes.isEmpty
        ? "#define \(macro.name)\n"
        : "#define \(macro.name)(prefix, name, ...) __kfunclint_dropped(__VA_ARGS__)\n"
    }
    return text
  }

  private static func list(_ name: String) -> String {
    switch name {
    case "BTF_ID_LIST_GLOBAL": "#define \(name)(name, n) u32 __maybe_unused name[n];\n"
    case "BTF_ID_LIST_SINGLE": "#define \(name)(name, prefix, type) static u32 __maybe_unused name[1];\n"
    case "BTF_ID_LIST_GLOBAL_SINGLE": "#define \(name)(name, prefix, type) u32 __maybe_unused name[1];\n"
    default: "#define \(name)(name) static u32 __maybe_unused name[64];\n"
    }
  }
}
