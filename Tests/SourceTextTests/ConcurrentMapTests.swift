import SourceText
import Testing

@Suite struct ConcurrentMapTests {
  @Test(arguments: [0, 1, 7, 8, 9, 1000])
  func `results stand in the order of the parts, and each element is in one`(count: Int) {
    let parts = (0..<count).concurrentMap(partsOf: 8) { Array($0) }
    #expect(parts.flatMap { $0 } == Array(0..<count))
    #expect(parts.dropLast().allSatisfy { $0.count == 8 })
  }
}
