import Dispatch
import Synchronization

extension Sequence where Element: Sendable {
  /// Returns what the body makes of each part of the elements, in their order. The parts are worked on by all cores; there should be
  /// many more of them than cores when elements take different times.
  ///
  /// - Parameter size: how many elements a part has, the last one apart.
  public func concurrentMap<Result: Sendable>(
    partsOf size: Int, _ body: @Sendable (ArraySlice<Element>) -> Result
  ) -> [Result] {
    let elements = Array(self)
    let count = (elements.count + size - 1) / size
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let result = body(elements[number * size..<Swift.min(elements.count, (number + 1) * size)])
      results.withLock { $0[number] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
