import BooleanLogic

/// What the Makefiles and Kconfig files of a tree say, for the model to ask when a rule needs it. Nothing is read before.
public struct KernelConfiguration: Sendable {
  let oracle: any ConfigurationOracle
  let placement: @Sendable (String) -> ObjectPlacement?

  /// - Parameter placement: what the object of a source file is linked into; nil when that is not known.
  public init(
    oracle: any ConfigurationOracle, placement: @escaping @Sendable (String) -> ObjectPlacement?
  ) {
    self.oracle = oracle
    self.placement = placement
  }

  /// The symbols without which there are no BTF ids to speak of (include/linux/btf_ids.h). Kernels without are not
  /// looked at, and whether the tools at hand can make BTF is not asked.
  static func symbolsOfBTF(inModule isModule: Bool) -> [String] {
    isModule ? ["CONFIG_DEBUG_INFO_BTF", "CONFIG_DEBUG_INFO_BTF_MODULES"] : ["CONFIG_DEBUG_INFO_BTF"]
  }
}

/// The configurations in which a piece of source is there, by what it is linked into.
struct Presence {
  var builtIn: Formula
  /// By the path of the module's object.
  var modules: [String: Formula]

  /// The kernel itself and modules that it is in.
  var images: [Image] { [.kernel] + modules.keys.sorted().map { .module($0) } }

  /// The condition under which code of an image finds it: in the kernel, or in its own module.
  func isReachable(from image: Image) -> Formula {
    switch image {
    case .kernel: builtIn
    case .module(let name): .or(of: [builtIn, modules[name] ?? .never])
    }
  }

  /// The condition under which an image holds it.
  func isIn(_ image: Image) -> Formula {
    switch image {
    case .kernel: builtIn
    case .module(let name): modules[name] ?? .never
    }
  }
}

/// What has BTF of its own.
enum Image: Hashable {
  case kernel
  case module(String)

  var isModule: Bool { self != .kernel }
}
