/// Renders the inventory of a tree.
public struct InventoryRenderer: Sendable {
  /// The values of `inventory --format`.
  public enum Format: String, CaseIterable, Sendable {
    case table, json, csv, markdown
  }

  private let format: Format
  private let width: Int

  /// Makes a renderer; `width` is the number of terminal columns that a table may take.
  public init(format: Format, width: Int = 120) {
    self.format = format
    self.width = width
  }

  /// Returns the entries, sorted, as a document that ends with a line end.
  public func render(_ entries: [InventoryEntry]) -> String {
    let entries = entries.sorted(by: InventoryEntry.isOrderedBefore)
    switch format {
    case .table: return InventoryTable(width: width).render(entries)
    case .json: return JSONText.document(entries)
    case .csv: return InventoryCSV.render(entries)
    case .markdown: return InventoryMarkdown.render(entries)
    }
  }
}
