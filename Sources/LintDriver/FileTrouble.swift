import Diagnostics
import Facts

/// Says which files were not, or not completely, analysed.
enum FileTrouble {
  /// Returns the notifications: an error for each file whose kfunc facts are missing or unreliable, a note for each gap.
  static func notifications(for files: [FileFacts]) -> [Diagnostics.Notification] {
    files.flatMap { file -> [Diagnostics.Notification] in
      var result: [Diagnostics.Notification] = []
      switch file.status {
      case .complete: break
      case .degraded(let reason):
        result.append(
          Diagnostics.Notification(
            id: "file-degraded", level: .error,
            message: "'\(file.path)' could not be parsed completely, so facts from it are uncertain: \(reason).",
            path: file.path))
      case .failed(let reason):
        result.append(
          Diagnostics.Notification(
            id: "file-not-analysed", level: .error, message: "'\(file.path)' was not analysed: \(reason).",
            path: file.path))
      }
      result += file.gaps.map {
        Diagnostics.Notification(
          id: "not-understood", level: .note, message: "Not analysed: \($0.reason).", path: $0.range.path,
          line: $0.range.start.line)
      }
      result += file.sets.compactMap { set in
        set.incompleteReason.map {
          Diagnostics.Notification(
            id: "set-incomplete", level: .warning, message: "Entries of set '\(set.name)' may be missing: \($0).",
            path: set.startRange.path, line: set.startRange.start.line)
        }
      }
      return result
    }
  }
}
