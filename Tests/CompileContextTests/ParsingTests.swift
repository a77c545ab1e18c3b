import Dialect
import Foundation
import Kbuild
import SourceText
import TestSupport
import Testing

@testable import CompileContext

/// Whole parses: the bar is that no candidate has a single error.
@Suite(.serialized) struct ParsingTests {
  /// Returns the absolute paths of the C files with a marker of kfuncs.
  private func candidates(in tree: KernelTree) throws -> [String] {
    let needles = ["__bpf_kfunc", "BTF_ID_FLAGS", "register_btf_"].map { Data($0.utf8) }
    var found: [String] = []
    for directory in ["drivers/hid/bpf", "fs", "kernel", "net", "tools/testing/selftests/bpf"] {
      let walk = FileManager.default.enumerator(atPath: tree.path(directory))
      while let name = walk?.nextObject() as? String {
        guard name.hasSuffix(".c"), let bytes = try? RegularFile.read(tree.path("\(directory)/\(name)")) else {
          continue
        }
        let data = Data(bytes)
        if needles.contains(where: { data.range(of: $0) != nil }) { found.append(tree.path("\(directory)/\(name)")) }
      }
    }
    return found.sorted()
  }

  @Test(arguments: [("6.12", 34), ("6.1", 12)])
  func everyCandidateOfABareTreeParsesWithoutAnError(_ release: String, _ count: Int) throws {
    guard let directory = RealKernels.directory(release), let clang = Clang() else { return }
    let tree = try KernelTree(root: directory)
    let candidates = try candidates(in: tree)
    #expect(candidates.count >= count)
    let context = try BareTree(tree: tree).makeContext()
    #expect(try clang.errors(of: candidates, in: context, scratch: TemporaryTree()) == [:])
    #expect(context.commonHeaders.count == 11)
    #expect(Set(try candidates.map { try context.command(for: $0).group }).count == 1)
  }

  @Test func everyCandidateParsesAgainstAHeaderPackage() throws {
    guard let directory = RealKernels.directory("6.12"), let clang = Clang() else { return }
    let packages = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/src")) ?? []
    guard let package = packages.sorted().first(where: { $0.hasPrefix("linux-headers-6.12") && $0.hasSuffix("-amd64") })
    else { return print("SKIPPED \(#function): no linux-headers-6.12*-amd64 is installed") }
    let tree = try KernelTree(root: directory)
    let context = try HeaderPackage(directory: "/usr/src/\(package)", tree: tree).makeContext()
    #expect(try clang.errors(of: candidates(in: tree), in: context, scratch: TemporaryTree()) == [:])

    let module = try TemporaryTree(["m.c": Self.module])
    let outside = try HeaderPackage(directory: "/usr/src/\(package)", tree: nil).makeContext()
    #expect(try clang.errors(of: [module.path("m.c")], in: outside, scratch: TemporaryTree()) == [:])
  }

  private static let module = """
    #include <linux/module.h>
    #include <linux/bpf.h>
    #include <linux/btf.h>
    #include <linux/btf_ids.h>

    #ifndef MODULE
    #error this is a module
    #endif
    __bpf_kfunc_start_defs();
    __bpf_kfunc struct task_struct *my_acquire(struct task_struct *task) { return task; }
    __bpf_kfunc_end_defs();

    BTF_KFUNCS_START(my_ids)
    BTF_ID_FLAGS(func, my_acquire, KF_ACQUIRE | KF_RET_NULL)
    BTF_KFUNCS_END(my_ids)
    static const struct btf_kfunc_id_set my_set = { .owner = THIS_MODULE, .set = &my_ids };
    static int __init my_init(void) { return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &my_set); }
    module_init(my_init);
    MODULE_LICENSE("GPL");
    """

  /// What a rule's example or a mail may hold: no includes, and names that everybody knows.
  private static let excerpt = """
    __bpf_kfunc_start_defs();
    __bpf_kfunc struct task_struct *bpf_task_acquire(struct task_struct *p)
    {
      return refcount_inc_not_zero(&p->rcu_users) ? p : NULL;
    }
    __bpf_kfunc void bpf_task_release(struct task_struct *p) { put_task_struct(p); }
    CFI_NOSEAL(bpf_task_release);
    __bpf_kfunc int bpf_copy(void *to, u32 to__sz, const void __user *from__ign)
    {
      unknown_function(to);
      return IS_ENABLED(CONFIG_NET) ? copy_from_user(to, from__ign, to__sz) : -EINVAL;
    }
    __bpf_kfunc_end_defs();

    BTF_KFUNCS_START(ids)
    BTF_ID_FLAGS(func, bpf_task_acquire, KF_ACQUIRE | KF_RCU | KF_RET_NULL)
    BTF_ID_FLAGS(func, bpf_task_release, KF_RELEASE)
    BTF_KFUNCS_END(ids)
    static const struct btf_kfunc_id_set set = { .owner = THIS_MODULE, .set = &ids };

    BTF_ID_LIST(dtor_ids)
    BTF_ID(struct, task_struct)
    BTF_ID(func, bpf_task_release)
    BTF_TYPE_SAFE_RCU(struct task_struct) {
      struct css_set __rcu *cgroups;
    };
    struct sk_buff { int of_my_own; };

    static int __init my_init(void)
    {
      return register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &set);
    }
    late_initcall(my_init);
    EXPORT_SYMBOL_GPL(bpf_task_acquire);
    """

  @Test(arguments: ["6.9", "6.12", "7.3"])
  func anExcerptParsesAgainstTheStubHeaders(_ version: String) throws {
    guard let clang = Clang() else { return }
    let tree = try TemporaryTree(["a.c": Self.excerpt])
    let dialect = try Dialect(version: #require(KernelVersion(version)), vocabulary: VocabularyReader().read())
    let context = try StubHeaders(files: [tree.path("a.c")], dialect: dialect).makeContext()
    #expect(try clang.errors(of: [tree.path("a.c")], in: context, scratch: TemporaryTree()) == [:])
  }

  @Test func aFlagThatTheReleaseLacksIsUnknownToTheStubHeaders() throws {
    guard let clang = Clang() else { return }
    let tree = try TemporaryTree(["a.c": "int f = KF_RCU;\n"])
    let dialect = try Dialect(version: KernelVersion(6, 1), vocabulary: VocabularyReader().read())
    let context = try StubHeaders(files: [tree.path("a.c")], dialect: dialect).makeContext()
    let errors = try clang.errors(of: [tree.path("a.c")], in: context, scratch: TemporaryTree())
    #expect(errors[tree.path("a.c")]?.count == 1)
  }

  /// Every stub header by itself, in every release that changes something.
  @Test(arguments: ["6.0", "6.3", "6.7", "7.0"])
  func everyStubHeaderParsesByItself(_ version: String) throws {
    guard let clang = Clang() else { return }
    let dialect = try Dialect(version: #require(KernelVersion(version)), vocabulary: VocabularyReader().read())
    let names = try StubHeaderLibrary(dialect: dialect).headers.keys.sorted()
    let tree = try TemporaryTree(["all.c": names.map { "#include <\($0)>\n" }.joined()])
    let context = try StubHeaders(files: [tree.path("all.c")], dialect: dialect).makeContext()
    #expect(!context.virtualFiles.contains { $0.contents.isEmpty })
    #expect(try clang.errors(of: [tree.path("all.c")], in: context, scratch: TemporaryTree()) == [:])
  }
}
