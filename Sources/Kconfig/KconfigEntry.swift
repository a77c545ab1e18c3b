/// What has been read of a `config`, `choice`, `menu` or `comment` so far. Dependencies hold for all of it, wherever they
/// stand in it, so that it is entered into the tree when the next one begins.
struct KconfigEntry {
  enum Subject {
    case symbol(Int32)
    case choice(Int)
    case menu, comment
  }

  /// A `select` or `imply`.
  struct Demand {
    var target: Int32
    var condition: Int32
  }

  let subject: Subject
  var kind: KconfigSymbol.Kind?
  var dependency = KconfigTree.always
  var hasDependency = false
  var visibility = KconfigTree.always
  var prompts: [Int32] = []
  var defaults: [KconfigSymbol.Conditional] = []
  var selects: [Demand] = []
  var implies: [Demand] = []

  init(subject: Subject) { self.subject = subject }
}

extension KconfigReader {
  /// Enters what was read of the current entry into the tree (scripts/kconfig/menu.c:menu_finalize).
  mutating func finishEntry() {
    guard let finished = entry, let frame = frames.last else { return }
    entry = nil
    switch finished.subject {
    case .comment: break
    case .menu, .choice:
      let inner = frames.count - 1
      frames[inner].dependency = tree.and(frame.dependency, finished.dependency)
      frames[inner].visibility = tree.and(frame.visibility, finished.visibility)
      if case .choice(let choice) = finished.subject { finish(choice: choice, finished, frames[inner].dependency) }
    case .symbol(let symbol): finish(symbol: Int(symbol), finished, frame)
    }
  }

  private mutating func finish(choice: Int, _ entry: KconfigEntry, _ dependency: Int32) {
    tree.choices[choice].defaults = entry.defaults.map {
      KconfigSymbol.Conditional(value: $0.value, condition: tree.and(dependency, $0.condition))
    }
    if entry.prompts.contains(where: { $0 != KconfigTree.always }) {
      // Up to 6.10 the members are off where it is not shown; later they have their default.
      tree.choices[choice].trouble = "the prompt of its choice is conditional"
    }
  }

  private mutating func finish(symbol: Int, _ entry: KconfigEntry, _ frame: Frame) {
    let dependency = tree.and(frame.dependency, entry.dependency)
    let hasDependency = entry.hasDependency || frame.dependency != KconfigTree.always
    if let kind = entry.kind {
      if tree.symbols[symbol].kind != .undefined, tree.symbols[symbol].kind != kind {
        tree.symbols[symbol].trouble = "it has several types"
      }
      tree.symbols[symbol].kind = kind
    }
    tree.symbols[symbol].dependencies.append(hasDependency ? dependency : -1)
    for prompt in entry.prompts {
      let visible = tree.and(tree.and(dependency, prompt), frame.visibility)
      tree.symbols[symbol].prompts.append(visible)
    }
    for value in entry.defaults {
      let condition = tree.and(dependency, value.condition)
      tree.symbols[symbol].defaults.append(KconfigSymbol.Conditional(value: value.value, condition: condition))
    }
    for demand in entry.selects {
      let condition = tree.and(dependency, demand.condition)
      tree.symbols[Int(demand.target)].selectedBy.append(
        KconfigSymbol.Demand(from: Int32(symbol), condition: condition))
    }
    for demand in entry.implies {
      let condition = tree.and(dependency, demand.condition)
      tree.symbols[Int(demand.target)].impliedBy.append(
        KconfigSymbol.Demand(from: Int32(symbol), condition: condition))
    }
    if let choice = frame.choice, !entry.prompts.isEmpty, tree.symbols[symbol].choice == nil {
      tree.symbols[symbol].choice = Int32(choice)
      tree.choices[choice].members.append(Int32(symbol))
    }
  }
}
