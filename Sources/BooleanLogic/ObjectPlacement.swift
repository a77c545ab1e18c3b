/// What the object of a source file is linked into, and when.
public struct ObjectPlacement: Hashable, Sendable {
  /// The condition under which it is part of the kernel itself.
  public var builtIn: Formula
  /// The conditions under which it is part of modules, by the path of the module's object; those that never hold are left
  /// out.
  public var modules: [String: Formula]

  public init(builtIn: Formula, modules: [String: Formula]) {
    self.builtIn = builtIn
    self.modules = modules
  }
}
