import Testing

@testable import Kconfig

@Suite struct KconfigReaderTests {
  @Test func `reads types, prompts, defaults and demands under what surrounds them`() throws {
    let tree = read(
      """
      mainmenu "Sample"
      if NET # the stack
      menu "Boats"
      	depends on WATER
      	visible if EXPERT
      menuconfig BOAT
      	tristate 'a # boat' if \\
      		SAIL || OARS
      	default m if LAKE
      	select ROPE if KNOT
      	imply FLAG
      	help
      	  A boat. The next line is text as well:
      	  config FAKE

      	    bool "indented further"

      config DEPTH
      	int "depth"
      	range 1 100
      	default 5
      endmenu
      endif
      config ROPE
      	bool
      """)
    #expect(tree.gaps.isEmpty)
    #expect(tree.place(named: "FAKE") == nil)
    let boat = try symbol("BOAT", tree)
    #expect(boat.kind == .tristate)
    #expect(text(try #require(boat.prompts.first), tree) == "NET && WATER && (SAIL || OARS) && EXPERT")
    #expect(boat.defaults.map { text($0.condition, tree) } == ["NET && WATER && LAKE"])
    #expect(boat.dependencies.map { text($0, tree) } == ["NET && WATER"])
    let rope = try symbol("ROPE", tree)
    #expect(rope.selectedBy.map { text($0.condition, tree) } == ["NET && WATER && KNOT"])
    #expect(rope.dependencies == [-1])
    #expect(try symbol("FLAG", tree).impliedBy.count == 1)
    #expect(try symbol("DEPTH", tree).kind == .text)
  }

  @Test func `a help text ends where the indentation does`() throws {
    let tree = read("config A\n\tbool\n\thelp\n\n\t  Text\n\t select B\n\nconfig C\n\tbool\n\thelp\nconfig D\n\tbool\n")
    #expect(tree.gaps.map(\.reason) == [])
    #expect(try symbol("B", tree).selectedBy.count == 1)
    #expect(try symbol("D", tree).kind == .bool)
  }

  @Test func `puts variables into names of files and leaves macros unknown`() throws {
    let files = [
      "Kconfig": "source \"arch/$(SRCARCH)/Kconfig\"\nosource \"none\"\nconfig A\n\tdef_bool $(cc-option,-O2)\n",
      "arch/x86/Kconfig": "rsource \"more/Kconfig\"\n",
      "arch/x86/more/Kconfig": "config DEEP\n\tbool \"deep\" if \"$(ARCH)\" = \"x86\"\n",
    ]
    let tree = KconfigReader.read("Kconfig", variables: ["SRCARCH": "x86", "ARCH": "x86"]) {
      files[$0].map { Array($0.utf8) }
    }
    #expect(tree.gaps.isEmpty)
    #expect(try symbol("DEEP", tree).prompts.count == 1)
    #expect(try symbol("A", tree).defaults.map(\.value) == [KconfigTree.unknown])
  }

  @Test func `definitions of variables and messages are no symbols`() {
    let tree = read("comma := ,\ncc-name = $(shell,set -- $(cc-info))\n$(error-if,$(failure,true),no compiler)\n")
    #expect(tree.gaps.isEmpty)
    #expect(tree.symbols.allSatisfy { $0.kind == .undefined })
  }

  @Test(arguments: [
    ("source \"gone\"\n", "Kconfig:1: 'gone' cannot be read"),
    ("source \"$(shell,ls)\"\n", "Kconfig:1: the name of a file is made by a macro"),
    ("$(symbols)\n", "Kconfig:1: a macro makes statements"),
    ("config A\n\tbool\n\tfrobnicate\n", "Kconfig:3: 'frobnicate' is not known"),
    ("if A\nconfig B\n\tbool\n", "Kconfig:3: a block does not end in the file that begins it"),
    ("endmenu\n", "Kconfig:1: a block ends that did not begin"),
  ])
  func `says what it did not understand`(text: String, gap: String) {
    #expect(read(text).gaps.map(\.description) == [gap])
  }

  @Test func `files that source each other end`() {
    let tree = KconfigReader.read("Kconfig", variables: [:]) { _ in Array("source \"Kconfig\"\n".utf8) }
    #expect(tree.gaps.map(\.reason) == ["files source each other"])
  }

  private func read(_ text: String) -> KconfigTree {
    KconfigReader.read("Kconfig", variables: [:]) { $0 == "Kconfig" ? Array(text.utf8) : nil }
  }

  private func symbol(_ name: String, _ tree: KconfigTree) throws -> KconfigSymbol {
    tree.symbols[Int(try #require(tree.place(named: name)))]
  }

  private func text(_ place: Int32, _ tree: KconfigTree) -> String {
    switch tree.expressions[Int(place)] {
    case .symbol(let symbol): tree.symbols[Int(symbol)].name
    case .and(let left, let right): "\(text(left, tree)) && \(text(right, tree))"
    case .or(let left, let right): "(\(text(left, tree)) || \(text(right, tree)))"
    default: "?"
    }
  }
}
