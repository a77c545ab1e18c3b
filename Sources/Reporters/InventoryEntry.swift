/// One entry of one BTF ID set: what `kfunclint inventory` lists.
///
/// The keys of the encoded form are those of `inventory --format json`; all are always present, with null for what is
/// not known.
public struct InventoryEntry: Encodable, Hashable, Sendable {
  /// What the macro that opens the set makes of it.
  public enum SetKind: String, Codable, Hashable, Sendable {
    /// `BTF_KFUNCS_START`: entries are kfuncs.
    case kfuncs
    /// `BTF_SET8_START`: what the entries are depends on the registration.
    case set8
  }

  /// Through which function the set is registered.
  public enum Registration: String, Codable, Hashable, Sendable {
    /// `register_btf_kfunc_id_set`.
    case kfunc
    /// `register_btf_fmodret_id_set`.
    case fmodret
  }

  /// A parameter with its type as BTF has it.
  public struct Parameter: Codable, Hashable, Sendable {
    public var name: String
    public var type: String

    public init(name: String, type: String) {
      self.name = name
      self.type = type
    }
  }

  /// Where the function of the entry is defined.
  public struct Definition: Codable, Hashable, Sendable {
    public var path: String
    /// From 1.
    public var line: Int
    /// The linkage of the function: `static` or `global`.
    public var storage: String
    /// Whether it is tagged `__bpf_kfunc`.
    public var tagged: Bool

    public init(path: String, line: Int, storage: String, tagged: Bool) {
      self.path = path
      self.line = line
      self.storage = storage
      self.tagged = tagged
    }
  }

  public var set: String
  public var setKind: SetKind
  /// nil when no registration of the set is known.
  public var registeredAs: Registration?
  public var name: String
  /// Names of the `KF_*` flags, in the order of their bits.
  public var flags: [String]
  /// nil when no prototype is known.
  public var returnType: String?
  /// nil when no prototype is known.
  public var parameters: [Parameter]?
  /// `BPF_PROG_TYPE_XDP` and the like, sorted; nil when not known.
  public var programTypes: [String]?
  /// The verifier's hooks, sorted; nil when not known.
  public var hooks: [String]?
  /// Formula over the configuration under which the entry exists; nil when it always does in its file.
  public var condition: String?
  /// Formula under which the file is built; nil when it always is or when that is not known.
  public var fileCondition: String?
  public var path: String
  /// From 1.
  public var line: Int
  /// nil when no definition was found.
  public var definition: Definition?

  public init(
    set: String, setKind: SetKind, registeredAs: Registration?, name: String, flags: [String], returnType: String?,
    parameters: [Parameter]?, programTypes: [String]?, hooks: [String]?, condition: String?, fileCondition: String?,
    path: String, line: Int, definition: Definition?
  ) {
    self.set = set
    self.setKind = setKind
    self.registeredAs = registeredAs
    self.name = name
    self.flags = flags
    self.returnType = returnType
    self.parameters = parameters
    self.programTypes = programTypes
    self.hooks = hooks
    self.condition = condition
    self.fileCondition = fileCondition
    self.path = path
    self.line = line
    self.definition = definition
  }

  private enum CodingKeys: String, CodingKey {
    case set, name, flags, hooks, condition, path, line, definition
    case setKind = "set_kind"
    case registeredAs = "registered_as"
    case returnType = "return_type"
    case parameters = "params"
    case programTypes = "program_types"
    case fileCondition = "file_condition"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    // `encode`, not `encodeIfPresent`: nil is written as null.
    try container.encode(set, forKey: .set)
    try container.encode(setKind, forKey: .setKind)
    try container.encode(registeredAs, forKey: .registeredAs)
    try container.encode(name, forKey: .name)
    try container.encode(flags, forKey: .flags)
    try container.encode(returnType, forKey: .returnType)
    try container.encode(parameters, forKey: .parameters)
    try container.encode(programTypes, forKey: .programTypes)
    try container.encode(hooks, forKey: .hooks)
    try container.encode(condition, forKey: .condition)
    try container.encode(fileCondition, forKey: .fileCondition)
    try container.encode(path, forKey: .path)
    try container.encode(line, forKey: .line)
    try container.encode(definition, forKey: .definition)
  }
}

extension InventoryEntry {
  /// The order of every inventory: by path, line, set, name.
  public static func isOrderedBefore(_ left: InventoryEntry, _ right: InventoryEntry) -> Bool {
    (left.path, left.line, left.set, left.name) < (right.path, right.line, right.set, right.name)
  }

  /// The prototype as C writes it; nil when it is not known.
  var prototype: String? {
    guard let returnType, let parameterList else { return nil }
    return InventoryEntry.declaration(of: name, type: returnType) + parameterList
  }

  /// The prototype without the name, for where the name stands beside it; nil when it is not known.
  var functionType: String? {
    guard let returnType, let parameterList else { return nil }
    return InventoryEntry.declaration(of: parameterList, type: returnType)
  }

  private var parameterList: String? {
    parameters.map { list in
      let texts = list.map { InventoryEntry.declaration(of: $0.name, type: $0.type) }
      return "(" + (texts.isEmpty ? "void" : texts.joined(separator: ", ")) + ")"
    }
  }

  /// Joins a type and a name: `int x`, `char *p`, `void (*done)(int)`.
  static func declaration(of name: String, type: String) -> String {
    if name.isEmpty { return type }
    if type.contains("(*)") { return type.replacing("(*)", with: "(*\(name))", maxReplacements: 1) }
    return type.hasSuffix("*") ? type + name : type + " " + name
  }
}
