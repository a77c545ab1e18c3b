/// A C type, in the three spellings people use and as a chain of layers that rules can look at.
public struct TypeFact: Codable, Hashable, Sendable {
  /// As the source spells it, without a parameter's name (`const char *`).
  public var written: String
  /// With every typedef resolved, as clang spells it.
  public var canonical: String
  /// As the kernel's BTF spells it: qualifiers first, one space before `*`, typedef names kept, sparse tags dropped.
  public var btf: String
  /// From the outside in: `const struct file *` is a pointer layer, then a struct layer. The last layer is never a pointer or array.
  public var layers: [Layer]

  public init(written: String, canonical: String, btf: String, layers: [Layer]) {
    self.written = written
    self.canonical = canonical
    self.btf = btf
    self.layers = layers
  }

  /// One step of a type.
  public struct Layer: Codable, Hashable, Sendable {
    public var kind: Kind
    /// The tag of a struct, union or enum (empty when anonymous), the BTF name of a scalar, empty otherwise.
    public var name: String
    /// Typedef names passed on the way to this layer, outermost first.
    public var typedefs: [String]
    public var isConst: Bool
    public var isVolatile: Bool
    /// `sizeof` in bytes; nil when the type is incomplete or the size is not a constant.
    public var size: Int?
    /// Number of elements of an array layer; nil for `[]` and for other layers.
    public var count: Int?
    /// Sparse and BTF annotations seen (`__user`, `__rcu`, `__percpu`), sorted.
    public var tags: [String]

    public init(
      kind: Kind, name: String = "", typedefs: [String] = [], isConst: Bool = false, isVolatile: Bool = false,
      size: Int? = nil, count: Int? = nil, tags: [String] = []
    ) {
      self.kind = kind
      self.name = name
      self.typedefs = typedefs
      self.isConst = isConst
      self.isVolatile = isVolatile
      self.size = size
      self.count = count
      self.tags = tags
    }
  }

  /// What a layer is. `unresolved` is a name the parser did not know; nothing may be concluded from it.
  public enum Kind: String, Codable, Hashable, Sendable {
    case void, bool, integer, enumeration, floating, pointer, array, structure, union, function, unresolved
  }

  /// The outermost layer.
  public var outer: Layer? { layers.first }
  /// The layer below one pointer, or nil when the type is not a pointer.
  public var pointee: Layer? { outer?.kind == .pointer && layers.count > 1 ? layers[1] : nil }

  /// Returns the declaration of a name with this type: `int x`, `char *p`, `void (*done)(int)`. Without a name it is the type.
  public func declaring(_ name: String) -> String {
    if name.isEmpty { return btf }
    if btf.contains("(*)") { return btf.replacing("(*)", with: "(*\(name))", maxReplacements: 1) }
    return btf.hasSuffix("*") ? btf + name : btf + " " + name
  }
}
