import SourceText

extension TokenStream {
  /// Returns the bytes of the comment that ends right before a token and has the form of a kernel-doc. O(log n).
  public func kernelDoc(beforeToken index: Int) -> Range<Int>? {
    guard tokens.indices.contains(index) else { return nil }
    let start = tokens[index].span.lowerBound
    let previousEnd = index > 0 ? tokens[index - 1].span.upperBound : 0
    let next = comments.partitioningIndex { $0.span.upperBound > start }
    guard next > 0 else { return nil }
    let span = comments[next - 1].span
    guard span.lowerBound >= previousEnd, file.bytes[span].starts(with: "/**".utf8) else { return nil }
    return span
  }
}
