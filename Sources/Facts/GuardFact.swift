import BooleanLogic
import SourceText

/// A macro that opens or closes a region with other warnings: `__bpf_kfunc_start_defs()`, `__bpf_hook_end()`, `__diag_push()`
/// and their partners (`include/linux/btf.h`, `include/linux/compiler_types.h`).
public struct GuardFact: Codable, Hashable, Sendable {
  /// The macro.
  public var macro: String
  public var kind: Kind
  public var isStart: Bool
  /// The macro call with its semicolon; for `__diag_push` with the `__diag_ignore_all` calls right behind it.
  public var range: SourceRange
  /// The macro's name.
  public var nameRange: SourceRange
  /// ``range`` with the rest of its lines and an empty line behind them, if nothing else stands there.
  public var removalRange: SourceRange
  /// The index of the end in ``FileFacts/guards``, for a start that has one and the same in every configuration.
  public var partner: Int?
  /// What is wrong in some configuration; nil when nothing is, or when there are too many to try.
  public var fault: Fault?
  /// The macro that opened the region, for ``Fault/mismatched``.
  public var openedBy: String?
  public var condition: Formula

  public init(
    macro: String, kind: Kind, isStart: Bool, range: SourceRange, nameRange: SourceRange, removalRange: SourceRange,
    condition: Formula
  ) {
    self.macro = macro
    self.kind = kind
    self.isStart = isStart
    self.range = range
    self.nameRange = nameRange
    self.removalRange = removalRange
    self.condition = condition
  }

  /// Which macros belong together.
  public enum Kind: String, Codable, Hashable, Sendable {
    case kfuncDefs, hook
    /// `__diag_push` with nothing but `__diag_ignore_all` of -Wmissing-prototypes and -Wmissing-declarations behind it, and its end.
    case prototypeDiagnostics
    /// `__diag_push` for other warnings, and its end.
    case otherDiagnostics
  }

  /// A start without end, an end without start, or an end of another kind than the start.
  public enum Fault: String, Codable, Hashable, Sendable { case unclosed, unopened, mismatched }
}
