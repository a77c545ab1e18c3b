import BooleanLogic
import Facts
import Testing

@testable import Extraction

struct FunctionReaderTests {
  @Test func spansOfADefinition() throws {
    let source = try Candidate.parse(
      "int before;\n\n««__bpf_kfunc struct file *\n«bpf_file_get»(«struct file *«f»», «u32 «n__k»»)»\n{\n\treturn f;\n}»\nint after;\n"
    )
    let function = try source.function("bpf_file_get")
    #expect(function.range.isSpan(0, of: source))
    #expect(function.declaratorRange.isSpan(1, of: source))
    #expect(function.nameRange.isSpan(2, of: source))
    #expect(function.parameters.map(\.name) == ["f", "n__k"])
    #expect(function.parameters[0].range.isSpan(3, of: source))
    #expect(function.parameters[0].nameRange.isSpan(4, of: source))
    #expect(function.parameters[1].range.isSpan(5, of: source))
    #expect(function.parameters[1].nameRange.isSpan(6, of: source))
    #expect(source.texts(function.tagRange.map { [$0] } ?? []) == ["__bpf_kfunc"])
    #expect(source.facts.status == .complete)
    #expect(source.facts.gaps.isEmpty)
  }

  @Test(arguments: [
    ("__bpf_kfunc static int f(void)\n{\n}\n", FunctionFact.Linkage.internal),
    ("static __bpf_kfunc int f(void)\n{\n}\n", .internal),
    ("static int __bpf_kfunc f(void)\n{\n}\n", .internal), ("__bpf_kfunc int f(void)\n{\n}\n", .external),
    ("__bpf_kfunc\nint f(void)\n{\n}\n", .external),
  ])
  func theTagMayStandAnywhereBeforeTheName(text: String, linkage: FunctionFact.Linkage) throws {
    let function = try Candidate.parse(text).function("f")
    #expect(function.tagged == .yes)
    #expect(function.linkage == linkage)
    #expect(function.returnType.btf == "int")
  }

  @Test func aTagOnThePrototypeIsNotOneOfTheDefinition() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.wantedFunctions = ["f"]
    let function = try Candidate.parse("__bpf_kfunc int f(void);\nint f(void)\n{\n}\n", surroundings).function("f")
    #expect(function.tagged == .no)
    #expect(function.tagRange == nil)
    #expect(function.hasEarlierPrototype == .yes)
  }

  @Test func linkageComesFromAnEarlierPrototypeToo() throws {
    let source = try Candidate.parse(
      "static int f(void);\n__bpf_kfunc int f(void)\n{\n}\n__bpf_kfunc int g(void)\n{\n}\nint g(void);\n")
    #expect(try source.function("f").linkage == .internal)
    #expect(try source.function("f").hasEarlierPrototype == .yes)
    #expect(try source.function("g").linkage == .external)
    #expect(try source.function("g").hasEarlierPrototype == .no)
  }

  @Test func whichFunctionsAreFacts() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.wantedFunctions = ["asked_for"]
    let source = try Candidate.parse(
      """
      void plain(void) { }
      void asked_for(void) { }
      void in_set(void) { }
      void in_list(void) { }
      void dtor(void *p) { }
      __bpf_kfunc void tagged(void) { }
      __bpf_kfunc void prototype_only(void);
      BTF_SET8_START(s)
      BTF_ID_FLAGS(func, in_set)
      BTF_SET8_END(s)
      BTF_ID_LIST(l)
      BTF_ID(func, in_list)
      BTF_ID(struct, plain)
      BTF_ID_LIST(d)
      BTF_ID(struct, file)
      BTF_ID(func, dtor)
      const struct btf_id_dtor_kfunc dtors[] = { { d[0], d[1] } };
      """, surroundings)
    #expect(source.facts.functions.map(\.name) == ["asked_for", "in_set", "in_list", "dtor", "tagged"])
  }

  @Test func attributesInSourceOrder() throws {
    let source = try Candidate.parse(
      "«noinline» «__weak» «__printf(1, 2)» __bpf_kfunc int f(const char *format, ...) «__must_hold(x)»\n{\n}\n")
    let function = try source.function("f")
    #expect(function.attributes.map(\.name) == ["noinline", "__weak", "__printf(1, 2)", "__must_hold(x)"])
    #expect(function.attributes.enumerated().allSatisfy { $0.element.range.isSpan($0.offset, of: source) })
    #expect(function.isVariadic)
    #expect(function.parameters.map(\.name) == ["format"])
  }

  @Test func integerTypedefsAreNoAttributes() throws {
    let source = try Candidate.parse(
      "__bpf_kfunc __u64 f(__u32 a)\n{\n}\n__bpf_kfunc inline struct file __rcu *g(void)\n{\n}\n")
    #expect(try source.function("f").attributes.isEmpty)
    #expect(try source.function("g").attributes.map(\.name) == ["inline"])
  }

  @Test func unnamedParametersHaveAPlaceForTheName() throws {
    let source = try Candidate.parse("__bpf_kfunc int f(«struct file *»«», «u32»«»)\n{\n}\n")
    let function = try source.function("f")
    #expect(function.parameters.map(\.name) == ["", ""])
    #expect(function.parameters[0].range.isSpan(0, of: source))
    #expect(function.parameters[0].nameRange.isSpan(1, of: source))
    #expect(function.parameters[1].range.isSpan(2, of: source))
    #expect(function.parameters[1].nameRange.isSpan(3, of: source))
  }

  @Test func parametersOverSeveralLinesWithComments() throws {
    let source = try Candidate.parse(
      "__bpf_kfunc int f(«struct file /* a */\n\t*«file»» /* b */,\n\tu32 n // c\n\t)\n{\n}\n")
    let function = try source.function("f")
    #expect(function.parameters[0].range.isSpan(0, of: source))
    #expect(function.parameters[0].nameRange.isSpan(1, of: source))
    #expect(function.parameters[0].type.written == "struct file *")
    #expect(function.parameters[1].type.written == "u32")
  }

  @Test func aParameterNamedLikeItsTypesTag() throws {
    let source = try Candidate.parse("__bpf_kfunc int f(struct file *«file»)\n{\n}\n")
    let function = try source.function("f")
    #expect(function.parameters[0].nameRange.isSpan(0, of: source))
    #expect(function.parameters[0].type.written == "struct file *")
  }

  @Test func aFunctionPointerParameter() throws {
    let source = try Candidate.parse("__bpf_kfunc int f(int (*«cb»)(u32 a, void *b), void *ctx)\n{\n}\n")
    let parameter = try source.function("f").parameters[0]
    #expect(parameter.name == "cb")
    #expect(parameter.nameRange.isSpan(0, of: source))
    #expect(parameter.type.btf == "int (*)(u32, void *)")
  }

  @Test func kernelDocBelongsToTheFunctionBelow() throws {
    let source = try Candidate.parse(
      "«/**\n * f() - Does it.\n * @a: What.\n */»\n__bpf_kfunc int f(int a)\n{\n}\n__bpf_kfunc int g(void)\n{\n}\n")
    #expect(try source.function("f").kernelDoc?.name == "f")
    #expect(try source.function("f").kernelDoc?.range.isSpan(0, of: source) == true)
    #expect(try source.function("g").kernelDoc == nil)
  }

  @Test func conditionsOfDefinitions() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.arguments = ["-DCONFIG_A=1"]
    let source = try Candidate.parse("#ifdef CONFIG_A\n__bpf_kfunc int f(void)\n{\n}\n#endif\n", surroundings)
    #expect(try source.function("f").condition.description == "CONFIG_A")
  }

  // MARK: Branches that the parse leaves out

  @Test func definitionsOfEveryBranchAreParsed() throws {
    let source = try Candidate.parse(
      """
      #ifdef CONFIG_A
      __bpf_kfunc int «f»(int a)
      {
      }
      #elif defined(CONFIG_B)
      __bpf_kfunc u64 «f»(u64 b)
      {
      }
      #else
      __bpf_kfunc struct file *«f»(void)
      {
      }
      #endif
      #ifdef CONFIG_C
      __bpf_kfunc int «g»(void)
      {
      }
      #endif
      """)
    let functions = source.facts.functions
    #expect(functions.map(\.name) == ["f", "f", "f", "g"])
    #expect(functions.enumerated().allSatisfy { $0.element.nameRange.isSpan($0.offset, of: source) })
    #expect(
      functions.map(\.condition.description) == [
        "CONFIG_A", "!CONFIG_A && CONFIG_B", "!CONFIG_A && !CONFIG_B", "CONFIG_C",
      ])
    #expect(functions.map(\.returnType.btf) == ["int", "u64", "struct file *", "int"])
    #expect(functions.map { $0.parameters.map(\.type.btf) } == [["int"], ["u64"], [], []])
    #expect(source.facts.gaps.isEmpty)
  }

  @Test func nestedBranches() throws {
    let source = try Candidate.parse(
      "#ifdef CONFIG_A\n#ifdef CONFIG_B\n__bpf_kfunc int f(void)\n{\n}\n#else\n__bpf_kfunc int g(void)\n{\n}\n#endif\n#endif\n"
    )
    #expect(source.facts.functions.map(\.name) == ["f", "g"])
    #expect(source.facts.functions.map(\.condition.description) == ["CONFIG_A && CONFIG_B", "CONFIG_A && !CONFIG_B"])
  }

  @Test func codeThatIsNeverCompiledHasNoFactsAndNoGaps() throws {
    let source = try Candidate.parse("#if 0\n__bpf_kfunc int f(void)\n{\n}\n#endif\n__bpf_kfunc int g(void)\n{\n}\n")
    #expect(source.facts.functions.map(\.name) == ["g"])
    #expect(source.facts.gaps.isEmpty)
  }

  @Test func alternativeHeadersOfOneBody() throws {
    let source = try Candidate.parse(
      "#ifdef CONFIG_A\n__bpf_kfunc int f(int a)\n{\n#else\n__bpf_kfunc u64 f(u64 a)\n{\n#endif\n\treturn 0;\n}\n__bpf_kfunc int g(void)\n{\n}\n"
    )
    #expect(source.facts.functions.map(\.name) == ["f", "f", "g"])
    #expect(source.facts.functions.map(\.returnType.btf) == ["int", "u64", "int"])
    #expect(source.facts.functions.map(\.tagged) == [.yes, .yes, .yes])
  }

  @Test func aDefinitionThatCannotBeParsedIsAGap() throws {
    let source = try Candidate.parse("int f(\n__bpf_kfunc int «bpf_x»(void)\n{\n}\n")
    #expect(source.facts.functions.isEmpty)
    #expect(source.facts.gaps.map(\.reason) == ["the definition of 'bpf_x' could not be parsed"])
    #expect(source.facts.gaps.first?.range.isSpan(0, of: source) == true)
  }

  // MARK: Definitions that macros make

  @Test func aDefinitionMadeByAMacro() throws {
    let source = try Candidate.parse(
      """
      #define DEFINE_GET(type) __bpf_kfunc struct type *bpf_##type##_get(struct type *p) { return p; }
      «DEFINE_GET»(file)
      BTF_SET8_START(s)
      BTF_ID_FLAGS(func, bpf_file_get)
      BTF_SET8_END(s)
      """)
    let function = try source.function("bpf_file_get")
    #expect(function.tagged == .unknown)
    #expect(function.tagRange == nil)
    #expect(function.attributes.isEmpty)
    #expect(function.returnType.btf == "struct file *")
    #expect(function.parameters.map(\.name) == ["p"])
    #expect(function.nameRange.isSpan(0, of: source))
  }

  @Test func whatAMacroMakesIsAFactOnlyWhenWanted() throws {
    let source = try Candidate.parse("#define DEFINE(n) int n(void) { return 0; }\nDEFINE(f)\n")
    #expect(source.facts.functions.isEmpty)
  }

  @Test func aPrototypeIsNoDefinition() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.wantedFunctions = ["f"]
    #expect(try Candidate.parse("int f(void);\nextern int f(void);\n", surroundings).facts.functions.isEmpty)
  }

  // MARK: Guard regions

  @Test(arguments: [
    ("__bpf_kfunc_start_defs();\nFUNC\n__bpf_kfunc_end_defs();\n", GuardRegion.kfuncDefs as GuardRegion?),
    ("__bpf_hook_start();\nFUNC\n__bpf_hook_end();\n", .hook),
    ("__diag_push();\n__diag_ignore_all(\"-Wmissing-prototypes\", \"why\");\nFUNC\n__diag_pop();\n", .diagnosticPragma),
    ("__diag_push();\n__diag_ignore_all(\"-Wmissing-declarations\", \"why\");\nFUNC\n__diag_pop();\n", nil),
    (
      "__diag_push();\n__diag_ignore_all(\"-Wmissing-declarations\", \"why\");\n__diag_ignore_all(\"-Wmissing-prototypes\", \"why\");\nFUNC\n__diag_pop();\n",
      .diagnosticPragma
    ),
    ("__diag_push();\nFUNC\n__diag_pop();\n", nil), ("FUNC\n__bpf_kfunc_start_defs();\n__bpf_kfunc_end_defs();\n", nil),
    ("__bpf_kfunc_start_defs();\n__bpf_kfunc_end_defs();\nFUNC\n", nil),
    ("__bpf_hook_start();\n__bpf_hook_end();\nFUNC\n", nil),
    ("__diag_push();\n__diag_ignore_all(\"-Wmissing-prototypes\", \"why\");\n__diag_pop();\nFUNC\n", nil),
    (
      "__diag_push();\n__diag_ignore_all(\"-Wmissing-prototypes\", \"\");\n__diag_push();\n__diag_pop();\nFUNC\n__diag_pop();\n",
      .diagnosticPragma
    ),
    (
      "__diag_push();\n__diag_ignore_all(\"-Wmissing-prototypes\", \"\");\n__diag_ignore_all(\"-Wmissing-prototypes\", \"\");\n__diag_pop();\nFUNC\n",
      nil
    ),
    (
      "#ifdef A\n__bpf_kfunc_start_defs();\n#else\n__bpf_kfunc_start_defs();\n#endif\n__bpf_kfunc_end_defs();\nFUNC\n",
      nil
    ),
    ("/* __bpf_kfunc_start_defs(); */\nFUNC\n", nil), ("__diag_pop();\nFUNC\n", nil),
    (
      "__bpf_kfunc_start_defs();\n__diag_push();\n__diag_ignore_all(\"-Wmissing-prototypes\", \"\");\n__diag_pop();\nFUNC\n__bpf_kfunc_end_defs();\n",
      .kfuncDefs
    ),
  ])
  func guardRegions(text: String, region: GuardRegion?) throws {
    let source = try Candidate.parse(
      text.replacingOccurrences(of: "FUNC", with: "__bpf_kfunc int f(void)\n{\n\treturn 0;\n}"))
    #expect(try source.function("f").guardRegion == region)
  }

  @Test func aRecordWithoutATagIsAFactOfTheParameter() throws {
    let source = try Candidate.parse(
      "typedef struct { int a; } plain_t;\nstruct tagged { int a; };\n"
        + "int f(plain_t *p, struct { struct { int a; } b[2]; } *q, struct tagged *r, int s)\n{\n\treturn 0;\n}\n"
        + "BTF_SET8_START(s)\nBTF_ID_FLAGS(func, f)\nBTF_SET8_END(s)\n")
    let parameters = try source.function("f").parameters
    #expect(parameters.map { $0.anonymousPointee?.isScalarOnly } == [.yes, .no, nil, nil])
    #expect(parameters[1].anonymousPointee?.hasPointer == .no)
  }

  @Test(arguments: [
    ("static «int »f(void)\n{\n\treturn« 0»;\n}\n", 1), ("«int\n»f(void)\n{\n\tif (x)\n\t\treturn;\n}\n", 0),
    ("__bpf_kfunc «const struct file *»f(int a)\n{\n\treturn« (void *)a»;\n\treturn« a == 2 ? 3 : -4»;\n}\n", 2),
    ("noinline «u64 »__weak f(void)\n{\n\treturn« sizeof(int)»;\n}\n", 1),
  ])
  func returnTypesAndValues(text: String, values: Int) throws {
    var surroundings = Candidate.Surroundings()
    surroundings.wantedFunctions = ["f"]
    let source = try Candidate.parse(text, surroundings)
    let function = try source.function("f")
    #expect(function.returnTypeRange?.bytes == source.spans[0])
    #expect(function.returnedValues?.map(\.bytes) == Array(source.spans.dropFirst()))
    #expect(function.returnedValues?.count == values)
  }

  @Test(arguments: ["g()", "x++", "x = 2", "(x += 3)", "({ 4; })"])
  func aValueThatDoesSomethingCannotBeLeftOut(value: String) throws {
    let function = try Candidate.parse("__bpf_kfunc int f(void)\n{\n\treturn \(value);\n}\n").function("f")
    #expect(function.returnedValues == nil)
  }

  @Test func aTypeAroundOtherSpecifiersHasNoPlaceOfItsOwn() throws {
    #expect(try Candidate.parse("int __bpf_kfunc static f(void)\n{\n}\n").function("f").returnTypeRange != nil)
    #expect(try Candidate.parse("long __bpf_kfunc int f(void)\n{\n}\n").function("f").returnTypeRange == nil)
  }
}
