import BooleanLogic
import Facts
import Kconfig
import Testing

@testable import Model

/// What belongs together and is apart in some configuration.
@Suite struct ConfigurationTests {
  private static let kconfig = """
    config MODULES
    	bool "modules"
    	modules
    config DEBUG_INFO_BTF
    	bool "BTF"
    config DEBUG_INFO_BTF_MODULES
    	def_bool y
    	depends on DEBUG_INFO_BTF && MODULES
    config NET
    	bool "net"
    config INET
    	bool "inet"
    	depends on NET
    config BOAT
    	tristate "boat"
    config CREW
    	tristate "crew"
    config ODD
    	def_bool $(shell,odd)
    """

  /// A model of files that are linked as `placements` says; others are of unknown places.
  private func model(
    _ files: [SampleFile], _ placements: [String: ObjectPlacement], hasTree: Bool = true
  ) throws -> Model {
    let oracle = KconfigConfigurations(file: "Kconfig", architecture: "x86") { _ in Array(Self.kconfig.utf8) }
    return ModelBuilder.model(
      of: files.map(\.facts).sorted { $0.path < $1.path }, dialect: try Sample.dialect(), specialKfuncs: [],
      configuration: hasTree ? KernelConfiguration(oracle: oracle) { placements[$0] } : nil, missing: nil)
  }

  private static let kernel = ObjectPlacement(builtIn: .always, modules: [:])
  private static let net = ObjectPlacement(builtIn: on("NET"), modules: [:])
  private static let inet = ObjectPlacement(builtIn: on("INET"), modules: [:])
  private static let boat = placement("BOAT", "boat.o")

  private static func on(_ name: String) -> Formula { .atom(.builtIn("CONFIG_" + name)) }

  private static func placement(_ symbol: String, _ object: String) -> ObjectPlacement {
    ObjectPlacement(builtIn: on(symbol), modules: [object: .atom(.module("CONFIG_" + symbol))])
  }

  /// A set in `set.c` that names a function of `def.c`.
  private func undefined(
    set: ObjectPlacement?, definition: ObjectPlacement?, entryCondition: Formula = .always,
    definitionCondition: Formula = .always, hasTree: Bool = true
  ) throws -> String {
    var first = SampleFile("set.c")
    first.set("ids", .kfuncs, [("f", [])], condition: entryCondition)
    var second = SampleFile("def.c")
    second.function("f", condition: definitionCondition)
    var placements: [String: ObjectPlacement] = [:]
    placements["set.c"] = set
    placements["def.c"] = definition
    let model = try model([first, second], placements, hasTree: hasTree)
    return model.value("undefinedWhere", of: "entry", row: 0).text
  }

  @Test func `the condition of a file counts`() throws {
    #expect(try undefined(set: Self.kernel, definition: Self.net) == "CONFIG_NET=n")
    #expect(try undefined(set: Self.net, definition: Self.net) == "absent")
    #expect(try undefined(set: Self.inet, definition: Self.net) == "absent")
    #expect(try undefined(set: Self.net, definition: Self.inet) == "CONFIG_INET=n and CONFIG_NET=y")
    // The file and the condition in the other one are equivalent.
    #expect(try undefined(set: Self.kernel, definition: Self.net, entryCondition: Self.on("NET")) == "absent")
  }

  @Test func `a function in a module is not there for the kernel or for other modules`() throws {
    #expect(try undefined(set: Self.kernel, definition: Self.boat, entryCondition: Self.on("BOAT")) == "absent")
    let enabled = Formula.atom(.enabled("CONFIG_BOAT"))
    #expect(try undefined(set: Self.kernel, definition: Self.boat, entryCondition: enabled) == "CONFIG_BOAT=m")
    #expect(try undefined(set: Self.boat, definition: Self.boat) == "absent")
    let crew = Self.placement("CREW", "crew.o")
    #expect(
      try undefined(set: crew, definition: Self.boat, entryCondition: enabled) == "CONFIG_BOAT=m and CONFIG_CREW=y")
    let both = ObjectPlacement(builtIn: Self.on("CREW"), modules: ["boat.o": .atom(.module("CONFIG_CREW"))])
    #expect(
      try undefined(set: both, definition: Self.boat)
        == "CONFIG_BOAT=n and CONFIG_CREW=y")
  }

  @Test func `code of a module sees itself as one`() throws {
    let modular = Formula.atom(.modularCode)
    #expect(try undefined(set: Self.boat, definition: Self.boat, definitionCondition: modular) == "CONFIG_BOAT=y")
    #expect(
      try undefined(
        set: Self.boat, definition: Self.boat, entryCondition: modular, definitionCondition: modular) == "absent")
  }

  @Test func `what is not understood is unknown`() throws {
    #expect(try undefined(set: nil, definition: Self.net).hasPrefix("unknown"))
    #expect(try undefined(set: Self.kernel, definition: nil).hasPrefix("unknown"))
    #expect(
      try undefined(set: Self.kernel, definition: Self.kernel, definitionCondition: .atom(.opaque("X > 1")))
        .hasPrefix("unknown"))
    #expect(
      try undefined(set: Self.kernel, definition: Self.kernel, definitionCondition: Self.on("ODD"))
        .hasPrefix("unknown"))
    #expect(try undefined(set: Self.kernel, definition: Self.net, hasTree: false).hasPrefix("unknown"))
  }

  @Test func `a function of the same name anywhere is a definition`() throws {
    var set = SampleFile("set.c")
    set.set("ids", .kfuncs, [("f", [])])
    var definition = SampleFile("def.c")
    definition.function("f")
    var stub = SampleFile("include/stub.h")
    stub.namesake(of: "f", condition: .not(of: Self.on("NET")))
    let model = try model([set, definition, stub], ["set.c": Self.kernel, "def.c": Self.net])
    #expect(model.value("undefinedWhere", of: "entry", row: 0).text == "absent")
  }

  @Test func `Kconfig tells what can be a module`() throws {
    var file = SampleFile("d.c")
    file.set("ids", .kfuncs, [("f", [])])
    file.object("object", set: "ids")
    file.register("object")
    file.register("object")
    let tristate = try model([file], ["d.c": Self.boat])
    #expect(tristate.value("isModular", of: "registration", row: 1).text == "true")
    #expect(tristate.value("modularWhere", of: "registration", row: 1).text == "CONFIG_BOAT=m")
    #expect(tristate.earlierInModule(1) == [0])
    let bool = try model([file], ["d.c": Self.placement("NET", "net.o")])
    #expect(bool.value("isModular", of: "registration", row: 1).text == "false")
    #expect(bool.earlierInModule(1) == [])
    #expect(try model([file], [:]).value("isModular", of: "registration", row: 1).text.hasPrefix("unknown"))
  }

  @Test func `registrations of all files of a module count`() throws {
    var files: [SampleFile] = []
    for path in ["a.c", "b.c"] {
      var file = SampleFile(path)
      file.set("ids", .kfuncs, [("f", [])])
      file.object("object", set: "ids")
      file.register("object")
      files.append(file)
    }
    let apart = Self.placement("CREW", "crew.o")
    #expect(try model(files, ["a.c": Self.boat, "b.c": Self.boat]).earlierInModule(1) == [0])
    #expect(try model(files, ["a.c": Self.boat, "b.c": apart]).earlierInModule(1) == [])
    #expect(try model(files, [:]).earlierInModule(1) == [])
  }
}
