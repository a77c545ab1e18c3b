import Testing

@testable import Preprocessor

@Suite struct FunctionLinesTests {
  private func names(_ text: String, among candidates: [String]) -> [String] {
    let keys = Dictionary(uniqueKeysWithValues: candidates.map { (FunctionLines.key(of: $0.utf8), $0) })
    var found: [String] = []
    Array(text.utf8).withUnsafeBytes { bytes in
      FunctionLines.forEachName(in: bytes) { found.append(keys[$0] ?? "?") }
    }
    return found
  }

  @Test("a line that begins with a word and has the name before a parenthesis is found, wherever the type stands")
  func found() {
    let text = "int bpf_a(int x)\n{\n}\nstatic\nbpf_b(void) {}\nstruct s *x_bpf_c(\n"
    #expect(names(text, among: ["bpf_a", "bpf_b", "x_bpf_c"]) == ["bpf_a", "bpf_b", "x_bpf_c"])
  }

  @Test("calls, initialisers, comments, macros and other words are not")
  func notFound() {
    let text =
      "\tbpf_a(1);\nint x = bpf_a(1);\n * bpf_a(x)\n#define bpf_a(x)\nBTF_ID(func, bpf_a)\nlate(bpf_a(x))\nint bpf_a;\nbpf_a"
    #expect(names(text, among: ["bpf_a"]).isEmpty)
  }

  @Test("words are found at every place of a text, as by comparing everywhere")
  func words() {
    var random = RandomSource(seed: 5)
    for _ in 0..<400 {
      var bytes = random.bytes() + random.bytes()
      let word = Array("bpf".utf8)
      let place = Int(random.bytes().count) % (bytes.count + 1)
      bytes.insert(contentsOf: word, at: place)
      let expected = (0...bytes.count - 3).first { Array(bytes[$0..<$0 + 3]) == word }
      #expect(bytes.withUnsafeBytes { KfuncMarkers.firstIndex(of: "bpf", in: $0) } == expected)
    }
  }
}
