import Facts
import Testing

@testable import Extraction

struct TypeReaderTests {
  /// The type of the only parameter.
  private func parameter(_ declaration: String, before: String = "") throws -> TypeFact {
    try Candidate.parse("\(before)\n__bpf_kfunc void f(\(declaration))\n{\n}\n").function("f").parameters[0].type
  }

  private func returned(_ specifiers: String, before: String = "") throws -> TypeFact {
    try Candidate.parse("\(before)\n\(specifiers)f(void)\n{\n}\n", Candidate.Surroundings(wantedFunctions: ["f"]))
      .function("f").returnType
  }

  /// What is written, what the compiler makes of it, and what BTF has.
  @Test(arguments: [
    ("int a", "int", "int", "int"), ("unsigned a", "unsigned", "unsigned int", "unsigned int"),
    ("unsigned long long a", "unsigned long long", "long long unsigned int", "long long unsigned int"),
    ("long a", "long", "long int", "long int"), ("short a", "short", "short int", "short int"),
    ("char a", "char", "char", "char"),
    ("u64 a", "u64", "long long unsigned int", "u64"), ("bool a", "bool", "_Bool", "bool"),
    ("_Bool a", "_Bool", "_Bool", "_Bool"),
    ("size_t buf__sz", "size_t", "long unsigned int", "size_t"),
    ("enum bpf_prog_type t", "enum bpf_prog_type", "enum bpf_prog_type", "enum bpf_prog_type"),
    ("struct file *f", "struct file *", "struct file *", "struct file *"),
    ("struct file* f", "struct file *", "struct file *", "struct file *"),
    ("const struct file *f", "const struct file *", "const struct file *", "const struct file *"),
    ("struct file const *f", "struct file const *", "const struct file *", "const struct file *"),
    ("struct file *const f", "struct file *const", "struct file *const", "struct file *const"),
    ("struct file **f", "struct file **", "struct file **", "struct file **"),
    ("const char *const *f", "const char *const *", "const char *const *", "const char *const *"),
    ("void *p", "void *", "void *", "void *"),
    ("const volatile void *p", "const volatile void *", "const volatile void *", "const volatile void *"),
    ("u32 a[4]", "u32[4]", "unsigned int *", "u32 *"), ("u32 a[]", "u32[]", "unsigned int *", "u32 *"),
    ("const u8 a[2][3]", "const u8[2][3]", "const unsigned char (*)[3]", "const u8 (*)[3]"),
    ("u8 (*a)[4]", "u8 (*)[4]", "unsigned char (*)[4]", "u8 (*)[4]"),
    ("int cb(u32, void *)", "int (u32, void *)", "int (*)(unsigned int, void *)", "int (*)(u32, void *)"),
    ("int (*cb)(void)", "int (*)(void)", "int (*)(void)", "int (*)(void)"),
    ("void (*cb)(int, ...)", "void (*)(int, ...)", "void (*)(int, ...)", "void (*)(int, ...)"),
    ("struct file *(*cb)(int)", "struct file *(*)(int)", "struct file *(*)(int)", "struct file *(*)(int)"),
    ("const char __user *p", "const char __user *", "const char *", "const char *"),
    ("struct task_struct *t", "struct task_struct *", "struct task_struct *", "struct task_struct *"),
  ])
  func spellings(declaration: String, written: String, canonical: String, btf: String) throws {
    let type = try parameter(declaration)
    #expect(type.written == written)
    #expect(type.canonical == canonical)
    #expect(type.btf == btf)
  }

  @Test func layersOfAPointerToAStruct() throws {
    let type = try parameter("const struct file *f")
    #expect(type.layers.map(\.kind) == [.pointer, .structure])
    #expect(type.layers.map(\.name) == ["", "file"])
    #expect(type.layers.map(\.isConst) == [false, true])
    #expect(type.layers.map(\.size) == [8, 4])
  }

  @Test func layersNameTheTypedefsOnTheWay() throws {
    let before = "typedef struct file *file_ref;\ntypedef file_ref file_handle;\ntypedef const u64 stamp_t;"
    let pointer = try parameter("file_handle f", before: before)
    #expect(pointer.btf == "file_handle")
    #expect(pointer.canonical == "struct file *")
    #expect(pointer.layers[0].kind == .pointer)
    #expect(pointer.layers[0].typedefs == ["file_handle", "file_ref"])
    let scalar = try parameter("stamp_t *s", before: before)
    #expect(scalar.layers[1].typedefs == ["stamp_t", "u64"])
    #expect(scalar.layers[1].name == "long long unsigned int")
    #expect(scalar.layers[1].isConst)
    #expect(scalar.layers[1].size == 8)
  }

  @Test func sizesOfIncompleteTypesAreUnknown() throws {
    let type = try parameter("struct task_struct *t")
    #expect(type.layers[1].size == nil)
    #expect(try parameter("void *p").layers.map(\.kind) == [.pointer, .void])
  }

  @Test func arraysInsideStayArrays() throws {
    let type = try parameter("u8 (*a)[4]")
    #expect(type.layers.map(\.kind) == [.pointer, .array, .integer])
    #expect(type.layers[1].count == 4)
    #expect(type.layers[1].size == 4)
  }

  @Test func arrayAndFunctionParametersArePointers() throws {
    #expect(try parameter("u32 a[4]").layers.map(\.kind) == [.pointer, .integer])
    #expect(try parameter("int cb(int)").layers.map(\.kind) == [.pointer, .function])
  }

  @Test func unionsAndUntaggedTypes() throws {
    #expect(try parameter("union u *p", before: "union u { int a; };").layers[1].kind == .union)
    let untagged = try parameter("word_t *p", before: "typedef struct { int a; } word_t;")
    #expect(untagged.btf == "word_t *")
    #expect(untagged.layers[1].kind == .structure)
    #expect(untagged.layers[1].name == "")
    #expect(untagged.layers[1].typedefs == ["word_t"])
  }

  @Test func sparseTagsAreOnThePointee() throws {
    let type = try parameter("const void __user *p, int n")
    #expect(type.layers.map(\.tags) == [[], ["__user"]])
    #expect(type.btf == "const void *")
  }

  /// The kernel's definition when clang can put the tags into BTF.
  @Test func tagsThatAreAttributesAreNotSpelled() throws {
    let prelude = Prelude.text.replacingOccurrences(
      of: "#define __user\n", with: "#define __user __attribute__((btf_type_tag(\"user\")))\n")
    let source = try Candidate.parse(
      "__bpf_kfunc int f(const u8 __user *p)\n{\n}\n", Candidate.Surroundings(prelude: prelude))
    let type = try source.function("f").parameters[0].type
    #expect(type.btf == "const u8 *")
    #expect(type.written == "const u8 __user *")
    #expect(type.layers[1].tags == ["__user"])
    #expect(type.layers[1].typedefs == ["u8"])
  }

  @Test(arguments: [
    ("__bpf_kfunc int ", "int"), ("__bpf_kfunc void ", "void"), ("__bpf_kfunc struct file *", "struct file *"),
    ("__bpf_kfunc const char *", "const char *"), ("__bpf_kfunc u64 ", "u64"), ("noinline __weak u64 ", "u64"),
    ("__bpf_kfunc struct file __rcu *", "struct file *"), ("__bpf_kfunc enum bpf_prog_type ", "enum bpf_prog_type"),
    ("__bpf_kfunc unsigned long ", "long unsigned int"), ("__bpf_kfunc u32 *", "u32 *"),
  ])
  func returnTypes(specifiers: String, btf: String) throws {
    #expect(try returned(specifiers).btf == btf)
  }

  /// clang gives a redeclared function the type of its first declaration; BTF has that of the definition.
  @Test func theDefinitionsOwnTypedefIsReturned() throws {
    #expect(try returned("__bpf_kfunc u64 ", before: "__u64 f(void);").btf == "u64")
    #expect(try returned("__bpf_kfunc __u64 ", before: "u64 f(void);").btf == "__u64")
    #expect(try returned("__bpf_kfunc u32 *", before: "__u32 *f(void);").btf == "u32 *")
  }

  @Test func wordsThatAreMacrosAreNoTypes() throws {
    let before = "#define bpf_fast noinline\n#define RESULT u64\n#define hot_path"
    #expect(try returned("__bpf_kfunc bpf_fast int ", before: before).btf == "int")
    #expect(try returned("__bpf_kfunc RESULT ", before: before).btf == "u64")
    #expect(try returned("__bpf_kfunc hot_path u64 ", before: before).btf == "u64")
    #expect(try returned("__bpf_kfunc hot_path unsigned long ", before: before).btf == "long unsigned int")
  }
}
