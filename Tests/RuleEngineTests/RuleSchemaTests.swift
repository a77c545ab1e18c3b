import CEL
import Model
import Testing

@testable import RuleEngine

@Suite struct RuleSchemaTests {
  @Test("every type of the model that is no mere description can be the subject of a rule, in kebab case")
  func subjects() {
    let schema = RuleSchema()
    #expect(schema.subjects["safe-field"] == "safeField")
    #expect(schema.subjects["entry"] == "entry")
    for name in ["range", "dialect", "type"] { #expect(!schema.subjects.values.contains(name)) }
    #expect(schema.subjects.count == ModelSchema.types.count - 3)
  }

  @Test("fields keep their types and whether they may be absent or unknown")
  func fields() throws {
    let entry = try #require(RuleSchema().objects.objectTypes["entry"])
    #expect(entry["flags"] == Schema.Field(type: .list(.string)))
    #expect(entry["definition"] == Schema.Field(type: .object("definition"), mayBeAbsent: true, mayBeUnknown: true))
    #expect(entry["isGenerated"] == Schema.Field(type: .bool))
  }

  @Test("values of the model become values of the language")
  func values() {
    #expect(Value(FieldValue.int(3)) == .int(3))
    #expect(Value(FieldValue.object("entry", 4)) == .object(ObjectReference(type: "entry", row: 4)))
    #expect(Value(FieldValue.list([.bool(true)], incomplete: nil)) == .list([.bool(true)]))
    #expect(
      Value(FieldValue.list([.string("a")], incomplete: "why")) == .incompleteList([.string("a")], UnknownSet("why")))
    #expect(Value(FieldValue.unknown("why")) == .unknown(UnknownSet("why")))
  }

  @Test("functions of an object type are offered where the model has the type")
  func functions() {
    let names = RuleFunctions.declarations(for: Schema(objectTypes: ["dialect": [:]])).map(\.name)
    #expect(names == ["hasMacro", "nearest", "sorted", "distinct"])
    #expect(SampleModel.schema.environment(subject: "entry").functions.map(\.name).contains("missing"))
  }
}
