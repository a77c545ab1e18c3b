import BooleanLogic
import Dialect
import Facts
import Testing

@testable import Model

struct ModelSchemaTests {
  /// A model with at least one row of every type, and with rows that lack everything that can be lacking.
  private func model(firstLine: Int = 1, status: FileFacts.ParseStatus = .complete, missing: String? = nil) throws
    -> Model
  {
    var file = SampleFile("kernel/bpf/verifier.c", status: status, firstLine: firstLine)
    let state = SampleFile.pointer(to: "bpf_iter_num")
    file.function("bpf_iter_num_new", parameters: [("it", state), ("buf__sz", SampleFile.int)])
    file.function("bpf_iter_num_next", parameters: [("it", state)], returns: SampleFile.pointer(to: "", kind: .void))
    file.body()
    file.function("bpf_iter_num_destroy", linkage: .internal, tagged: .unknown, parameters: [("", state)])
    file.stray("BTF_ID", "bpf_lost")
    file.function("bpf_never_named", parameters: [("p", SampleFile.pointer(to: "", kind: .void))])
    file.detail(attribute: "__weak", documents: "q", prototype: ["p__k"])
    file.guardMacro("__bpf_kfunc_start_defs", isStart: true, partner: 1)
    file.guardMacro("__bpf_kfunc_end_defs", isStart: false)
    file.guardMacro("__bpf_kfunc_end_defs", isStart: false, fault: .unopened)
    file.emit("task_struct", in: "type_is_rcu")
    file.emit("nowhere", in: "f")
    var other = SampleFile("net/take.c", status: status, firstLine: firstLine)
    other.namesake(of: "bpf_never_named")
    other.documents("KF_RCU", "bpf_never_named")
    file.set(
      "s", .kfuncs,
      [
        ("bpf_iter_num_new", ["KF_ITER_NEW"]), ("bpf_iter_num_next", ["KF_ITER_NEXT", "KF_RET_NULL"]),
        ("bpf_iter_num_destroy", ["KF_ITER_DESTROY"]), ("bpf_undefined", []),
      ])
    file.set("unregistered", .set8, [("bpf_iter_num_new", [])])
    file.set("empty", .kfuncs)
    file.set("ids", .list, [("bpf_iter_num_new", [])])
    file.object("k", set: "s")
    file.register("k")
    file.register(nil, for: nil)
    file.register("k", as: .fmodret)
    file.register("dtors", as: .destructors)
    file.destructor(type: "task_struct", function: "bpf_iter_num_destroy")
    file.destructor(type: nil, function: nil)
    file.structure("bpf_iter_num", fields: [("opaque", SampleFile.int)])
    file.structure("nf_conn", fields: [("a", SampleFile.int)])
    file.structure("nf_conn___init", fields: [("ct", SampleFile.pointer(to: "nf_conn"))])
    file.structure("empty___init", fields: [])
    file.structure("task_struct", fields: [("pid", SampleFile.int)])
    file.safeType("task_struct", fields: [("pid", SampleFile.int), ("pod", SampleFile.int)])
    file.safeType("nowhere", fields: [("x", SampleFile.pointer(to: "y"))])
    // What the verifier's own sets name is special to it, and no reference type.
    let object = SampleFile.pointer(to: "nf_conn")
    other.function("bpf_take", parameters: [("object", object)], returns: object)
    other.set("takers", .kfuncs, [("bpf_take", ["KF_ACQUIRE", "KF_RELEASE"])])
    other.object("taker", set: "takers")
    other.register("taker")
    return try Sample.model([file, other], missing: missing).compared(
      to: try Sample.model([file], missing: missing), texts: ComparedTexts(old: { _ in nil }, new: { _ in nil }))
  }

  @Test func namesAreUniqueAndEverythingIsDocumented() {
    #expect(Set(ModelSchema.types.map(\.name)).count == ModelSchema.types.count)
    for type in ModelSchema.types {
      #expect(type.doc.hasSuffix("."), "\(type.name)")
      #expect(!type.fields.isEmpty, "\(type.name)")
      #expect(Set(type.fields.map(\.name)).count == type.fields.count, "\(type.name)")
      for field in type.fields {
        #expect(field.doc.count > 3 && field.doc.hasSuffix("."), "\(type.name).\(field.name)")
      }
    }
  }

  @Test func fieldsReferToTypesThatExist() {
    let names = Set(ModelSchema.types.map(\.name))
    for type in ModelSchema.types {
      for field in type.fields {
        var inner = field.type
        while case .list(let element) = inner { inner = element }
        if case .object(let name) = inner { #expect(names.contains(name), "\(type.name).\(field.name)") }
      }
    }
  }

  @Test func theSampleHasRowsOfEveryType() throws {
    let model = try model()
    for type in ModelSchema.types { #expect(model.rowCount(of: type.name) > 0, "\(type.name)") }
  }

  /// What the type checker promises to rules: kinds as declared, and `absent` and `unknown` only where they are.
  @Test(arguments: [nil, "no tree"], [FileFacts.ParseStatus.complete, .degraded(reason: "x"), .failed(reason: "x")])
  func everyFieldOfEveryRowIsAsDeclared(missing: String?, status: FileFacts.ParseStatus) throws {
    let model = try model(status: status, missing: missing)
    for type in ModelSchema.types {
      for row in 0..<model.rowCount(of: type.name) {
        for field in type.fields {
          let value = model.value(field.name, of: type.name, row: row)
          #expect(fits(value, field, model), "\(type.name)[\(row)].\(field.name): \(value)")
        }
      }
    }
  }

  private func fits(_ value: FieldValue, _ field: ObjectType.Field, _ model: Model) -> Bool {
    switch value {
    case .absent: field.mayBeAbsent
    case .unknown(let reason): field.mayBeUnknown && !reason.isEmpty
    case .bool, .int, .string, .list, .object: fits(value, field.type, model)
    }
  }

  private func fits(_ value: FieldValue, _ type: FieldType, _ model: Model) -> Bool {
    switch (value, type) {
    case (.bool, .bool), (.int, .int), (.string, .string): true
    case (.list(let elements, let reason), .list(let element)):
      elements.allSatisfy { fits($0, element, model) } && reason != ""
    case (.object(let name, let row), .object(let expected)):
      // Those of the older model follow those of this one.
      name == expected
        && (0..<model.rowCount(of: name) + (model.comparison?.old.rowCount(of: name) ?? 0)).contains(row)
    default: false
    }
  }

  @Test func whatTheSchemaDoesNotHaveIsUnknown() throws {
    let model = try model()
    #expect(model.value("nonsense", of: "entry", row: 0).text == "unknown")
    #expect(model.value("name", of: "nonsense", row: 0).text == "unknown")
    #expect(model.value("name", of: "entry", row: 1_000_000).text == "unknown")
    #expect(model.rowCount(of: "nonsense") == 0)
  }

  // MARK: Identities

  /// The types whose objects findings can be about.
  private static let subjects = ModelSchema.types.map(\.name).filter {
    !["type", "body", "step", "range", "dialect"].contains($0)
  }

  @Test func identitiesHaveNoLines() throws {
    let one = try model()
    let moved = try model(firstLine: 5000)
    for type in Self.subjects {
      for row in 0..<one.rowCount(of: type) {
        let left = one.identity(of: type, row: row)
        let right = moved.identity(of: type, row: row)
        #expect(
          left.kind == right.kind && left.key == right.key && left.parameterIndex == right.parameterIndex,
          "\(type)[\(row)]")
        #expect(!left.key.isEmpty && left.key != String(row), "\(type)[\(row)]: \(left.key)")
      }
    }
  }

  @Test func identitiesName() throws {
    let model = try model()
    #expect(model.identity(of: "set", row: 0).key == "kernel/bpf/verifier.c:s")
    #expect(model.identity(of: "entry", row: 0).key == "kernel/bpf/verifier.c:s/bpf_iter_num_new")
    #expect(model.identity(of: "definition", row: 0).key == "bpf_iter_num_new")
    #expect(model.identity(of: "definition", row: 2).key == "kernel/bpf/verifier.c:bpf_iter_num_destroy")
    #expect(model.identity(of: "parameter", row: 1).key == "bpf_iter_num_new")
    #expect(model.identity(of: "parameter", row: 1).parameterIndex == 1)
    #expect(model.identity(of: "kfunc", row: 0).key == "bpf_iter_num_new")
    #expect(model.identity(of: "registration", row: 0).key == "register_btf_kfunc_id_set:BPF_PROG_TYPE_XDP:k")
    #expect(model.identity(of: "registration", row: 1).key == "register_btf_kfunc_id_set::a,b")
    #expect(model.identity(of: "destructor", row: 0).key == "dtors:task_struct:bpf_iter_num_destroy")
    #expect(model.identity(of: "safeField", row: 0).key == "BTF_TYPE_SAFE_RCU:task_struct.pid")
  }

  /// The same function in another file is the same subject, unless its name is private to the file.
  @Test func pathsAreInIdentitiesOfPrivateNamesOnly() throws {
    func key(_ path: String, _ linkage: FunctionFact.Linkage) throws -> String {
      var file = SampleFile(path)
      file.function("f", linkage: linkage)
      return try Sample.model([file]).identity(of: "definition", row: 0).key
    }
    #expect(try key("a.c", .external) == key("b.c", .external))
    #expect(try key("a.c", .internal) != key("b.c", .internal))
  }

  @Test func reportsNameWhatAnObjectBelongsTo() throws {
    let model = try model()
    #expect(model.names(of: "entry", row: 0) == ("bpf_iter_num_new", "s", nil))
    #expect(model.names(of: "parameter", row: 1) == ("bpf_iter_num_new", "s", "buf__sz"))
    #expect(model.names(of: "definition", row: 3) == ("bpf_never_named", nil, nil))
    #expect(model.names(of: "set", row: 0) == (nil, "s", nil))
    #expect(model.names(of: "registration", row: 1) == (nil, nil, nil))
    #expect(model.names(of: "destructor", row: 1) == (nil, nil, nil))
    for type in Self.subjects {
      for row in 0..<model.rowCount(of: type) { _ = model.names(of: type, row: row) }
    }
  }
}

struct NearestNameTests {
  @Test(arguments: [
    ("cgruops", "cgroups"), ("cgroup", "cgroups"), ("KF_AQUIRE", "KF_ACQUIRE"), ("ab", "ac"), ("xyz", nil),
    ("cgroups", nil), ("", nil),
  ])
  func theNearestOfSeveral(name: String, nearest: String?) {
    #expect(NearestName.of(name, among: ["cgroups", "KF_ACQUIRE", "ac", "cgroups"]) == nearest)
  }

  @Test func theFirstOfEqualsAndNothingOfNothing() {
    #expect(NearestName.of("abc", among: ["abe", "abd"]) == "abd")
    #expect(NearestName.of("abc", among: []) == nil)
  }
}
