/// Which sets one file registers, and for what: `register_btf_kfunc_id_set` and `register_btf_fmodret_id_set` calls
/// joined with the `struct btf_kfunc_id_set` objects of the file.
struct TextualRegistrations {
  /// By set name: the program types, sorted.
  var programTypes: [String: Set<String>] = [:]
  /// The sets registered for fmod_ret.
  var fmodret: Set<String> = []

  init(_ tokens: CTokens) {
    let code = tokens.code
    let setOfObject = Self.objects(code)
    for index in code.indices where index + 1 < code.count && code[index + 1].isPunctuator("(") {
      let call = code[index].text
      guard call == "register_btf_kfunc_id_set" || call == "register_btf_fmodret_id_set",
        let close = code.closingParenthesis(of: index + 1)
      else { continue }
      let arguments = Array(code[(index + 2)..<close]).splitAtCommas()
      guard let last = arguments.last, last.count == 2, last[0].isPunctuator("&"), let set = setOfObject[last[1].text]
      else { continue }
      if call == "register_btf_fmodret_id_set" {
        fmodret.insert(set)
      } else if arguments.count == 2, arguments[0].count == 1 {
        programTypes[set, default: []].insert(arguments[0][0].text)
      }
    }
  }

  /// Maps the objects of a file to the sets that their `.set` members point to.
  private static func objects(_ code: [CToken]) -> [String: String] {
    var result: [String: String] = [:]
    for index in code.indices where code[index].text == "btf_kfunc_id_set" && index + 3 < code.count {
      guard code[index + 2].isPunctuator("="), code[index + 3].isPunctuator("{") else { continue }
      var position = index + 4
      while position + 4 < code.count, !code[position].isPunctuator("}") {
        if code[position].isPunctuator("."), code[position + 1].text == "set", code[position + 3].isPunctuator("&") {
          result[code[index + 1].text] = code[position + 4].text
        }
        position += 1
      }
    }
    return result
  }

  /// Reads which hook a program type's registrations go to, from the `switch` of `bpf_prog_type_to_kfunc_hook`
  /// (kernel/bpf/btf.c).
  static func hooks(_ btf: CTokens) -> [String: String] {
    var result: [String: String] = [:]
    var waiting: [String] = []
    let prefix = "BTF_KFUNC_HOOK_"
    guard let start = btf.code.firstIndex(where: { $0.text == "bpf_prog_type_to_kfunc_hook" }) else { return [:] }
    for index in start..<(btf.code.count - 1) {
      let next = btf.code[index + 1].text
      if btf.code[index].text == "case" { waiting.append(next) }
      if btf.code[index].text == "return" {
        for type in waiting where next.hasPrefix(prefix) { result[type] = String(next.dropFirst(prefix.count)) }
        waiting = []
      }
      if btf.code[index].text == "default" { break }
    }
    return result
  }
}
