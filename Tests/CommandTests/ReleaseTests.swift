import Foundation
import Testing

/// One source, judged as code of seven releases: what the three changes of meaning make of it.
@Suite(.enabled(if: Program.path != nil, Program.hint))
struct ReleaseTests {
  private static let source = """
    #include <linux/btf.h>
    #include <linux/btf_ids.h>
    #include <linux/init.h>

    struct thing {
    	struct thing *next;
    };

    void thing_put(struct thing *thing)
    {
    }

    void *thing_raw(int number)
    {
    	return 0;
    }

    int thing_fill(void *data__opt /* fill.opt */, u32 data__sz)
    {
    	return 0;
    }

    int thing_peek(struct thing *thing, struct thing *other__nullable /* peek.nullable */)
    {
    	return 0;
    }

    struct thing *thing_slot(struct thing **slot /* slot.slot */)
    {
    	return 0;
    }

    BTF_SET8_START(thing_ids) /* set */
    BTF_ID_FLAGS(func, thing_put, KF_RELEASE | KF_TRUSTED_ARGS) /* put */
    BTF_ID_FLAGS(func, thing_raw, KF_RET_NULL) /* raw */
    BTF_ID_FLAGS(func, thing_fill, KF_RCU) /* fill */
    BTF_ID_FLAGS(func, thing_peek) /* peek */
    BTF_ID_FLAGS(func, thing_slot, KF_KPTR_GET) /* slot */
    BTF_SET8_END(thing_ids)

    static const struct btf_kfunc_id_set thing_set = { .set = &thing_ids };

    static int __init thing_init(void)
    {
    	return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &thing_set);
    }
    late_initcall(thing_init);

    """

  @Test(
    "finds what each release makes of it",
    arguments: [
      (
        "6.0",
        [
          "param-removed-suffix fill.opt", "param-removed-suffix peek.nullable", "flag-unknown fill",
          "flag-kptr-get-incomplete slot",
        ]
      ),
      (
        "6.3",
        ["param-removed-suffix fill.opt", "param-removed-suffix peek.nullable", "flag-kptr-get-incomplete slot"]
      ),
      (
        "6.6",
        [
          "param-opt-misuse fill.opt", "param-removed-suffix peek.nullable", "param-double-pointer slot.slot",
          "flag-trusted-redundant-release put", "flag-kptr-get-removed slot",
        ]
      ),
      (
        "6.9",
        [
          "param-opt-misuse fill.opt", "param-double-pointer slot.slot", "set-kind set",
          "flag-trusted-redundant-release put", "flag-ret-null-void-ptr raw", "flag-kptr-get-removed slot",
        ]
      ),
      (
        "6.12",
        [
          "param-opt-misuse fill.opt", "param-double-pointer slot.slot", "set-kind set",
          "flag-trusted-redundant-release put", "flag-ret-null-void-ptr raw", "flag-kptr-get-removed slot",
        ]
      ),
      (
        "7.0",
        [
          "param-removed-suffix fill.opt", "param-double-pointer slot.slot", "set-kind set", "flag-unknown put",
          "flag-ret-null-void-ptr raw", "flag-kptr-get-removed slot",
        ]
      ),
      (
        "7.3",
        [
          "param-removed-suffix fill.opt", "param-double-pointer slot.slot", "set-kind set", "flag-unknown put",
          "flag-ret-null-void-ptr raw", "flag-kptr-get-removed slot",
        ]
      ),
    ] as [(String, [String])])
  func releases(release: String, expected: [String]) async throws {
    let workspace = try Workspace(["thing.c": Self.source])
    let outcome = try await Program.run(
      [
        "lint", "thing.c", "--kernel-version", release, "--severity", "note", "--format", "json", "--select",
        "param-*,flag-*,set-kind",
      ], in: workspace.path)
    let findings = try #require(try outcome.json()["findings"] as? [[String: Any]])
    #expect(findings.map { "\($0["rule"] as? String ?? "") \(place(of: $0))" }.sorted() == expected.sorted())
  }

  /// The marker on the line of a finding.
  private func place(of finding: [String: Any]) -> String {
    let lines = Self.source.split(separator: "\n", omittingEmptySubsequences: false)
    guard let number = finding["line"] as? Int, lines.indices.contains(number - 1),
      let start = lines[number - 1].range(of: "/* "), let end = lines[number - 1].range(of: " */")
    else { return "elsewhere" }
    return String(lines[number - 1][start.upperBound..<end.lowerBound])
  }
}
