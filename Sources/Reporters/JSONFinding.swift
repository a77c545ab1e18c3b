import Diagnostics
import SourceText

/// One object of `findings` in `--format json`. Lines and columns count from 1, columns in bytes.
struct JSONFinding: Encodable {
  let rule: RuleID
  let severity: Severity
  let message: String
  let notes: [String]
  let path: String
  let line: Int
  let column: Int
  let endLine: Int
  let endColumn: Int
  @Nullable var kfunc: String?
  @Nullable var set: String?
  @Nullable var parameter: String?
  @Nullable var isNew: Bool?
  /// The number of the patch or commit, from 0; only when a change was linted.
  let change: Int?
  let suppressed: Bool
  @Nullable var suppressionReason: String?
  let fingerprint: String
  let related: [Related]
  let flow: [Related]
  @Nullable var fix: JSONFix?

  enum CodingKeys: String, CodingKey {
    case rule, severity, message, notes, path, line, column, kfunc, set, parameter, change, suppressed, fingerprint,
      related, flow, fix
    case endLine = "end_line"
    case endColumn = "end_column"
    case isNew = "new"
    case suppressionReason = "suppression_reason"
  }

  init(_ finding: Finding) {
    rule = finding.rule
    severity = finding.severity
    message = finding.message
    notes = finding.notes
    path = finding.range.path
    line = finding.range.start.line
    column = finding.range.start.column
    endLine = finding.range.end.line
    endColumn = finding.range.end.column
    kfunc = finding.kfunc
    set = finding.set
    parameter = finding.parameter
    isNew = finding.isNew
    change = finding.change
    suppressed = finding.suppression != nil
    suppressionReason = finding.suppression
    fingerprint = finding.fingerprint
    related = finding.related.map(Related.init)
    flow = finding.flow.map(Related.init)
    fix = finding.fix.map(JSONFix.init)
  }

  /// One object of `related` or `flow`.
  struct Related: Encodable {
    let message: String
    let path: String
    let line: Int
    let column: Int

    init(_ location: Finding.RelatedLocation) {
      message = location.message
      path = location.range.path
      line = location.range.start.line
      column = location.range.start.column
    }
  }
}

/// The `fix` of a finding.
struct JSONFix: Encodable {
  let description: String
  let safety: Fix.Safety
  let edits: [JSONEdit]

  init(_ fix: Fix) {
    description = fix.description
    safety = fix.safety
    edits = fix.edits.map(JSONEdit.init)
  }

  /// One object of `edits`: what to put in the place of `byte_length` bytes from `byte_offset`.
  struct JSONEdit: Encodable {
    let path: String
    let line: Int
    let column: Int
    let endLine: Int
    let endColumn: Int
    let byteOffset: Int
    let byteLength: Int
    let replacement: String

    enum CodingKeys: String, CodingKey {
      case path, line, column, replacement
      case endLine = "end_line"
      case endColumn = "end_column"
      case byteOffset = "byte_offset"
      case byteLength = "byte_length"
    }

    init(_ edit: Edit) {
      path = edit.range.path
      line = edit.range.start.line
      column = edit.range.start.column
      endLine = edit.range.end.line
      endColumn = edit.range.end.column
      byteOffset = max(edit.range.start.offset, 0)
      byteLength = max(edit.range.end.offset, byteOffset) - byteOffset
      replacement = edit.replacement
    }
  }
}
