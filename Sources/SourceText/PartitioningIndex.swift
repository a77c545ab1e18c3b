extension Array {
  /// Returns the first index whose element fulfils a condition that holds for everything behind it; the count if none does. O(log n).
  public func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
