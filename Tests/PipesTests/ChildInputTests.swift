import Pipes
import Subprocess
import Testing

@Suite struct ChildInputTests {
  @Test func `a child reads all of it`() async throws {
    let text = String(repeating: "one line\n", count: 100_000)
    let result = try await Subprocess.run(.name("cat"), input: .text(text), output: .string(limit: 1 << 20))
    #expect(result.standardOutput == text)
  }

  @Test func `a child that ends before it has read everything is no error`() async throws {
    // More than a pipe holds, so that the rest is written when nobody reads.
    let bytes = [UInt8](repeating: 0x61, count: 1 << 20)
    for _ in 0..<20 {
      let result = try await Subprocess.run(.name("true"), input: .bytes(bytes), output: .string(limit: 16))
      #expect(result.terminationStatus.isSuccess)
    }
  }
}
