import TestSupport
import Testing

@testable import Kbuild

@Suite struct ObjectConditionsTests {
  private func conditions(_ files: [String: String]) throws -> (String) -> String {
    let directory = try TemporaryTree.kernel(files)
    let conditions = ObjectConditions(tree: try KernelTree(root: directory.root))
    return { path in
      _ = directory
      return conditions.condition(ofSource: path)?.description ?? "nil"
    }
  }

  @Test func joinsTheConditionsOnTheWayDown() throws {
    let of = try conditions([
      "Kbuild": "obj-y += kernel/\nobj-$(CONFIG_NET) += net/\n",
      "kernel/Makefile": "obj-y = fork.o\nobj-$(CONFIG_BPF) += bpf/\n",
      "kernel/bpf/Makefile": "obj-$(CONFIG_BPF_SYSCALL) += helpers.o\n",
      "net/Makefile": "obj-y := socket.o\n",
    ])
    #expect(of("kernel/fork.c") == "1")
    #expect(of("net/socket.c") == "IS_ENABLED(CONFIG_NET)")
    #expect(of("kernel/bpf/helpers.c") == "IS_ENABLED(CONFIG_BPF) && IS_ENABLED(CONFIG_BPF_SYSCALL)")
  }

  @Test func readsCompositeObjects() throws {
    let of = try conditions([
      "Kbuild": "obj-y += d/\n",
      "d/Makefile": """
      obj-$(CONFIG_HID) += hid.o
      hid-objs := core.o
      hid-y += input.o
      hid-$(CONFIG_DEBUG) += debug.o
      hid-y += $(more-y)
      more-$(CONFIG_MORE) += more.o
      more-y := most.o
      """,
    ])
    #expect(of("d/core.c") == "IS_ENABLED(CONFIG_HID)")
    #expect(of("d/input.c") == "IS_ENABLED(CONFIG_HID)")
    #expect(of("d/debug.c") == "IS_ENABLED(CONFIG_DEBUG) && IS_ENABLED(CONFIG_HID)")
    #expect(of("d/more.c") == "IS_ENABLED(CONFIG_HID) && IS_ENABLED(CONFIG_MORE)")
    #expect(of("d/most.c") == "IS_ENABLED(CONFIG_HID)")
  }

  @Test func readsDirectivesAroundTheLists() throws {
    let of = try conditions([
      "Kbuild": "obj-y += n/\n",
      "n/Makefile": """
      nf-y := core.o
      ifeq ($(CONFIG_NF),m)
      nf-$(CONFIG_BTF_MODULES) += bpf.o
      else ifeq ($(CONFIG_NF),y)
      nf-$(CONFIG_BTF) += bpf.o
      else
      obj-y += none.o
      endif
      obj-$(CONFIG_NF) += nf.o
      ifdef CONFIG_MMU
      \tobj-y += mmu.o
      endif
      """,
    ])
    #expect(
      of("n/bpf.c") == "CONFIG_NF && IS_ENABLED(CONFIG_BTF) || IS_ENABLED(CONFIG_BTF_MODULES) && IS_MODULE(CONFIG_NF)")
    #expect(of("n/none.c") == "!(CONFIG_NF || IS_MODULE(CONFIG_NF))")
    #expect(of("n/mmu.c") == "IS_ENABLED(CONFIG_MMU)")
  }

  @Test func findsObjectsNamedFromADirectoryAbove() throws {
    let of = try conditions([
      "Kbuild": "obj-y += a/ arch/$(SRCARCH)/\n",
      "a/Makefile": "obj-$(CONFIG_B) += b/c.o\nx-y := $(addprefix b/, d.o e.o)\nobj-y += x.o\n",
      "arch/x86/Kbuild": "obj-y += kernel/\n", "arch/x86/kernel/Makefile": "obj-y += cpu.o\n",
    ])
    #expect(of("a/b/c.c") == "IS_ENABLED(CONFIG_B)")
    #expect(of("a/b/e.c") == "1")
    #expect(of("arch/x86/kernel/cpu.c") == "1")
  }

  @Test func joinsSeveralWaysToBuildAFile() throws {
    let of = try conditions([
      "Kbuild": "obj-$(CONFIG_A) += d/\nobj-$(CONFIG_B) += d/\n", "d/Makefile": "obj-y += x.o\n",
    ])
    #expect(of("d/x.c") == "IS_ENABLED(CONFIG_A) || IS_ENABLED(CONFIG_B)")
  }

  @Test func isNotDerivableWhenItIsNotUnderstood() throws {
    let of = try conditions([
      "Kbuild": "obj-y += d/\n",
      "d/Makefile": """
      ifeq ($(ARCH),x86)
      obj-y += arch.o
      endif
      obj-$(shell echo y) += shell.o
      ifeq (
      obj-y += broken.o
      endif
      obj-y += good.o $(wildcard *.o) loop.o
      loop-y := $(loop2)
      loop2 := $(loop-y) inner.o
      """,
      "tools/t/Makefile": "obj-y += t.o\n",
    ])
    for file in ["d/arch.c", "d/shell.c", "d/broken.c", "d/unnamed.c", "tools/t/t.c", "no/where.c", "d/good.h"] {
      #expect(of(file) == "nil", "\(file)")
    }
    #expect(of("d/good.c") == "1")
    #expect(of("d/inner.c") == "1")
  }

  @Test func countsListsNamedLikeThoseOfTheTopDirectoryAsComposites() throws {
    let of = try conditions(["Kbuild": "obj-y += d/\n", "d/Makefile": "net-y := c.o\n"])
    #expect(of("d/c.c") == "nil")
  }

  @Test(.timeLimit(.minutes(1))) func isNotTrappedByVariablesThatReferToEachOther() throws {
    let names = (0..<60).map { "v\($0)-y" }
    let references = names.map { "$(\($0))" }.joined(separator: " ")
    let makefile = names.map { "\($0) := a.o \(references)\n" }.joined() + "obj-y += $(v0-y)\n"
    #expect(try conditions(["Kbuild": "obj-y += d/\n", "d/Makefile": makefile])("d/a.c") == "1")
  }

  /// Compared with the Makefiles by hand.
  private static let expected612 = [
    "drivers/hid/bpf/hid_bpf_dispatch.c": "IS_ENABLED(CONFIG_HID_BPF) && IS_ENABLED(CONFIG_HID_SUPPORT)",
    "fs/bpf_fs_kfuncs.c": "IS_ENABLED(CONFIG_BPF_LSM)",
    "fs/verity/measure.c": "IS_ENABLED(CONFIG_FS_VERITY)",
    "kernel/bpf/arena.c": "CONFIG_64BIT && CONFIG_MMU && IS_ENABLED(CONFIG_BPF) && IS_ENABLED(CONFIG_BPF_SYSCALL)",
    "kernel/bpf/cgroup_iter.c": "CONFIG_CGROUPS && IS_ENABLED(CONFIG_BPF) && IS_ENABLED(CONFIG_BPF_SYSCALL)",
    "kernel/bpf/cpumask.c": "CONFIG_BPF_JIT && IS_ENABLED(CONFIG_BPF) && IS_ENABLED(CONFIG_BPF_SYSCALL)",
    "kernel/bpf/helpers.c": "IS_ENABLED(CONFIG_BPF) && IS_ENABLED(CONFIG_BPF_SYSCALL)",
    "kernel/crash_core.c": "IS_ENABLED(CONFIG_CRASH_DUMP)",
    "net/core/filter.c": "IS_ENABLED(CONFIG_NET)",
    "net/ipv4/bpf_tcp_ca.c":
      "CONFIG_BPF_JIT && IS_ENABLED(CONFIG_BPF_SYSCALL) && IS_ENABLED(CONFIG_INET) && IS_ENABLED(CONFIG_NET)",
    "net/netfilter/nf_nat_bpf.c":
      "(CONFIG_NF_NAT && IS_ENABLED(CONFIG_DEBUG_INFO_BTF) || IS_ENABLED(CONFIG_DEBUG_INFO_BTF_MODULES) && "
      + "IS_MODULE(CONFIG_NF_NAT)) && IS_ENABLED(CONFIG_NET) && IS_ENABLED(CONFIG_NETFILTER)",
    "net/xfrm/xfrm_state_bpf.c":
      "IS_ENABLED(CONFIG_DEBUG_INFO_BTF) && IS_ENABLED(CONFIG_NET) && IS_ENABLED(CONFIG_XFRM)",
    "kernel/sched/ext.c": "nil",
  ]

  @Test func agreesWithTheMakefilesOf612() throws {
    guard let directory = RealKernels.directory("6.12") else { return }
    let conditions = ObjectConditions(tree: try KernelTree(root: directory))
    for (file, expected) in Self.expected612.sorted(by: { $0.key < $1.key }) {
      #expect(conditions.condition(ofSource: file)?.description ?? "nil" == expected, "\(file)")
    }
  }

  @Test func agreesWithTheMakefilesOf61() throws {
    guard let directory = RealKernels.directory("6.1") else { return }
    let conditions = ObjectConditions(tree: try KernelTree(root: directory))
    let expected = [
      "kernel/bpf/helpers.c": "IS_ENABLED(CONFIG_BPF) && IS_ENABLED(CONFIG_BPF_SYSCALL)",
      "kernel/cgroup/rstat.c": "IS_ENABLED(CONFIG_CGROUPS)",
      "net/ipv4/tcp_bbr.c": "IS_ENABLED(CONFIG_INET) && IS_ENABLED(CONFIG_NET) && IS_ENABLED(CONFIG_TCP_CONG_BBR)",
      "net/bpf/test_run.c": "IS_ENABLED(CONFIG_BPF_SYSCALL) && IS_ENABLED(CONFIG_NET)",
    ]
    for (file, text) in expected.sorted(by: { $0.key < $1.key }) {
      #expect(conditions.condition(ofSource: file)?.description ?? "nil" == text, "\(file)")
    }
  }
}

@Suite struct ObjectPlacementTests {
  private func placements(_ files: [String: String]) throws -> (String) -> String {
    let directory = try TemporaryTree.kernel(files)
    let conditions = ObjectConditions(tree: try KernelTree(root: directory.root))
    return { path in
      _ = directory
      guard let placement = conditions.placement(ofSource: path) else { return "nil" }
      let modules = placement.modules.sorted { $0.key < $1.key }.map { "\($0): \($1)" }
      return (["built in: \(placement.builtIn)"] + modules).joined(separator: "; ")
    }
  }

  @Test func `tells the kernel from modules`() throws {
    let of = try placements([
      "Kbuild": "obj-y += d/\nobj-$(CONFIG_SUB) += sub/\n",
      "d/Makefile": "obj-y += a.o\nobj-m += b.o\nobj-$(CONFIG_C) += c.o\nobj-$(CONFIG_E:m=y) += e.o\nlib-y += f.o\n",
      "sub/Makefile": "obj-y += g.o\nobj-$(CONFIG_H) += h.o\n",
    ])
    #expect(of("d/a.c") == "built in: 1")
    #expect(of("d/b.c") == "built in: 0; d/b.o: 1")
    #expect(of("d/c.c") == "built in: CONFIG_C; d/c.o: IS_MODULE(CONFIG_C)")
    #expect(of("d/e.c") == "built in: IS_ENABLED(CONFIG_E)")
    #expect(of("d/f.c") == "built in: 1")
    // A directory of modules has nothing that is built in.
    #expect(of("sub/g.c") == "built in: CONFIG_SUB")
    #expect(of("sub/h.c") == "built in: CONFIG_H && CONFIG_SUB; sub/h.o: IS_ENABLED(CONFIG_SUB) && IS_MODULE(CONFIG_H)")
  }

  @Test func `parts are where the whole is`() throws {
    let of = try placements([
      "Kbuild": "obj-y += n/\n",
      "n/Makefile": """
      nf-y := core.o
      nf-objs += more.o
      nf-$(CONFIG_EXTRA) += extra.o
      ifeq ($(CONFIG_NF),m)
      nf-$(CONFIG_BTF_MODULES) += bpf.o
      else ifeq ($(CONFIG_NF),y)
      nf-$(CONFIG_BTF) += bpf.o
      endif
      obj-$(CONFIG_NF) += nf.o
      obj-$(CONFIG_OTHER) += other.o
      other-y := core.o
      """,
    ])
    #expect(
      of("n/core.c")
        == "built in: CONFIG_NF || CONFIG_OTHER; n/nf.o: IS_MODULE(CONFIG_NF); n/other.o: IS_MODULE(CONFIG_OTHER)")
    #expect(of("n/more.c") == "built in: CONFIG_NF; n/nf.o: IS_MODULE(CONFIG_NF)")
    #expect(
      of("n/extra.c")
        == "built in: CONFIG_EXTRA && CONFIG_NF; n/nf.o: IS_ENABLED(CONFIG_EXTRA) && IS_MODULE(CONFIG_NF)")
    #expect(
      of("n/bpf.c")
        == "built in: CONFIG_BTF && CONFIG_NF; n/nf.o: IS_ENABLED(CONFIG_BTF_MODULES) && IS_MODULE(CONFIG_NF)")
  }

  @Test func `is not known where a condition is not`() throws {
    let of = try placements([
      "Kbuild": "obj-y += d/\n",
      "d/Makefile": "ifeq ($(shell true),x)\nobj-y += a.o\nendif\nobj-$(shell echo m) += b.o\n",
    ])
    #expect(of("d/a.c") == "nil")
    #expect(of("d/b.c") == "nil")
    #expect(of("d/nowhere.c") == "nil")
  }
}
