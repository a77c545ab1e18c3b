import Facts

/// The macros of `include/linux/btf_ids.h` by what they do.
enum SetMacro {
  case start(SetFact.Kind)
  /// A list with its only element in the same call.
  case single
  case end
  case entry
  case unused

  static let all: [String: SetMacro] = [
    "BTF_ID_LIST": .start(.list), "BTF_ID_LIST_GLOBAL": .start(.list),
    "BTF_ID_LIST_SINGLE": .single, "BTF_ID_LIST_GLOBAL_SINGLE": .single,
    "BTF_SET_START": .start(.set), "BTF_SET_START_GLOBAL": .start(.set), "BTF_SET_END": .end,
    "BTF_SET8_START": .start(.set8), "BTF_SET8_END": .end,
    "BTF_KFUNCS_START": .start(.kfuncs), "BTF_KFUNCS_END": .end,
    "BTF_ID": .entry, "BTF_ID_FLAGS": .entry, "BTF_ID_UNUSED": .unused,
  ]

  static let entryNames: Set<String> = ["BTF_ID", "BTF_ID_FLAGS", "BTF_ID_UNUSED"]
}
