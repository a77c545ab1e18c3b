import BooleanLogic
import Foundation
import SourceText
import Testing

@testable import Facts

struct FactsCodingTests {
  private let range = SourceRange(
    path: "kernel/a.c", start: .start, end: SourcePosition(offset: 3, line: 1, column: 4))

  private func type() -> TypeFact {
    TypeFact(
      written: "const u32 *", canonical: "const unsigned int *", btf: "const u32 *",
      layers: [
        .init(kind: .pointer, size: 8),
        .init(kind: .integer, name: "unsigned int", typedefs: ["u32"], isConst: true, size: 4, tags: ["__user"]),
      ])
  }

  /// One of everything, with no default left in place where that could hide a lost member.
  private func facts() -> FileFacts {
    let condition = Formula.and(of: [.atom(.enabled("CONFIG_A")), .not(of: .atom(.opaque("x > 1")))])
    var facts = FileFacts(
      path: "kernel/a.c", translationUnit: "kernel/main.c", context: "bare tree",
      status: .degraded(reason: "unknown type"),
      errorsInFile: 2, errorsElsewhere: 3)
    facts.functions = [
      FunctionFact(
        name: "bpf_a", range: range, nameRange: range, declaratorRange: range, linkage: .internal, tagged: .unknown,
        tagRange: range, attributes: [AttributeFact(name: "__weak", range: range, removalRange: range)],
        returnType: type(),
        parameters: [ParameterFact(name: "p", type: type(), range: range, nameRange: range, occurrences: [range])],
        isVariadic: true,
        hasEarlierPrototype: .yes, guardRegion: .hook,
        kernelDoc: KernelDocFact(
          range: range, name: "bpf_a", parameters: ["p"], parameterRanges: [range], deprecation: nil, returns: "0",
          context: "any"),
        condition: condition)
    ]
    facts.sets = [
      SetFact(
        name: "s", kind: .set8, startMacro: "BTF_SET8_START", startRange: range, nameRange: range,
        end: .init(macro: "BTF_SET8_END", name: "s", range: range),
        entries: [
          EntryFact(
            macro: "BTF_ID_FLAGS", prefix: "func", name: "bpf_a", flags: [.init(name: "KF_ACQUIRE", range: range)],
            flagTokens: ["KF_ACQUIRE"], flagsText: "KF_ACQUIRE", flagsRange: range, extraArguments: ["x"], range: range,
            nameRange: range,
            generatedBy: "M",
            condition: condition)
        ], incompleteReason: "a macro", condition: condition)
    ]
    facts.kfuncIDSets = [
      KfuncIDSetFact(
        name: "k", range: range, nameRange: range, owner: .init(text: "THIS_MODULE", range: range),
        set: .init(text: "s", range: range), filter: .init(text: "f", range: range), condition: condition)
    ]
    facts.registrations = [
      RegistrationFact(
        api: .kfunc, programType: "BPF_PROG_TYPE_XDP", object: "k", arguments: ["BPF_PROG_TYPE_XDP", "&k"],
        range: range,
        enclosingFunction: "init", enclosingAttributes: ["__init"], result: .returned, condition: condition)
    ]
    facts.destructors = [
      DestructorFact(
        array: "d", typeName: "t", functionName: "f", functionRange: range, typeRange: range, range: range,
        condition: condition)
    ]
    let field = FieldFact(name: "m", type: type(), range: range, depth: 1, isInMultiMemberUnion: true)
    facts.structs = [
      StructFact(
        tag: "t", isUnion: true, range: range, size: 8, alignment: 4, fields: [field], hasFields: true,
        conditionalNames: ["c"],
        isScalarOnly: .no, hasPointer: .yes)
    ]
    facts.safeTypes = [
      SafeTypeFact(
        macro: "BTF_TYPE_SAFE_RCU", keyword: "struct", tag: "t", range: range, fields: [field],
        emissions: [.init(function: "f", range: range)], condition: condition)
    ]
    facts.suppressions = [SuppressionFact(rule: "r", reason: "why", range: range)]
    facts.gaps = [.init(range: range, reason: "a gap")]
    facts.fileCondition = condition
    return facts
  }

  @Test func bundleSurvivesCoding() throws {
    let bundle = FactsBundle(kernelVersion: "6.12.117", files: [facts()])
    let data = try JSONEncoder().encode(bundle)
    #expect(try JSONDecoder().decode(FactsBundle.self, from: data) == bundle)
    #expect(bundle.schema == FactsBundle.currentSchema)
  }

  @Test func absentValuesSurviveCoding() throws {
    var facts = FileFacts(path: "a.c", translationUnit: "a.c", context: "", status: .failed(reason: "crash"))
    facts.gaps = []
    #expect(try JSONDecoder().decode(FileFacts.self, from: JSONEncoder().encode(facts)) == facts)
  }

  @Test func outerAndPointeeOfAType() {
    let pointer = type()
    #expect(pointer.outer?.kind == .pointer)
    #expect(pointer.pointee?.name == "unsigned int")
    let scalar = TypeFact(
      written: "int", canonical: "int", btf: "int", layers: [.init(kind: .integer, name: "int", size: 4)])
    #expect(scalar.pointee == nil)
    let array = TypeFact(
      written: "", canonical: "", btf: "", layers: [.init(kind: .array, count: 2), .init(kind: .integer)])
    #expect(array.pointee == nil)
    #expect(TypeFact(written: "", canonical: "", btf: "", layers: []).outer == nil)
  }

  @Test func threeValuedAnswers() {
    #expect(TriState(true) == .yes)
    #expect(TriState(false) == .no)
  }
}
