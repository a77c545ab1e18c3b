import Testing

/// The inventory of the real kernels against an independent reading of the same files.
@Suite(
  .enabled(if: KernelTrees.areAvailable, KernelTrees.kernelsHint),
  .enabled(if: KernelTrees.binary != nil, KernelTrees.binaryHint))
struct InventoryAgainstTextTests {
  @Test("the inventory has every pair that the text has, and agrees on each", arguments: KernelRelease.allCases)
  func agreesWithText(release: KernelRelease) async throws {
    let tree = try KernelTrees.path(of: release)
    let inventory = try await InventoryEntry.inventory(binary: #require(KernelTrees.binary), tree: tree)
    let comparison = InventoryComparison(inventory, text: try TextualTruth.entries(of: release))
    #expect(comparison.differences.isEmpty, "\(comparison.differences.joined(separator: "\n"))")

    let counted = release.counted
    if try KernelTrees.version(ofTree: tree) == counted.version {
      #expect(inventory.count == counted.entries)
      #expect(Set(inventory.map { "\($0.path) \($0.set)" }).count == counted.sets)
    }
  }
}
