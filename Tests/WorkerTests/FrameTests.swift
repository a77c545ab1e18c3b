import Testing

@testable import Worker

@Suite struct FrameTests {
  @Test("frames come out whole, however the bytes arrive", arguments: [1, 2, 3, 7, 1000])
  func reassembly(chunk: Int) throws {
    let messages: [WorkerReply] = [
      .ready(libclang: "14"), .precompiled(PrecompiledFile(failure: nil)),
      .precompiled(PrecompiledFile(failure: String(repeating: "x", count: 300))),
    ]
    let bytes = try messages.flatMap { try Frame.encode($0) }
    var assembler = Frame.Assembler()
    var payloads: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      let end = min(start + chunk, bytes.count)
      Array(bytes[start..<end]).withUnsafeBytes { assembler.append($0) }
      while let payload = try assembler.next() { payloads.append(payload) }
      start = end
    }
    #expect(payloads.count == 3)
    guard case .precompiled(let file) = try Frame.decode(WorkerReply.self, from: payloads[2]) else {
      Issue.record("the third message is another one")
      return
    }
    #expect(file.failure?.count == 300)
  }

  @Test("a length beyond the limit is refused before anything is allocated for it")
  func oversized() {
    var assembler = Frame.Assembler()
    let header: [UInt8] = [0xFF, 0xFF, 0xFF, 0x7F]
    header.withUnsafeBytes { assembler.append($0) }
    #expect(throws: Frame.Assembler.Oversized.self) { try assembler.next() }
  }

  @Test("bytes that are no message are an error")
  func garbage() {
    #expect(throws: (any Error).self) { try Frame.decode(WorkerReply.self, from: Array("{}".utf8)) }
  }
}
