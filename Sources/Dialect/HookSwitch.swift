/// Reads the `switch` that maps program types to hooks (kernel/bpf/btf.c, bpf_prog_type_to_kfunc_hook).
enum HookSwitch {
  /// Returns hooks by program type, or nil when something unexpected stands between the cases.
  static func hooks(in body: [UInt8]) -> [String: String]? {
    var cursor = Cursor(body)
    var hooks: [String: String] = [:]
    var pending: [String] = []
    while cursor.skipToWord() {
      switch cursor.word() {
      case "case":
        let type = cursor.word()
        guard type.hasPrefix("BPF_PROG_TYPE_") else { return nil }
        pending.append(type)
      case "return":
        let hook = cursor.word()
        guard hook.hasPrefix(prefix) else { return nil }
        // BTF_KFUNC_HOOK_MAX is refused by the registration.
        if hook != prefix + "MAX" {
          for type in pending { hooks[type] = String(hook.dropFirst(prefix.count)) }
        }
        pending.removeAll()
      case "if", "for", "while", "goto", "break": return nil
      default: continue
      }
    }
    return hooks
  }

  private static let prefix = "BTF_KFUNC_HOOK_"
}
