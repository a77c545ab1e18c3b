import Diagnostics
import Foundation
import Testing

@Suite struct FindingIdentityTests {
  @Test func `the canonical form has sorted keys, no spaces and null for no parameter`() {
    let identity = FindingIdentity(
      rule: RuleID("flag-x"), subjectKind: "entry", subjectKey: "bpf_x", detail: "KF_ACQUIRE")
    #expect(
      identity.canonicalJSON
        == #"{"detail":"KF_ACQUIRE","parameter":null,"rule":"flag-x","subject":"bpf_x","subjectKind":"entry"}"#)
  }

  @Test func `the index of a parameter is a number`() {
    let identity = FindingIdentity(rule: RuleID("r"), subjectKind: "parameter", subjectKey: "bpf_x", parameterIndex: 2)
    #expect(
      identity.canonicalJSON == #"{"detail":"","parameter":2,"rule":"r","subject":"bpf_x","subjectKind":"parameter"}"#)
  }

  @Test func `the canonical form is JSON whatever the names hold`() throws {
    let odd = "\"\\\u{0}\u{1F}\n/größe\u{7F}\u{2028}😀"
    let identity = FindingIdentity(rule: RuleID(odd), subjectKind: odd, subjectKey: odd, detail: odd)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(identity.canonicalJSON.utf8)) as? [String: Any])
    for key in ["detail", "rule", "subject", "subjectKind"] { #expect(object[key] as? String == odd) }
  }

  @Test func `each part tells identities apart`() {
    let base = FindingIdentity(rule: RuleID("r"), subjectKind: "k", subjectKey: "s", parameterIndex: 0, detail: "d")
    var others = Array(repeating: base, count: 5)
    others[0].rule = RuleID("r2")
    others[1].subjectKind = "k2"
    others[2].subjectKey = "s2"
    others[3].parameterIndex = nil
    others[4].detail = "d2"
    #expect(Set((others + [base]).map(\.canonicalJSON)).count == 6)
  }
}
