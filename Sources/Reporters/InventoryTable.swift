/// The inventory for a terminal: one block per set, one row per entry, cells wrapped to the width.
struct InventoryTable {
  /// A cell is never made narrower than this; a terminal too narrow for it gets longer lines.
  private static let leastCellWidth = 12
  private static let gap = "  "
  private static let columns = ["LINE", "KFUNC", "FLAGS", "TYPE"]
  /// Which column gives way first when a row does not fit, and down to what width: names last.
  private static let concessions = [
    (column: 3, width: 28), (column: 2, width: 18), (column: 3, width: 16), (column: 2, width: 12),
    (column: 1, width: leastCellWidth),
  ]

  let width: Int

  /// Returns the table of sorted entries, with a count at the end.
  func render(_ entries: [InventoryEntry]) -> String {
    let blocks = InventoryTable.blocks(entries)
    var lines: [String] = []
    for block in blocks {
      lines += heading(block) + rows(block) + [""]
    }
    let files = Set(entries.map(\.path)).count
    let total =
      "\(entries.count) \(entries.count == 1 ? "entry" : "entries") in \(CountedNoun.text(blocks.count, "set")), "
      + CountedNoun.text(files, "file")
    return (lines + [total]).joined(separator: "\n") + "\n"
  }

  /// Neighbouring entries about which the heading says the same.
  private static func blocks(_ entries: [InventoryEntry]) -> [[InventoryEntry]] {
    var blocks: [[InventoryEntry]] = []
    for entry in entries {
      if let last = blocks.last?.last, heads(last) == heads(entry) {
        blocks[blocks.count - 1].append(entry)
      } else {
        blocks.append([entry])
      }
    }
    return blocks
  }

  private static func heads(_ entry: InventoryEntry) -> [String?] {
    [
      entry.path, entry.set, entry.registeredAs?.rawValue, entry.programTypes?.joined(separator: " "),
      entry.condition, entry.fileCondition,
    ]
  }

  private func heading(_ block: [InventoryEntry]) -> [String] {
    guard let entry = block.first else { return [] }
    let registration = entry.registeredAs.map { "registered as \($0.rawValue)" } ?? "no registration known"
    var lines = ["\(entry.path): \(entry.set) (\(registration))"]
    if let types = entry.programTypes, !types.isEmpty { lines.append("program types: " + types.joined(separator: " ")) }
    if let condition = entry.condition { lines.append("condition: " + condition) }
    if let condition = entry.fileCondition { lines.append("built if: " + condition) }
    // The first line stands out; what follows it is indented, continued lines twice.
    return lines.enumerated().flatMap { index, line in
      InventoryTable.wrapped(VisibleText.escaped(line), to: max(InventoryTable.leastCellWidth, width - 4))
        .enumerated().map { String(repeating: "  ", count: min(index, 1) + min($0.offset, 1)) + $0.element }
    }
  }

  private func rows(_ block: [InventoryEntry]) -> [String] {
    let cells =
      [InventoryTable.columns]
      + block.map { entry in
        [
          String(entry.line), entry.name, entry.flags.joined(separator: " "),
          entry.functionType ?? "(no prototype known)",
        ]
        .map(VisibleText.escaped)
      }
    let widths = columnWidths(cells)
    return cells.flatMap { row in
      let wrapped = zip(row, widths).map(InventoryTable.wrapped)
      return (0..<(wrapped.map(\.count).max() ?? 0)).map { index in
        let line = zip(wrapped, widths).map { parts, width in
          let part = index < parts.count ? parts[index] : ""
          return part + String(repeating: " ", count: max(0, width - DisplayWidth.of(part)))
        }
        let text = InventoryTable.gap + line.joined(separator: InventoryTable.gap)
        return String(text.reversed().drop { $0 == " " }.reversed())
      }
    }
  }

  /// Natural widths, narrowed until the row fits.
  private func columnWidths(_ cells: [[String]]) -> [Int] {
    var widths = InventoryTable.columns.indices.map { column in cells.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    let room = width - InventoryTable.gap.utf8.count * InventoryTable.columns.count
    for concession in InventoryTable.concessions {
      let excess = widths.reduce(0, +) - room
      widths[concession.column] -= max(0, min(excess, widths[concession.column] - concession.width))
    }
    return widths
  }

  /// Breaks a text at spaces, and within words that are too long.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      var rest = Substring(word)
      if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(String(rest)) <= width {
        line += " " + rest
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while DisplayWidth.of(String(rest)) > width {
        var head = ""
        while let next = rest.first, head.isEmpty || DisplayWidth.of(head + String(next)) <= width {
          head.append(next)
          rest.removeFirst()
        }
        lines.append(head)
      }
      line = String(rest)
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
