import Diagnostics

/// Chooses fixes that can be made together.
enum FixSelection {
  /// Returns the findings, in report order, whose fixes may be applied and do not get in each other's way.
  ///
  /// Fixes that share an edit, such as a header to include, go together; those that overlap in any other way wait for the next round,
  /// when what is left of them is known.
  static func choose(
    from findings: [Finding], safeties: Set<Fix.Safety>, except tried: Set<String>, canEdit: (String) -> Bool
  ) -> [Finding] {
    var chosen: [Finding] = []
    var taken: [String: [Edit]] = [:]
    for finding in findings {
      guard let fix = finding.fix, safeties.contains(fix.safety), finding.suppression == nil,
        !tried.contains(finding.fingerprint), fix.edits.allSatisfy({ canEdit($0.range.path) })
      else { continue }
      let isFree = fix.edits.allSatisfy { edit in
        (taken[edit.range.path] ?? []).allSatisfy { $0 == edit || !collide($0, edit) }
      }
      guard isFree else { continue }
      for edit in fix.edits { taken[edit.range.path, default: []].append(edit) }
      chosen.append(finding)
    }
    return chosen
  }

  /// Whether two edits share bytes, or touch: text inserted at the end of replaced text has no certain order.
  private static func collide(_ left: Edit, _ right: Edit) -> Bool {
    let (left, right) = (left.range.bytes, right.range.bytes)
    return left.lowerBound <= right.upperBound && right.lowerBound <= left.upperBound
  }
}
