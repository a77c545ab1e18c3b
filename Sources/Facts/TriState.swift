/// An answer of the analysis: yes, no, or not known. Unknown never leads to a finding.
public enum TriState: String, Codable, Hashable, Sendable {
  case yes, no, unknown

  public init(_ value: Bool) { self = value ? .yes : .no }
}
