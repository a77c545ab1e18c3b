import BooleanLogic

/// The ending of the name of a list of objects: what of the list is built, and as what (scripts/Makefile.lib).
enum ObjectSelector: Hashable, Sendable {
  /// `-y`.
  case builtIn
  /// `-m`.
  case modular
  /// `-objs`: the parts of an object, whatever it is built as.
  case either
  /// `-$(CONFIG_X)`, which is `-y`, `-m` or nothing.
  case symbol(String)
  /// `-$(CONFIG_X:m=y)`, which is `-y` or nothing.
  case whereEnabled(String)

  /// Under which values of its symbol the list counts at all.
  var isOn: Formula {
    switch self {
    case .builtIn, .modular, .either: .always
    case .symbol(let name), .whereEnabled(let name): .atom(.enabled(name))
    }
  }

  /// Under which values it ends in `-y`.
  var isBuiltIn: Formula {
    switch self {
    case .builtIn: .always
    case .modular, .either: .never
    case .symbol(let name): .atom(.builtIn(name))
    case .whereEnabled(let name): .atom(.enabled(name))
    }
  }

  /// Under which values it ends in `-m`.
  var isModular: Formula {
    switch self {
    case .modular: .always
    case .builtIn, .either, .whereEnabled: .never
    case .symbol(let name): .atom(.module(name))
    }
  }

  /// Under which values the parts listed with it are in an object that is built in.
  var isPartOfBuiltIn: Formula { self == .either ? .always : isBuiltIn }
}
