import Diagnostics
import Model
import Testing

@testable import RuleEngine

@Suite struct FixTests {
  private static let docs = "docs: {what: What., why: Why., exceptions: None., references: [x], fix_safety: Safe.}"
  private static let examples = "examples:\n  - {bad: \"xyz\\n//^ finding\", fixed: y}\n  - good: z"

  /// Returns the text after all fixes of a rule that fires on every entry, and what the first fix says.
  private func fixed(
    _ text: String, _ fix: String, change: (inout SampleModel) -> Void = { _ in }
  ) throws -> (text: String, description: String?) {
    let rule = try SampleRule.rule([
      "assert": "assert: 'false'", "fix": "fix:\n" + fix, "docs": Self.docs, "examples": Self.examples,
    ])
    var model = try SampleModel(entriesOf: text)
    change(&model)
    let findings = Evaluation(rules: RuleSet([rule]), model: model).findings
    let edits = findings.compactMap(\.fix).flatMap(\.edits)
    let edited = try #require(EditedText(Array(text.utf8), edits: edits))
    return (String(decoding: edited.bytes, as: UTF8.self), findings.first?.fix?.description)
  }

  @Test(
    "missing flags are added behind the last one, or as an argument",
    arguments: [
      (
        "BTF_ID_FLAGS(func, f, KF_RCU)", "BTF_ID_FLAGS(func, f, KF_RCU | KF_ACQUIRE | KF_RET_NULL)",
        "Add KF_ACQUIRE and KF_RET_NULL."
      ),
      ("BTF_ID_FLAGS(func, f)", "BTF_ID_FLAGS(func, f, KF_ACQUIRE | KF_RET_NULL)", "Add KF_ACQUIRE and KF_RET_NULL."),
      (
        "BTF_ID_FLAGS(func, f, 0)", "BTF_ID_FLAGS(func, f, KF_ACQUIRE | KF_RET_NULL)", "Add KF_ACQUIRE and KF_RET_NULL."
      ),
      ("BTF_ID_FLAGS(func, f, KF_ACQUIRE)", "BTF_ID_FLAGS(func, f, KF_ACQUIRE | KF_RET_NULL)", "Add KF_RET_NULL."),
    ])
  func addFlags(before: String, after: String, description: String) throws {
    let result = try fixed(before, "  safety: unsafe\n  addFlags: [KF_ACQUIRE, KF_RET_NULL]")
    #expect(result.text == after)
    #expect(result.description == description)
  }

  @Test(
    "flags are removed, and a zero is left where none remains",
    arguments: [
      ("BTF_ID_FLAGS(func, f, KF_RCU | KF_ACQUIRE)", "BTF_ID_FLAGS(func, f, KF_ACQUIRE)"),
      ("BTF_ID_FLAGS(func, f, KF_ACQUIRE | KF_RCU)", "BTF_ID_FLAGS(func, f, KF_ACQUIRE)"),
      ("BTF_ID_FLAGS(func, f, KF_RCU)", "BTF_ID_FLAGS(func, f, 0)"),
    ])
  func removeFlags(before: String, after: String) throws {
    let result = try fixed(before, "  safety: unsafe\n  removeFlags: [KF_RCU]")
    #expect(result.text == after)
    #expect(result.description == "Remove KF_RCU.")
  }

  @Test("flags are exchanged in one edit")
  func exchange() throws {
    let result = try fixed(
      "BTF_ID_FLAGS(func, f, KF_RCU)", "  safety: unsafe\n  removeFlags: [KF_RCU]\n  addFlags: [KF_ACQUIRE]")
    #expect(result.text == "BTF_ID_FLAGS(func, f, KF_ACQUIRE)")
    #expect(result.description == "Add KF_ACQUIRE. Remove KF_RCU.")
  }

  @Test("an entry that a macro makes, or whose flags are not all known, has no fix")
  func noFix() throws {
    #expect(try fixed("GENERATED(f)", "  safety: safe\n  addFlags: [KF_RCU]").description == nil)
    #expect(try fixed("BTF_ID_FLAGS(func, f, KF_RCU)", "  safety: safe\n  addFlags: [KF_RCU]").description == nil)
    let partly = try fixed("BTF_ID_FLAGS(func, f, KF_A)", "  safety: safe\n  addFlags: [KF_RCU]") {
      $0.set("flags", ofEntry: 0, to: .list([], incomplete: "a macro"))
    }
    #expect(partly.description == nil)
  }

  @Test("texts are replaced and inserted, several at one place in the order of the rule")
  func texts() throws {
    let result = try fixed(
      "BTF_ID_FLAGS(func, f, KF_RCU)",
      """
        safety: safe
        description: "Change '{entry.name}'."
        replaceText: [{at: entry.flagsRange, with: "KF_{entry.name}"}]
        insertBefore: [{at: entry.nameRange, text: <}]
        insertAfter:
          - {at: entry.range, text: "1"}
          - {when: "false", at: entry.range, text: never}
          - {at: entry.range, text: "2"}
      """)
    #expect(result.text == "BTF_ID_FLAGS(func, <f, KF_f)12")
    #expect(result.description == "Change 'f'.")
  }

  @Test("an edit can be made at every place of a list, or not at all")
  func eachPlace() throws {
    let recipe =
      "  safety: safe\n  description: x\n  replaceText: [{each: entry.others, when: item.name != 'b', at: item.nameRange, with: \"{item.name}{entry.name}\"}]"
    let text = "BTF_ID_FLAGS(func, a, KF_A)\nBTF_ID_FLAGS(func, b, KF_A)\nBTF_ID_FLAGS(func, c, KF_A)"
    let others: [FieldValue] = [.object("entry", 1), .object("entry", 2)]
    let whole = try fixed(text, recipe) { $0.set("others", ofEntry: 0, to: .list(others, incomplete: nil)) }
    #expect(whole.text.contains("c, KF_A") == false)
    #expect(whole.text.hasSuffix("BTF_ID_FLAGS(func, b, KF_A)\nBTF_ID_FLAGS(func, ca, KF_A)"))
    let partly = try fixed(text, recipe) { $0.set("others", ofEntry: 0, to: .list(others, incomplete: "a macro")) }
    #expect(partly.text == text)
  }

  @Test("flags are not taken out of a macro that stands for several")
  func macroOfFlags() throws {
    let result = try fixed("BTF_ID_FLAGS(func, f, BOTH)", "  safety: safe\n  removeFlags: [KF_A]") {
      $0.set("flags", ofEntry: 0, to: .list([.string("KF_A"), .string("KF_B")], incomplete: nil))
    }
    #expect(result.text == "BTF_ID_FLAGS(func, f, BOTH)")
  }

  @Test("a fix has its safety, and none where its condition does not hold")
  func condition() throws {
    let rule = try SampleRule.rule([
      "assert": "assert: 'false'", "docs": Self.docs, "examples": Self.examples,
      "fix": "fix:\n  safety: display-only\n  when: entry.name == 'f'\n  addFlags: [KF_RCU]",
    ])
    let model = try SampleModel(entriesOf: "BTF_ID_FLAGS(func, f)\nBTF_ID_FLAGS(func, g)")
    let findings = Evaluation(rules: RuleSet([rule]), model: model).findings
    #expect(findings.map(\.fix?.safety) == [.displayOnly, nil])
  }

  @Test("a fix of which one place is not known is none")
  func halfFix() throws {
    let rule = try SampleRule.rule([
      "when": "when: has(entry.definition)", "assert": "assert: 'false'", "docs": Self.docs, "examples": Self.examples,
      "fix":
        "fix:\n  safety: safe\n  description: x\n  insertBefore: [{at: entry.range, text: a}, {at: 'entry.definition.isTagged ? entry.range : entry.nameRange', text: b}]",
    ])
    var model = try SampleModel(entriesOf: "BTF_ID_FLAGS(func, f)")
    let place = model.value("range", of: "entry", row: 0)
    let definition = model.addDefinition(name: "f", isTagged: .unknown("a macro"), at: place)
    model.set("definition", ofEntry: 0, to: definition)
    #expect(Evaluation(rules: RuleSet([rule]), model: model).findings.map(\.fix) == [nil])
  }

  @Test("how safe a fix is may depend on the object")
  func conditionalSafety() throws {
    let fix = """
      fix:
        safety: [{when: "'KF_RCU' in entry.flags", is: safe}, {is: unsafe}]
        addFlags: [KF_ACQUIRE]
      """
    let rule = try SampleRule.rule([
      "assert": "assert: 'false'", "fix": fix, "docs": Self.docs, "examples": Self.examples,
    ])
    func safety(_ text: String) throws -> [Fix.Safety] {
      Evaluation(rules: RuleSet([rule]), model: try SampleModel(entriesOf: text)).findings.compactMap(\.fix?.safety)
    }
    #expect(try safety("BTF_ID_FLAGS(func, f, KF_RCU)") == [.safe])
    #expect(try safety("BTF_ID_FLAGS(func, f)") == [.unsafe])
  }

  @Test("the last safety applies always")
  func unconditionalEnd() throws {
    let text = SampleRule.text([
      "fix": "fix:\n  safety: [{when: 'true', is: safe}]\n  addFlags: [KF_A]", "docs": Self.docs,
      "examples": Self.examples,
    ])
    let mistakes = RuleFile(SampleRule.source(text), schema: SampleModel.schema).mistakes.map(\.description)
    #expect(mistakes.contains { $0.contains("the last level must apply always") }, "\(mistakes)")
  }
}
