import Testing

/// The witness itself on the real trees: counts and samples that were checked by hand.
@Suite(.enabled(if: KernelTrees.areAvailable, KernelTrees.kernelsHint))
struct TextualExtractorKernelTests {
  @Test("finds the number of pairs and sets that were counted", arguments: KernelRelease.allCases)
  func counts(release: KernelRelease) throws {
    guard try release.isCounted(KernelTrees.path(of: release)) else { return }
    let entries = try TextualTruth.entries(of: release)
    let counted = release.counted
    #expect(entries.count == counted.entries)
    #expect(Set(entries.map { "\($0.path) \($0.set)" }).count == counted.sets)
    #expect(Set(entries.map { "\($0.set)/\($0.name)" }).count == counted.entries)
  }

  @Test("agrees with the compiled kernel on every pair", arguments: KernelRelease.allCases)
  func compiledKernel(release: KernelRelease) throws {
    let compiled = try CompiledKernel(version: release.counted.version)
    #expect(compiled.count == release.counted.entries)
    guard try release.isCounted(KernelTrees.path(of: release)) else { return }
    let entries = try TextualTruth.entries(of: release)
    let differences = compiled.differences(from: entries.map(CompiledKernel.Row.init))
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    #expect(compiled.differences(from: entries.dropFirst().map(CompiledKernel.Row.init)).count == 1)
  }

  @Test("finds exactly one definition and a registration for every entry", arguments: KernelRelease.allCases)
  func completeness(release: KernelRelease) throws {
    for entry in try TextualTruth.entries(of: release) {
      #expect(entry.definitions.count == 1, "\(entry.set)/\(entry.name)")
      #expect(entry.registeredAs != nil, "\(entry.set)/\(entry.name)")
      #expect(entry.registeredAs == "fmodret" || !entry.hooks.isEmpty, "\(entry.set)/\(entry.name)")
    }
  }

  @Test("knows under which options entries stand")
  func conditions() throws {
    let old = try TextualTruth.entries(of: .linux61)
    #expect(old.first { $0.name == "bbr_main" }?.condition == "CONFIG_DYNAMIC_FTRACE && CONFIG_X86")
    let entries = try TextualTruth.entries(of: .linux612)
    let conditional = Dictionary(grouping: entries) { $0.condition ?? "" }.mapValues(\.count)
    #expect(
      conditional == [
        "": 214, "CONFIG_SCHED_CLASS_EXT": 41, "CONFIG_BPF_SYSCALL": 1, "CONFIG_CGROUPS": 12, "CONFIG_CRASH_DUMP": 1,
        "CONFIG_CGROUP_SCHED && CONFIG_SCHED_CLASS_EXT": 1,
        "CONFIG_KEYS": 3, "CONFIG_KEYS && CONFIG_SYSTEM_DATA_VERIFICATION": 1,
      ])
  }

  @Test("expands the macro that generates the XDP metadata entries")
  func generatedEntries() throws {
    let entries = try TextualTruth.entries(of: .linux612).filter { $0.set == "xdp_metadata_kfunc_ids" }
    let names = ["bpf_xdp_metadata_rx_timestamp", "bpf_xdp_metadata_rx_hash", "bpf_xdp_metadata_rx_vlan_tag"]
    #expect(entries.map(\.name) == names)
    #expect(entries.allSatisfy { $0.flags == ["KF_TRUSTED_ARGS"] && $0.hooks == ["XDP"] })
    #expect(Set(entries.map(\.line)).count == 1)
  }

  @Test("reads function pointers, hidden arguments and suffixes")
  func functionPointers() throws {
    let entry = try #require(try TextualTruth.entries(of: .linux612).first { $0.name == "bpf_rbtree_add_impl" })
    let definition = try #require(entry.definitions.first)
    #expect(definition.returnType == "int")
    #expect(
      definition.parameters.map { "\($0.type) \($0.name ?? "")" } == [
        "struct bpf_rb_root * root", "struct bpf_rb_node * node",
        "bool (*)(struct bpf_rb_node *, const struct bpf_rb_node *) less", "void * meta__ign", "u64 off",
      ])
  }

  @Test("finds definitions in files without any marker")
  func definitionsElsewhere() throws {
    for release in KernelRelease.allCases {
      let entries = try TextualTruth.entries(of: release)
      let crash = try #require(entries.first { $0.name == "crash_kexec" }?.definitions.first)
      #expect(crash.path == (release == .linux61 ? "kernel/kexec_core.c" : "kernel/crash_core.c"))
      #expect(crash.isTagged == (release == .linux612))
      let reno = try #require(entries.first { $0.name == "tcp_reno_ssthresh" }?.definitions.first)
      #expect(reno.path == "net/ipv4/tcp_cong.c")
    }
  }

  @Test("tells fmod_ret sets and static functions apart")
  func registrationsAndStorage() throws {
    let entries = try TextualTruth.entries(of: .linux612)
    let fmodret = Set(entries.filter { $0.registeredAs == "fmodret" }.map(\.set))
    #expect(fmodret == ["bpf_mptcp_fmodret_ids", "bpf_test_modify_return_ids"])
    #expect(entries.filter { $0.setKind == "set8" }.map(\.set) == ["bpf_mptcp_fmodret_ids"])
    #expect(entries.first { $0.name == "bpf_modify_return_test2" }?.definitions.first?.parameters.count == 7)
    let files = Set(entries.filter { $0.definitions.first?.storage == "static" }.map(\.path))
    let module = "tools/testing/selftests/bpf/bpf_testmod/bpf_testmod.c"
    let congestionControls = ["net/ipv4/tcp_bbr.c", "net/ipv4/tcp_cubic.c", "net/ipv4/tcp_dctcp.c"]
    #expect(files == Set(congestionControls + ["kernel/sched/ext.c", module]))
    // Its prototype alone says so.
    #expect(entries.first { $0.name == "scx_bpf_kick_cpu" }?.definitions.first?.storage == "static")
    #expect(entries.first { $0.name == "scx_bpf_dispatch" }?.definitions.first?.storage == "extern")
  }
}
