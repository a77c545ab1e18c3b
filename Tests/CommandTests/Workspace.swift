import Foundation

/// A directory with files of a test, removed at its end.
final class Workspace {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/kfunclint-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ data: Data) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func read(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)) }
}

/// A file with one kfunc, correct in every kernel that has `BTF_KFUNCS_START` and flags.
func moduleSource(kfunc name: String, more: String = "") -> String {
  """
  #include <linux/btf_ids.h>
  #include <linux/module.h>

  __bpf_kfunc_start_defs();
  __bpf_kfunc int \(name)(int value)
  {
  \treturn value;
  }
  __bpf_kfunc_end_defs();

  BTF_KFUNCS_START(\(name)_ids)
  BTF_ID_FLAGS(func, \(name))
  BTF_KFUNCS_END(\(name)_ids)

  static const struct btf_kfunc_id_set \(name)_set = {
  \t.owner = THIS_MODULE,
  \t.set = &\(name)_ids,
  };

  static int __init \(name)_init(void)
  {
  \treturn register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &\(name)_set);
  }
  module_init(\(name)_init);
  \(more)

  """
}
