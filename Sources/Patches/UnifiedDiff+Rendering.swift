extension UnifiedDiff {
  /// The diff in git's form. Reading it again gives the same files, but for line numbers of the text. Files with a problem
  /// are left out: there is no telling what they mean.
  public var rendered: [UInt8] {
    var out: [UInt8] = []
    for file in files where file.problem == nil { file.render(into: &out) }
    return out
  }
}

extension FileDiff {
  fileprivate func render(into out: inout [UInt8]) {
    out += renderedHeader
    guard !isBinary else { return }
    for hunk in hunks {
      out += hunk.renderedHeader
      for line in hunk.lines { out += line.rendered }
    }
  }

  /// What stands above the hunks, in git's form, with line feeds.
  public var renderedHeader: [UInt8] {
    var out: [UInt8] = []
    let old = QuotedPath.write(Array("a/\(oldPath)".utf8))
    let new = QuotedPath.write(Array("b/\(newPath)".utf8))
    out += Array("diff --git ".utf8) + old + [UInt8(ascii: " ")] + new + [UInt8(ascii: "\n")]
    switch change {
    case .added: out += Array("new file mode \(octal(newMode ?? 0o100644))\n".utf8)
    case .deleted: out += Array("deleted file mode \(octal(oldMode ?? 0o100644))\n".utf8)
    case .modified, .renamed, .copied:
      if let oldMode, let newMode, oldMode != newMode {
        out += Array("old mode \(octal(oldMode))\nnew mode \(octal(newMode))\n".utf8)
      }
    }
    if change == .renamed || change == .copied {
      let verb = change == .renamed ? "rename" : "copy"
      let from = QuotedPath.write(Array(oldPath.utf8))
      let to = QuotedPath.write(Array(newPath.utf8))
      out += Array("\(verb) from ".utf8) + from + Array("\n\(verb) to ".utf8) + to + [UInt8(ascii: "\n")]
    }
    if let oldBlob, let newBlob {
      let mode = oldMode == newMode && change == .modified ? oldMode.map { " " + octal($0) } ?? "" : ""
      out += Array("index \(oldBlob)..\(newBlob)\(mode)\n".utf8)
    }
    if isBinary {
      out += Array("Binary files differ\n".utf8)
      return out
    }
    guard !hunks.isEmpty else { return out }
    // A name with a blank is followed by a tab, so that nothing takes the rest for a time.
    let tab: (String) -> [UInt8] = { $0.utf8.contains(UInt8(ascii: " ")) ? [UInt8(ascii: "\t")] : [] }
    out += Array("--- ".utf8) + (change == .added ? Array("/dev/null".utf8) : old + tab(oldPath))
    out += Array("\n+++ ".utf8) + (change == .deleted ? Array("/dev/null".utf8) : new + tab(newPath))
    out.append(UInt8(ascii: "\n"))
    return out
  }

  private func octal(_ mode: Int) -> String {
    let digits = String(mode, radix: 8)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}

extension Hunk {
  /// The line of the `@@`, with its line feed.
  public var renderedHeader: [UInt8] {
    Array("@@ -\(span(oldStart, oldCount)) +\(span(newStart, newCount)) @@".utf8) + section + [UInt8(ascii: "\n")]
  }

  private func span(_ start: Int, _ count: Int) -> String { count == 1 ? "\(start)" : "\(start),\(count)" }
}

extension Hunk.Line {
  /// The line with what it begins with, its line feed, and what git says of a file that does not end with one.
  public var rendered: [UInt8] {
    let sign: UInt8 =
      switch kind {
      case .context: UInt8(ascii: " ")
      case .removed: UInt8(ascii: "-")
      case .added: UInt8(ascii: "+")
      }
    let remark = isTerminated ? [] : Array("\\ No newline at end of file\n".utf8)
    return [sign] + text + [UInt8(ascii: "\n")] + remark
  }
}
