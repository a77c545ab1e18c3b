import Dialect
import Model
import SourceText

/// The objects that rules are evaluated over. ``Model`` is the one of the program; tests have small ones of their own.
public protocol SubjectSource: Sendable {
  var dialect: Dialect { get }
  /// Returns how many objects of a type there are.
  func rowCount(of type: String) -> Int
  /// Returns the value of an object's field.
  func value(_ field: String, of type: String, row: Int) -> FieldValue
  /// Returns the place that an object of type `range` stands for.
  func range(_ row: Int) -> SourceRange
  /// Returns what names an object across edits.
  func identity(of type: String, row: Int) -> (kind: String, key: String, parameterIndex: Int?)
  /// Returns the names that reports show beside a finding on an object.
  func names(of type: String, row: Int) -> (kfunc: String?, set: String?, parameter: String?)
}

extension Model: SubjectSource {}
