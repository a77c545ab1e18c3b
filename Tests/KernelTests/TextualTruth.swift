/// The textual extractor's answers for the real trees, read once per test run: a tree takes some seconds.
enum TextualTruth {
  /// Returns every (set, function) pair of a release. Throws what the extraction threw.
  static func entries(of release: KernelRelease) throws -> [TextualEntry] {
    switch release {
    case .linux61: try linux61.get()
    case .linux612: try linux612.get()
    }
  }

  private static let linux61 = Result { try TextualExtractor(tree: KernelTrees.path(of: .linux61)).entries() }
  private static let linux612 = Result { try TextualExtractor(tree: KernelTrees.path(of: .linux612)).entries() }
}
