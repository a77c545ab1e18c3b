import Facts
import Testing

@testable import Model

/// What flags ask of arguments and what comes back, through the three changes of meaning: 6.3/6.4, 6.9 and 7.0.
struct TrustTests {
  private static let releases = ["6.0", "6.3", "6.6", "6.9", "6.12", "7.0", "7.3"]

  /// A kfunc with the flags, two parameters that can be memory and an object.
  private func model(_ flags: [String], returning result: TypeFact = .int, kernel: String) throws -> Model {
    var facts = SubjectFacts()
    facts.addStruct("linked", isScalarOnly: .no)
    facts.addFunction(
      "f", returning: result,
      [
        ("number", .pointer(to: .int)), ("other__nullable", .pointer(to: .record("linked"))),
        ("object", .pointer(to: .record("linked"))),
      ])
    facts.addSet("ids", [("f", flags, .always)])
    facts.register("ids", for: ["TRACING"])
    return try facts.model(kernel: kernel)
  }

  @Test(
    "which objects may be passed",
    arguments: [
      ([], ["any", "any", "any", "any", "any", "trusted", "trusted"]),
      (["KF_TRUSTED_ARGS"], ["referenced", "trusted", "trusted", "trusted", "trusted", "trusted", "trusted"]),
      (["KF_RELEASE"], ["any", "any", "trusted", "trusted", "trusted", "trusted", "trusted"]),
      (["KF_RCU"], ["any", "rcu", "rcu", "rcu", "rcu", "rcu", "rcu"]),
      (["KF_RCU", "KF_TRUSTED_ARGS"], ["referenced", "rcu", "rcu", "rcu", "rcu", "rcu", "rcu"]),
    ] as [([String], [String])])
  func trust(flags: [String], expected: [String]) throws {
    let trust = try Self.releases.map {
      try model(flags, kernel: $0).value("trust", of: "entry", row: 0).string ?? ""
    }
    #expect(trust == expected)
  }

  @Test(
    "whether NULL is refused for memory",
    arguments: [
      ([], [false, false, false, false, false, true, true]),
      (["KF_TRUSTED_ARGS"], [false, true, true, true, true, true, true]),
      (["KF_RELEASE"], [false, false, true, true, true, true, true]),
      (["KF_RCU"], [false, false, true, true, true, true, true]),
      (["KF_RCU", "KF_TRUSTED_ARGS"], [false, true, true, true, true, true, true]),
    ] as [([String], [Bool])])
  func null(flags: [String], expected: [Bool]) throws {
    for (kernel, isRefused) in zip(Self.releases, expected) {
      let model = try model(flags, kernel: kernel)
      #expect(model.value("refusesNull", of: "entry", row: 0).bool == isRefused, "\(kernel)")
      #expect(model.value("acceptsNull", of: "parameter", row: 0).bool == !isRefused, "\(kernel)")
      #expect(model.value("acceptsNull", of: "parameter", row: 2).bool == false, "\(kernel)")
    }
  }

  @Test("__nullable lets NULL pass from 6.7 on, whatever the flags")
  func nullable() throws {
    let accepts = try Self.releases.map {
      try model(["KF_TRUSTED_ARGS"], kernel: $0).value("acceptsNull", of: "parameter", row: 1).bool
    }
    #expect(accepts == [false, false, false, true, true, true, true])
  }

  @Test(
    "what programs get back",
    arguments: [
      (TypeFact.int, [], Array(repeating: "scalar", count: 7)),
      (.void, [], Array(repeating: "nothing", count: 7)),
      (.pointer(to: .void), [], ["refused", "refused", "refused", "scalar", "scalar", "scalar", "scalar"]),
      (.pointer(to: .void), ["KF_ACQUIRE"], Array(repeating: "refused", count: 7)),
      (.pointer(to: .int), [], ["refused", "refused", "memory", "memory", "memory", "memory", "memory"]),
      (
        .pointer(to: .record("linked")), [],
        ["untrusted", "untrusted", "untrusted", "untrusted", "untrusted", "trusted", "trusted"]
      ),
      (.pointer(to: .record("linked")), ["KF_ACQUIRE", "KF_RET_NULL"], Array(repeating: "reference", count: 7)),
      (
        .pointer(to: .record("linked")), ["KF_RCU_PROTECTED"],
        ["untrusted", "untrusted", "untrusted", "untrusted", "untrusted", "rcu", "rcu"]
      ),
    ] as [(TypeFact, [String], [String])])
  func returned(type: TypeFact, flags: [String], expected: [String]) throws {
    let kinds = try Self.releases.map {
      try model(flags, returning: type, kernel: $0).value("returnKind", of: "entry", row: 0).string ?? ""
    }
    #expect(kinds == expected)
  }

  @Test("flags behind a macro that is not known decide nothing")
  func unknown() throws {
    var facts = SubjectFacts()
    facts.addFunction("f")
    facts.addSet("ids", [("f", ["FINDER"], .always)])
    facts.file.sets[0].entries[0].flagTokens = nil
    let model = try facts.model()
    for field in ["trust", "refusesNull", "returnKind", "flagTokens"] {
      #expect(model.value(field, of: "entry", row: 0).isUnknown, "\(field)")
    }
    guard case .list(_, let reason) = model.value("flags", of: "entry", row: 0) else {
      Issue.record("no list of flags")
      return
    }
    #expect(reason == "what 'FINDER' stands for is not known")
  }
}
