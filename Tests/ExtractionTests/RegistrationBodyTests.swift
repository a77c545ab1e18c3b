import Facts
import Foundation
import Testing

@testable import Extraction

/// What the bodies of filters and initialisers show by their shape.
struct RegistrationBodyTests {
  private func reader(_ text: String) -> RegistrationReader {
    RegistrationReader(text: Candidate.text(text).candidateText)
  }

  // MARK: Filters

  private func filter(_ body: String, parameters: String = "const struct bpf_prog *prog, u32 id") -> FilterFact? {
    reader(
      "static int __init only(\(parameters))\n{\n\(body)\n}\nstruct btf_kfunc_id_set k = { .filter = only };\n"
    ).kfuncIDSets().first?.filterFunction
  }

  @Test(arguments: [
    ("return 0;", true, false, false, false, [String]()),
    ("return prog->type == 3 ? 0 : -13;", false, false, false, false, []),
    ("if (!btf_id_set8_contains(&ids, id)) return 0;\nreturn -13;", false, true, false, false, ["ids"]),
    ("if (btf_id_set8_contains(&ids, id)) return 0;\nreturn -13;", false, true, false, true, ["ids"]),
    ("if (btf_id_set8_contains(&ids, id)) {\nreturn 0;\n}\nreturn -13;", false, true, false, true, ["ids"]),
    ("if (btf_id_set8_contains(&ids, id) || prog) return 0;\nreturn -13;", false, true, false, false, ["ids"]),
    ("if (btf_id_set8_contains(&ids, id)) return 0;\nreturn look(id);", false, true, true, false, ["ids"]),
    ("if (btf_id_set8_contains(&ids, id)) return -13;\nreturn 0;", false, true, false, false, ["ids"]),
    ("return look(prog, id);", false, true, true, false, []),
  ])
  func bodiesOfFilters(
    body: String, alwaysAllows: Bool, looks: Bool, usesOtherwise: Bool, isInverted: Bool, sets: [String]
  ) throws {
    let fact = try #require(filter(body))
    #expect(fact.alwaysAllows == alwaysAllows)
    #expect(fact.looksAtID == looks)
    #expect(fact.usesIDOtherwise == usesOtherwise)
    #expect(fact.isInverted == isInverted)
    #expect(fact.setsAsked == sets)
    #expect(fact.initRange != nil)
  }

  @Test func anIDWithoutANameIsNotLookedAt() throws {
    #expect(try #require(filter("return -13;", parameters: "const struct bpf_prog *prog, u32")).looksAtID == false)
    #expect(filter("return -13;", parameters: "void") == nil)
  }

  // MARK: Results

  private func loss(_ body: String) -> RegistrationFact.ResultLoss? {
    reader("static int __init start(void)\n{\n\tint err, other;\n\(body)\n}\n").registrations().first?.resultLoss
  }

  private static let call = "err = register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &k);\n"

  @Test(arguments: [
    "return err;", "if (err)\nreturn err;\nreturn 0;", "err = err ?: 1;\nreturn err;", "err |= 2;\nreturn err;",
    "if (other) err = 2;\nreturn err;", "goto out;\nout:\nreturn err;", "{ err = 2; }\nreturn err;",
    "show(&err);\nreturn 0;",
  ])
  func resultsThatAreReadOrMayBe(behind: String) {
    #expect(loss(Self.call + behind) == nil)
  }

  @Test func resultsThatNobodyReads() {
    #expect(loss(Self.call + "return 0;")?.overwrittenBy == nil)
    #expect(loss(Self.call + "return 0;")?.variable == "err")
    #expect(loss("while (other) {\n" + Self.call + "}\nreturn 0;") == nil)
    #expect(loss("global = register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &k);\nreturn 0;") == nil)
    #expect(loss(Self.call + "#ifdef A\nreturn err;\n#else\nreturn 0;\n#endif") == nil)
  }

  @Test func resultsThatAreOverwritten() throws {
    let plain = try #require(loss(Self.call + "err = 2;\nreturn err;"))
    #expect(plain.overwrittenBy != nil && plain.nextRegistration == nil)
    let chain = try #require(loss(Self.call + Self.call + "return err;"))
    #expect(chain.nextRegistration != nil)
    let chained = "err = err ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &k);\n"
    #expect(loss(chained + "err = 2;\nreturn err;") != nil && loss(chained + "return err;") == nil)
    #expect(loss("err = other ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &k);\nreturn 0;") == nil)
    #expect(loss("#ifdef A\n" + Self.call + "#else\nerr = 2;\n#endif\nreturn err;") == nil)
    #expect(loss(Self.call + "#ifdef A\nerr = 2;\n#endif\nreturn err;") == nil)
  }

  // MARK: Operations

  @Test func chainsOfCallsFromAnOperation() throws {
    let operation = try #require(
      reader(
        """
        static int last(void) { return register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &k); }
        static int middle(void) { return last(); }
        static int first(void) { return middle(); }
        struct operations o = { .open = first, };
        """
      ).registrations().first?.operation)
    #expect(operation.member == "open")
    #expect(operation.functions == ["first", "middle", "last"])
  }

  @Test(arguments: [
    "static int __init last(void) { return R; }\nstruct operations o = { .open = last };",
    "static int last(void) { return R; }\nstatic int __init first(void) { return last(); }\nstruct operations o = { .init = first };",
    "int last(void) { return R; }\nmodule_init(last);",
    "static int last(void) { struct operations o = { .open = last }; return R; }",
    "static int last(void) { return last() + R; }",
  ])
  func functionsThatNothingShowsToBeOperations(text: String) {
    let code = text.split(separator: "R;").joined(separator: "register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &k);")
    let found = reader(String(code)).registrations()
    #expect(found.count == 1)
    #expect(found.first?.operation == nil)
  }

  // MARK: Lists

  private func index(_ text: String) -> ListIndexFact? {
    let candidate = Candidate.text("BTF_ID_LIST(ids)\nBTF_ID(func, f)\n" + text).candidateText
    let macros = MacroTable(recordedDefinition: { _, _ in nil }, isParsed: { _ in true })
    return SetReader.read(candidate, macros: macros).sets.first.flatMap {
      ListIndexReader(text: candidate).index(of: $0)
    }
  }

  @Test func theEnumOfTheConstantsThatIndexAList() {
    let use = "\nint f(void) { return ids[ID_A]; }\n"
    #expect(index("enum id { ID_A, ID_B };" + use)?.constants.map(\.name) == ["ID_A", "ID_B"])
    #expect(index("enum id { ID_A = 0, ID_B, };" + use)?.name == "id")
    #expect(index("enum { ID_A, ID_B, NR_IDS };" + use)?.constants.count == 2)
    #expect(index("enum { ID_A, MAX_SPEED, ID_B };" + use)?.constants.count == 3)
    #expect(index("enum { ID_A, ID_B = 7 };" + use) == nil)
    #expect(index("enum { X(ID_A), ID_B };" + use) == nil)
    #expect(index("enum { OTHER, ID_B };" + use) == nil)
    #expect(index("enum { ID_A, ID_B };\nint f(int i) { return ids[i]; }\n") == nil)
  }

  // MARK: Removal

  @Test(arguments: [
    "err = 1;«\terr = err ?: CALL;\n»\treturn err;", "return err« ?: CALL»;", "return err« ?: CALL» ?: other;",
    "if (err« || CALL»)\n\t\treturn 1;",
  ])
  func onlyTheCallIsTakenAway(body: String) throws {
    let parts = body.components(separatedBy: CharacterSet(charactersIn: "«»"))
    let call = "register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &k)"
    let start = "static int __init start(void)\n{\n\tint err, other;\n" + parts[0].replacing(";", with: ";\n")
    let removed = parts[1].replacing("CALL", with: call)
    let text = start + removed + parts[2] + "\n}\n"
    let range = try #require(reader(text).registrations().first?.removalRange)
    #expect(range.bytes == start.utf8.count..<start.utf8.count + removed.utf8.count)
  }

  @Test(arguments: [
    "return CALL;", "err = CALL;", "if (CALL || other)\n\t\treturn 1;", "return err ?\n#ifdef X\n: CALL\n#endif\n;",
  ])
  func aCallWhoseValueIsNeededStays(body: String) throws {
    let call = "register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &k)"
    let text = "static int __init start(void)\n{\n\tint err;\n\t\(body.replacing("CALL", with: call))\n}\n"
    let registration = try #require(reader(text).registrations().first)
    #expect(registration.removalRange == nil)
  }
}
