import Testing

@Suite struct ImportLinesTests {
  @Test func `reads every form of import`() {
    let quotes = String(repeating: "\"", count: 3)
    let source = """
      import Facts
      @testable import Model
      @preconcurrency public import CEL
        import struct Dialect.KernelVersion
      import Foundation.NSURL
      // import Worker
      let text = "import Kbuild"
      let code = \(quotes)
        import Worker
        \(quotes)
      import SARIF
      """
    #expect(ImportLines.modules(in: source) == ["Facts", "Model", "CEL", "Dialect", "Foundation", "SARIF"])
  }
}
