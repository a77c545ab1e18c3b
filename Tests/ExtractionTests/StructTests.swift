import Facts
import Testing

@testable import Extraction

struct StructTests {
  @Test func iteratorStatesHaveMembersSizeAndAlignment() throws {
    let source = try Candidate.parse(
      """
      «struct bpf_iter_num {
      \t«u64 opaque[1]»;
      } __attribute__((aligned(8)))»;
      __bpf_kfunc int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end)
      {
      }
      """)
    let fact = try source.structure("bpf_iter_num")
    #expect(fact.size == 8)
    #expect(fact.alignment == 8)
    #expect(fact.hasFields)
    #expect(!fact.isUnion)
    #expect(fact.fields.map(\.name) == ["opaque"])
    #expect(fact.fields[0].type.layers.map(\.kind) == [.array, .integer])
    #expect(fact.fields[0].range.isSpan(1, of: source))
    #expect(fact.range.start == source.file.range(source.spans[0]).start)
    #expect(fact.isScalarOnly == .yes)
    #expect(fact.hasPointer == .no)
  }

  @Test func otherStructsHaveNoMembers() throws {
    let fact = try Candidate.parse("__bpf_kfunc struct file *f(void)\n{\n}\n").structure("file")
    #expect(!fact.hasFields)
    #expect(fact.fields.isEmpty)
    #expect(fact.size == 4)
  }

  @Test func wantedStructsHaveMembers() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.wantedStructs = ["wanted"]
    let source = try Candidate.parse("struct wanted { int a; };\nstruct other { int b; };\n", surroundings)
    #expect(source.facts.structs.map(\.tag) == ["wanted"])
    #expect(source.facts.structs[0].fields.map(\.name) == ["a"])
  }

  @Test func commentsAndAnnotationsOfMembersAreRead() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.wantedStructs = ["s"]
    let source = try Candidate.parse(
      """
      #define __rcu
      struct s {
      \tint *plain;\t/* NULL for a start */
      \tint __rcu *guarded;
      \t/* NULL while it waits */
      \tint *before;
      \tint *denied;\t// never NULL
      \t/* Not set to NULL. Later NULL. */
      \tint *both;
      \tchar *text;\t/* NULL-terminated */
      \tint *other;\t/* the end of NULLS */
      };
      """, surroundings)
    let fields = source.facts.structs[0].fields
    #expect(fields.filter(\.isSaidToBeNull).map(\.name) == ["plain", "before", "both"])
    #expect(fields.filter { $0.type.pointee?.tags == ["__rcu"] }.map(\.name) == ["guarded"])
  }

  @Test func membersOfAnonymousOnesFollowWithTheirDepth() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.wantedStructs = ["s"]
    let source = try Candidate.parse(
      """
      struct s {
      \tint a;
      \tstruct {
      \t\tint b;
      \t\tunion {
      \t\t\tint c;
      \t\t\tvoid *d;
      \t\t};
      \t};
      \tunion {
      \t\tint only;
      \t};
      \tint : 4;
      \tu32 bits : 3;
      \tstruct file named;
      };
      """, surroundings)
    let fields = try source.structure("s").fields
    #expect(fields.map(\.name) == ["a", "", "b", "", "c", "d", "", "only", "bits", "named"])
    #expect(fields.map(\.depth) == [0, 0, 1, 1, 2, 2, 0, 1, 0, 0])
    #expect(fields.filter(\.isInMultiMemberUnion).map(\.name) == ["c", "d"])
  }

  @Test func unions() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.wantedStructs = ["u"]
    let fact = try Candidate.parse("union u { int a; char b[8]; };\n", surroundings).structure("u")
    #expect(fact.isUnion)
    #expect(fact.size == 8)
    #expect(fact.fields.map(\.isInMultiMemberUnion) == [true, true])
  }

  /// `kernel/bpf/verifier.c:__btf_type_is_scalar_struct`: scalars, structs of them and arrays of them, at most four levels.
  @Test(arguments: [
    ("int a; u64 b; bool c; enum bpf_prog_type d;", TriState.yes, TriState.no), ("u8 a[4];", .yes, .no),
    ("struct file f;", .yes, .no),
    ("void *p;", .no, .yes), ("struct { int a; struct file f; };", .yes, .no), ("int (*cb)(void);", .no, .yes),
    ("void *p[2];", .no, .yes),
    ("struct file f[2];", .no, .no), ("u8 a[2][2];", .no, .no), ("u8 tail[];", .no, .no), ("u8 none[0];", .no, .no),
    ("struct { struct { void *p; }; };", .no, .yes), ("struct { struct { struct { int a; }; }; };", .yes, .no),
    ("struct { struct { struct { struct { int a; }; }; }; };", .no, .no), ("double d;", .no, .no),
  ])
  func plainMemory(members: String, scalar: TriState, pointer: TriState) throws {
    var surroundings = Candidate.Surroundings()
    surroundings.wantedStructs = ["s"]
    let fact = try Candidate.parse("struct s { \(members) };\n", surroundings).structure("s")
    #expect(fact.isScalarOnly == scalar)
    #expect(fact.hasPointer == pointer)
  }

  @Test func membersUnderConditionsAreNamed() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.wantedStructs = ["s"]
    let source = try Candidate.parse(
      "struct s {\n\tint a;\n#ifdef CONFIG_B\n\tint b;\n#else\n\tu64 c;\n#endif\n};\nstruct t {\n#ifdef CONFIG_B\n\tint d;\n#endif\n};\n",
      surroundings)
    let fact = try source.structure("s")
    #expect(fact.fields.map(\.name) == ["a", "c"])
    #expect(fact.conditionalNames == ["b", "c", "int", "u64"])
  }

  @Test func aConditionAroundTheWholeStructIsNotOneOfItsMembers() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.wantedStructs = ["s"]
    let source = try Candidate.parse("#ifndef CONFIG_X\nstruct s {\n\tint a;\n};\n#endif\n", surroundings)
    #expect(try source.structure("s").conditionalNames == [])
  }

  @Test func initStructsAndTheirPlainOnes() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.headers["/kfl/include/conn.h"] = "struct conn { int a; };\n"
    let source = try Candidate.parse(
      """
      #include <conn.h>
      struct conn___init {
      \tstruct conn ct;
      };
      __bpf_kfunc struct conn___init *bpf_conn_alloc(void)
      {
      }
      """, surroundings)
    #expect(source.facts.structs.map(\.tag) == ["conn", "conn___init"])
    #expect(source.facts.structs.map(\.hasFields) == [true, true])
    #expect(try source.structure("conn___init").fields.map(\.name) == ["ct"])
    #expect(try source.structure("conn").range.path == "include/conn.h")
  }

  // MARK: Safe types

  private let sched = """
    struct css_set;
    struct task_struct {
    \tint pid;
    \tstruct css_set *cgroups;
    #ifdef CONFIG_X
    \tstruct file *maybe;
    #endif
    };

    """

  @Test func safeTypesWithMembersEmissionAndRealStruct() throws {
    var surroundings = Candidate.Surroundings()
    surroundings.headers["/kfl/include/linux/sched.h"] = sched
    surroundings.trailingHeaders = ["linux/sched.h"]
    let source = try Candidate.parse(
      """
      struct css_set;
      «BTF_TYPE_SAFE_RCU(struct task_struct)» {
      \t«struct css_set *cgroups»;
      \tstruct file *maybe;
      \tint gone;
      };
      BTF_TYPE_SAFE_TRUSTED(struct file) {
      \tint count;
      };
      static void emit_rcu(void)
      {
      \tBTF_TYPE_EMIT(«BTF_TYPE_SAFE_RCU(struct task_struct)»);
      }
      """, surroundings)
    #expect(source.facts.safeTypes.map(\.macro) == ["BTF_TYPE_SAFE_RCU", "BTF_TYPE_SAFE_TRUSTED"])
    let safe = source.facts.safeTypes[0]
    #expect(safe.keyword == "struct")
    #expect(safe.tag == "task_struct")
    #expect(safe.range.isSpan(0, of: source))
    #expect(safe.fields.map(\.name) == ["cgroups", "maybe", "gone"])
    #expect(safe.fields[0].type.btf == "struct css_set *")
    #expect(safe.fields[0].range.isSpan(1, of: source))
    #expect(safe.emissions.map(\.function) == ["emit_rcu"])
    #expect(safe.emissions.first?.range.isSpan(2, of: source) == true)
    #expect(source.facts.safeTypes[1].emissions.isEmpty)
    let real = try source.structure("task_struct")
    #expect(real.fields.map(\.name) == ["pid", "cgroups"])
    #expect(real.conditionalNames.contains("maybe"))
    #expect(real.range.path == "include/linux/sched.h")
    #expect(real.fields[1].range.path == "include/linux/sched.h")
    #expect(real.fields[1].range.start.line == 4)
    #expect(try source.structure("file").fields.map(\.name) == ["count"])
    #expect(source.facts.status == .complete)
    #expect(source.facts.gaps.isEmpty)
  }

  @Test func aRealStructThatIsNowhereIsNotKnown() throws {
    let source = try Candidate.parse("BTF_TYPE_SAFE_RCU(struct task_struct) {\n\tint pid;\n};\n")
    #expect(source.facts.safeTypes.map { $0.fields.map(\.name) } == [["pid"]])
    #expect(source.facts.structs.allSatisfy { $0.tag != "task_struct" })
  }

  @Test func aSafeTypeInABranchThatIsNotCompiledIsAGap() throws {
    let source = try Candidate.parse("#ifdef CONFIG_X\n«BTF_TYPE_SAFE_RCU(struct file)» {\n\tint count;\n};\n#endif\n")
    #expect(source.facts.safeTypes.map(\.condition.description) == ["CONFIG_X"])
    #expect(source.facts.gaps.map(\.reason) == ["the members of 'BTF_TYPE_SAFE_RCU(struct file)' could not be parsed"])
    #expect(source.facts.gaps.first?.range.isSpan(0, of: source) == true)
  }

  /// What is added behind the file must not move or add anything in it.
  @Test func probesLeaveNoTrace() throws {
    let source = try Candidate.parse(
      "BTF_TYPE_SAFE_RCU(struct file) {\n\tint count;\n};\n__bpf_kfunc int f(void)\n{\n}")
    #expect(source.facts.functions.map(\.name) == ["f"])
    #expect(source.facts.errorsInFile == 0)
    #expect(source.facts.structs.map(\.tag) == ["file"])
  }
}
