import BooleanLogic
import Testing

@testable import Kconfig

@Suite struct KconfigConfigurationsTests {
  @Test func `names the switch that makes the difference`() {
    let answer = ask(
      """
      config NET
      	bool "net"
      config BPF
      	bool "bpf"
      """, .and(of: [on("BPF"), .not(of: on("NET"))]), given: ["CONFIG_BPF"])
    #expect(text(answer) == "CONFIG_NET=n")
  }

  @Test func `does not name what follows from the rest`() {
    let kconfig = """
      config NET
      	bool "net"
      config INET
      	bool "inet"
      	depends on NET
      config BTF
      	bool "btf"
      	depends on BPF
      config BPF
      	bool "bpf"
      config JIT
      	bool "jit"
      """
    let formula = Formula.and(of: [on("NET"), on("INET"), on("BPF"), .not(of: on("JIT"))])
    #expect(text(ask(kconfig, formula, given: ["CONFIG_BTF"])) == "CONFIG_INET=y and CONFIG_JIT=n")
    #expect(text(ask(kconfig, formula)) == "CONFIG_BPF=y, CONFIG_INET=y and CONFIG_JIT=n")
  }

  @Test func `a dependency makes it impossible`() {
    let answer = ask(
      """
      config CGROUPS
      	bool "groups"
      config CGROUP_SCHED
      	bool "scheduler"
      	depends on CGROUPS
      """, .and(of: [on("CGROUP_SCHED"), .not(of: on("CGROUPS"))]))
    #expect(answer == .impossible)
  }

  @Test func `a select goes against dependencies`() {
    let kconfig = """
      config NET
      	bool "net"
      config INET
      	bool "inet"
      	depends on NET
      config FORCE
      	bool "force"
      	select INET
      """
    let answer = ask(kconfig, .and(of: [on("INET"), .not(of: on("NET"))]))
    #expect(text(answer) == "CONFIG_INET=y and CONFIG_NET=n")
    #expect(settings(answer)["CONFIG_FORCE"] == "y")
  }

  @Test func `a symbol without prompt needs somebody who selects it`() {
    let hidden = "config HIDDEN\n\tbool\n"
    #expect(ask(hidden, on("HIDDEN")) == .impossible)
    let selected = hidden + "config A\n\tbool \"a\"\n\tselect HIDDEN if B\nconfig B\n\tbool \"b\"\n"
    #expect(settings(ask(selected, on("HIDDEN"))) == ["CONFIG_A": "y", "CONFIG_B": "y"])
    #expect(ask("config HIDDEN\n\tdef_bool y\n", .not(of: on("HIDDEN"))) == .impossible)
  }

  @Test func `modules need CONFIG_MODULES`() {
    let kconfig = "config MODULES\n\tbool \"modules\"\n\tmodules\nconfig T\n\ttristate \"t\"\nconfig B\n\tbool \"b\"\n"
    let answer = ask(kconfig, .atom(.module("CONFIG_T")))
    #expect(settings(answer) == ["CONFIG_MODULES": "y", "CONFIG_T": "m"])
    #expect(ask(kconfig, .atom(.module("CONFIG_B"))) == .impossible)
    #expect(ask("config T\n\ttristate \"t\"\n", .atom(.module("CONFIG_T"))) == .impossible)
  }

  @Test func `one member of a choice is on`() {
    let kconfig = """
      choice
      	prompt "model"
      	default SLOW
      config FAST
      	bool "fast"
      config SLOW
      	bool "slow"
      endchoice
      """
    #expect(text(ask(kconfig, .not(of: on("SLOW")))) == "CONFIG_SLOW=n")
    #expect(ask(kconfig, .and(of: [on("FAST"), on("SLOW")])) == .impossible)
    #expect(ask(kconfig, .and(of: [.not(of: on("FAST")), .not(of: on("SLOW"))])) == .impossible)
  }

  @Test func `nothing rests on what a macro tells`() {
    let kconfig = """
      config CC_NEW
      	def_bool $(cc-option,-fnew)
      config A
      	bool "a"
      	depends on CC_NEW
      config B
      	bool "b"
      	depends on !CC_NEW
      config VERSION
      	int
      	default $(version)
      config C
      	bool "c"
      	depends on VERSION >= 116
      """
    for name in ["A", "B", "C"] {
      guard case .unknown = ask(kconfig, on(name)) else {
        Issue.record("\(name) is not unknown")
        continue
      }
    }
    // Without it, and whatever it tells.
    #expect(text(ask(kconfig, .not(of: on("A")))) == "CONFIG_A=n")
    #expect(ask(kconfig, .and(of: [on("A"), on("B")])) == .impossible)
    // Somebody has the tools for what is given.
    #expect(text(ask(kconfig, .not(of: on("A")), given: ["CONFIG_C"])) == "CONFIG_A=n")
  }

  @Test func `numbers without prompt are known by their defaults`() {
    let kconfig = """
      config LARGE
      	bool "large pages"
      config SHIFT
      	int
      	default 16 if LARGE
      	default 0xc
      config A
      	bool "a"
      	depends on SHIFT <= 12
      config ASKED
      	int "number"
      	default 5
      config B
      	bool "b"
      	depends on ASKED = 5
      """
    #expect(text(ask(kconfig, on("A"))) == "CONFIG_A=y")
    #expect(settings(ask(kconfig, on("A")))["CONFIG_LARGE"] == "n")
    guard case .unknown = ask(kconfig, on("B")) else {
      Issue.record("a number that the user sets is known")
      return
    }
  }

  @Test func `what is given may not contradict the configuration`() {
    let kconfig = "config A\n\tbool\nconfig B\n\tbool \"b\"\n\tdepends on A\n"
    #expect(ask(kconfig, .always, given: ["CONFIG_B"]) == .impossible)
    #expect(ask(kconfig, .always, given: ["CONFIG_NOWHERE"]) == .impossible)
  }

  @Test func `a symbol that no file defines is off`() {
    #expect(ask("config A\n\tbool \"a\"\n", on("GONE")) == .impossible)
    #expect(text(ask("config A\n\tbool \"a\"\n", .not(of: on("GONE")))) == "")
  }

  @Test func `conditions about other things are unknown`() {
    let kconfig = "config A\n\tbool \"a\"\nconfig BITS\n\tint \"bits\"\n"
    for atom in [Atom.opaque("X > 1"), .modularCode, .builtIn("CONFIG_BITS")] {
      guard case .unknown = ask(kconfig, .atom(atom)) else {
        Issue.record("\(atom) is not unknown")
        continue
      }
    }
  }

  @Test func `answers nothing where a file is missing`() {
    let answer = ask("source \"gone\"\nconfig A\n\tbool \"a\"\n", on("A"))
    #expect(answer == .unknown("Kconfig:1: 'gone' cannot be read"))
  }

  @Test func `reads nothing before it is asked`() {
    _ = KconfigConfigurations(file: "Kconfig", architecture: "x86") { _ in
      Issue.record("a file was read")
      return nil
    }
  }

  @Test func `knows what can be a module`() {
    let space = configurations("config T\n\ttristate \"t\"\nconfig B\n\tbool \"b\"\n")
    #expect(space.isTristate("CONFIG_T") == true)
    #expect(space.isTristate("CONFIG_B") == false)
    #expect(space.isTristate("CONFIG_GONE") == false)
    #expect(configurations("source \"gone\"\n").isTristate("CONFIG_GONE") == nil)
  }

  // MARK: Asking

  private func on(_ name: String) -> Formula { .atom(.builtIn("CONFIG_" + name)) }

  private func ask(_ kconfig: String, _ formula: Formula, given: [String] = []) -> ConfigurationAnswer {
    configurations(kconfig).witness(for: formula, given: given)
  }

  private func configurations(_ kconfig: String) -> KconfigConfigurations {
    KconfigConfigurations(file: "Kconfig", architecture: "x86") { $0 == "Kconfig" ? Array(kconfig.utf8) : nil }
  }

  private func text(_ answer: ConfigurationAnswer) -> String? {
    if case .satisfiable(let witness) = answer { witness.text } else { nil }
  }

  private func settings(_ answer: ConfigurationAnswer) -> [String: String] {
    guard case .satisfiable(let witness) = answer else { return [:] }
    return Dictionary(uniqueKeysWithValues: witness.settings.map { ($0.symbol, $0.value) })
  }
}
