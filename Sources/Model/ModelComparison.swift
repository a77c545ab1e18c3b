/// An older model beside the one that holds it, with everything that is different between the two.
public final class ModelComparison: Sendable {
  public let old: Model
  /// Sorted by name.
  public let changes: [KfuncChange]
  /// Sorted by path and set.
  public let filterChanges: [FilterChange]

  init(old: Model, changes: [KfuncChange], filterChanges: [FilterChange]) {
    self.old = old
    self.changes = changes
    self.filterChanges = filterChanges
  }
}

extension Model {
  /// The types of objects that exist only in a model that was compared with an older one.
  public static let comparedTypes: Set<String> = ["change", "filterChange"]

  /// Returns this model with everything that is different from an older one.
  ///
  /// Selftests are left out on both sides: what they define is for nobody else.
  public func compared(to old: Model, texts: ComparedTexts) -> Model {
    var comparer = ModelComparer(old: old, new: self, texts: texts)
    return comparer.compare()
  }

  /// The value of a field of an object of the older model, whose rows stand behind those of this one.
  func oldValue(_ field: String, of type: String, row: Int) -> FieldValue {
    guard let comparison else { return .unknown("there is no older tree") }
    return shifted(comparison.old.value(field, of: type, row: row - rowCount(of: type)))
  }

  /// Returns a value of the older model in terms of this one. Reports show the new tree, so places in the old one are none.
  private func shifted(_ value: FieldValue) -> FieldValue {
    switch value {
    case .object("range", _): .unknown("the place is in the older tree")
    case .object(let type, let row): .object(type, row + rowCount(of: type))
    case .list(let elements, let reason): .list(elements.map(shifted), incomplete: reason)
    case .bool, .int, .string, .absent, .unknown: value
    }
  }
}

/// Reads files of the trees under comparison, by paths relative to the tree; nil for none.
public struct ComparedTexts: Sendable {
  let old: @Sendable (String) -> [UInt8]?
  let new: @Sendable (String) -> [UInt8]?

  public init(old: @escaping @Sendable (String) -> [UInt8]?, new: @escaping @Sendable (String) -> [UInt8]?) {
    self.old = old
    self.new = new
  }
}
