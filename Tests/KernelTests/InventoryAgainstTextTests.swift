import Testing

/// The inventory of the real kernels against two witnesses: an independent reading of the same files, and what
/// compilers made of them.
@Suite(
  .enabled(if: KernelTrees.areAvailable, KernelTrees.kernelsHint),
  .enabled(if: KernelTrees.binary != nil, KernelTrees.binaryHint))
struct InventoryAgainstTextTests {
  @Test("the inventory of a tree is what its compiled kernel holds", arguments: KernelRelease.allCases)
  func agreesWithCompiledKernel(release: KernelRelease) async throws {
    let tree = try KernelTrees.path(of: release)
    guard try release.isCounted(tree) else { return }
    let inventory = try await InventoryEntry.inventory(binary: #require(KernelTrees.binary), tree: tree)
    let differences = try CompiledKernel(version: release.counted.version).differences(
      from: inventory.map(CompiledKernel.Row.init))
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test("the inventory has every pair that the text has, and agrees on each", arguments: KernelRelease.allCases)
  func agreesWithText(release: KernelRelease) async throws {
    let tree = try KernelTrees.path(of: release)
    let inventory = try await InventoryEntry.inventory(binary: #require(KernelTrees.binary), tree: tree)
    let comparison = InventoryComparison(inventory, text: try TextualTruth.entries(of: release))
    #expect(comparison.differences.isEmpty, "\(comparison.differences.joined(separator: "\n"))")

    if try release.isCounted(tree) {
      #expect(inventory.count == release.counted.entries)
      #expect(Set(inventory.map { "\($0.path) \($0.set)" }).count == release.counted.sets)
    }
  }
}
