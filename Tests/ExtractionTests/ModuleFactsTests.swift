import Testing

@testable import Extraction

struct ModuleFactsTests {
  @Test func theArgumentsTellModuleCode() throws {
    var surroundings = Candidate.Surroundings()
    #expect(try Candidate.parse("int x;\n", surroundings).facts.isModuleCode == false)
    surroundings.arguments = ["-DMODULE"]
    #expect(try Candidate.parse("int x;\n", surroundings).facts.isModuleCode)
  }

  @Test func aLicenceCountsInCodeOnly() throws {
    #expect(
      try Candidate.parse("#define MODULE_LICENSE(x)\nMODULE_LICENSE(\"GPL\")\nint x;\n").facts.namesModuleLicense)
    #expect(
      try Candidate.parse("#define MODULE_LICENSE(x)\n/* MODULE_LICENSE(\"GPL\") */\nint x;\n").facts.namesModuleLicense
        == false)
  }
}
