import Foundation
import Testing

/// Functions of the files beside the one that calls them, and what the analysis shows of bodies.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct CalleeTests {
  /// A tree in which a kfunc returns what a function of another file of its directory returns.
  private func workspace(helper: String) throws -> Workspace {
    let workspace = try Workspace.withSmallTree()
    try workspace.write(
      "tree/kernel/bpf/crew.c",
      """
      #include <linux/btf.h>
      #include <linux/btf_ids.h>
      #include <linux/module.h>

      struct crew { int id; };
      struct crew *crew_find(int id);

      __bpf_kfunc_start_defs();

      __bpf_kfunc struct crew *bpf_crew_find(int id)
      {
      	return crew_find(id);
      }

      __bpf_kfunc_end_defs();

      BTF_KFUNCS_START(crew_ids)
      BTF_ID_FLAGS(func, bpf_crew_find)
      BTF_KFUNCS_END(crew_ids)

      static const struct btf_kfunc_id_set crew_set = { .owner = THIS_MODULE, .set = &crew_ids };

      static int __init crew_init(void)
      {
      	return register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &crew_set);
      }
      late_initcall(crew_init);

      """)
    try workspace.write("tree/kernel/bpf/crew_table.c", helper)
    return workspace
  }

  private static let finding = """
    struct crew { int id; };
    static struct crew crews[8];

    struct crew *crew_find(int id)
    {
    	if (id < 0)
    		return NULL;
    	return &crews[id & 7];
    }

    """

  private func findings(_ workspace: Workspace, _ more: [String] = ["--no-cache"]) async throws -> [String] {
    let outcome = try await Program.run(
      ["lint", "--tree", workspace.path + "/tree", "--select", "body-*", "--format", "json"] + more)
    return try outcome.findings()
  }

  @Test func `a function of a file beside is followed into`() async throws {
    let workspace = try workspace(helper: Self.finding)
    let outcome = try await Program.run(
      ["lint", "--tree", workspace.path + "/tree", "--select", "body-*", "--no-cache"])
    #expect(outcome.output.contains("'bpf_crew_find' can return NULL but is not KF_RET_NULL"))
    #expect(outcome.output.contains("kernel/bpf/crew.c:12:9: note: (2) 'crew_find' is called"))
    #expect(outcome.output.contains("kernel/bpf/crew_table.c:6:6: note: (3) 'id < 0' is true"))
  }

  @Test(
    "a definition that may be another one counts for nothing",
    arguments: [
      finding.replacingOccurrences(of: "struct crew *crew_find", with: "static struct crew *crew_find"),
      finding.replacingOccurrences(of: "\tif (id < 0)", with: "#ifdef CONFIG_CREW\n\tif (id < 0)")
        .replacingOccurrences(of: "NULL;\n", with: "NULL;\n#endif\n"),
      "#ifdef CONFIG_CREW\n" + finding + "#else\nstruct crew *crew_find(int id) { return &only; }\n#endif\n",
    ])
  func ambiguous(helper: String) async throws {
    #expect(try await findings(workspace(helper: helper)) == [])
  }

  @Test func `facts that are kept are not older than the file beside`() async throws {
    let workspace = try workspace(helper: Self.finding)
    let cache = ["--cache-dir", workspace.path + "/cache"]
    #expect(try await findings(workspace, cache) == ["body-null-without-ret-null kernel/bpf/crew.c:18"])
    try workspace.change("tree/kernel/bpf/crew_table.c") {
      $0.replacingOccurrences(of: "return NULL", with: "return &crews[0]")
    }
    #expect(try await findings(workspace, cache) == [])
  }

  @Test func `--dump shows the graph of a body and what its paths do`() async throws {
    let workspace = try workspace(helper: Self.finding)
    let outcome = try await Program.run(
      ["lint", "--tree", workspace.path + "/tree", "--dump", "body=bpf_crew_find"])
    #expect(outcome.exitCode == 0 && outcome.errors == "")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "kernel/bpf/crew.c:10: body of 'bpf_crew_find'")
    #expect(lines.contains("  1  line 12: return crew_find(id)"))
    #expect(
      lines.contains(
        "  returns NULL: line 12 return crew_find(id); line 12 'crew_find' is called; kernel/bpf/crew_table.c:6 'id < 0' is true; "
          + "kernel/bpf/crew_table.c:7 return NULL"))
    #expect(
      lines.contains(
        "  returns an object: line 12 return crew_find(id); line 12 'crew_find' is called; kernel/bpf/crew_table.c:6 'id < 0' is false; kernel/bpf/crew_table.c:8 return &crews[id & 7]"
      ))
  }

  @Test(
    "what cannot be shown is said",
    arguments: [
      ("body=nothing", "no analysed file defines 'nothing'"), ("body=", "'body='"), ("soul=bpf_crew_find", "'soul="),
    ])
  func refused(value: String, message: String) async throws {
    let workspace = try Workspace.withSmallTree()
    let outcome = try await Program.run(["lint", "--tree", workspace.path + "/tree", "--dump", value])
    #expect(outcome.exitCode == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }
}
