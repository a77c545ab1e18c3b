import BooleanLogic
import TestSupport

/// Makes Kconfig files of every construct, in which a symbol depends on earlier ones only: Kconfig refuses cycles.
struct RandomKconfig {
  private var generator: SeededGenerator
  private var lines: [String] = []
  private(set) var names: [String] = []
  private var tristates: Set<String> = []

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let count = 10

  /// Returns the text of a file.
  mutating func text() -> String {
    lines = ["config MODULES", "\tbool \"modules\"", "\tmodules", ""]
    if chance(30) { lines.removeFirst(3) }
    names = []
    var isInMenu = false
    while names.count < Self.count {
      if !isInMenu, !names.isEmpty, chance(15) {
        isInMenu = true
        lines += chance(50) ? ["if \(expression(2))", ""] : ["menu \"M\"", "\tdepends on \(expression(1))"]
        if lines.last?.isEmpty == false, chance(40) { lines.append("\tvisible if \(expression(1))") }
      }
      if chance(12) { choice() } else { symbol() }
      if isInMenu, chance(35) {
        isInMenu = false
        close()
      }
    }
    if isInMenu { close() }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Returns a formula over the symbols.
  mutating func formula() -> Formula {
    Formula.and(
      of: (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        let atoms = (0..<Int.random(in: 1...2, using: &generator)).map { _ in literal() }
        return Formula.or(of: atoms)
      })
  }

  /// Returns random values for the symbols that a `.config` names.
  mutating func configuration() -> [String: String] {
    var result: [String: String] = [:]
    for name in names + ["MODULES"] {
      result[name] = tristates.contains(name) ? pick(["n", "m", "y"]) : pick(["n", "y"])
    }
    return result
  }

  private mutating func literal() -> Formula {
    let name = "CONFIG_" + pick(names)
    let atom = Formula.atom(pick([.builtIn(name), .enabled(name), .module(name)]))
    return chance(50) ? atom : .not(of: atom)
  }

  private mutating func close() {
    let opened = lines.last { $0.hasPrefix("if ") || $0.hasPrefix("menu ") } ?? ""
    lines += [opened.hasPrefix("if ") ? "endif" : "endmenu", ""]
  }

  private mutating func symbol() {
    let name = "S\(names.count)"
    let isTristate = chance(50)
    let type = isTristate ? "tristate" : "bool"
    lines.append("config \(name)")
    if chance(70) {
      lines.append("\t\(type) \"prompt\"" + condition(30))
    } else {
      lines.append("\t\(type)")
    }
    if !names.isEmpty {
      for _ in 0..<2 where chance(35) { lines.append("\tdepends on \(expression(2))") }
    }
    for _ in 0..<2 where chance(30) { lines.append("\tdefault \(value(isTristate))" + condition(40)) }
    for _ in 0..<2 where chance(20) && names.count + 1 < Self.count {
      let target = Int.random(in: (names.count + 1)..<Self.count, using: &generator)
      lines.append("\t\(pick(["select", "imply"])) S\(target)" + condition(30))
    }
    lines.append("")
    names.append(name)
    if isTristate { tristates.insert(name) }
  }

  private mutating func choice() {
    lines += ["choice", "\tprompt \"one of\""]
    let dependency = names.isEmpty || chance(60) ? nil : expression(1)
    if let dependency { lines.append("\tdepends on \(dependency)") }
    let members = (0..<3).map { "C\(names.count + $0)" }
    if chance(50) { lines.append("\tdefault \(pick(members))") }
    lines.append("")
    for member in members {
      lines += ["config \(member)", "\tbool \"member\""]
      if !names.isEmpty, chance(25) { lines.append("\tdepends on \(expression(1))") }
      lines.append("")
    }
    lines += ["endchoice", ""]
    names += members
  }

  private mutating func condition(_ percentage: Int) -> String {
    !names.isEmpty && chance(percentage) ? " if \(expression(1))" : ""
  }

  private mutating func value(_ isTristate: Bool) -> String {
    if !names.isEmpty, chance(30) { return pick(names) }
    return isTristate ? pick(["y", "m", "n"]) : "y"
  }

  private mutating func expression(_ depth: Int) -> String {
    guard depth > 0, chance(50) else {
      let name = pick(names)
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: return "\(name)=\(pick(["y", "m", "n"]))"
      // The program of 6.12 corrupts its memory over `!=` of a bool (expr_transform).
      case 1: return tristates.contains(name) ? "\(name)!=\(pick(["y", "m", "n"]))" : "!\(name)"
      case 2: return "!\(name)"
      case 3: return "m"
      case 4: return "(\(name) || NOWHERE)"
      default: return name
      }
    }
    return "(\(expression(depth - 1)) \(pick(["&&", "||"])) \(expression(depth - 1)))"
  }

  private mutating func chance(_ percentage: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percentage
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &generator)]
  }
}
