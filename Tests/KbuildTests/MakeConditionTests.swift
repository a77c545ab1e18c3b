import Testing

@testable import Kbuild

@Suite struct MakeConditionTests {
  @Test(arguments: [
    ("ifdef CONFIG_A", "IS_ENABLED(CONFIG_A)"),
    ("ifndef CONFIG_A", "!IS_ENABLED(CONFIG_A)"),
    ("ifeq ($(CONFIG_A),y)", "CONFIG_A"),
    ("ifeq ($(CONFIG_A), m)", "IS_MODULE(CONFIG_A)"),
    ("ifeq ($(CONFIG_A),)", "!IS_ENABLED(CONFIG_A)"),
    ("ifneq ($(CONFIG_A),)", "IS_ENABLED(CONFIG_A)"),
    ("ifeq (y,$(CONFIG_A))", "CONFIG_A"),
    ("ifeq \"$(CONFIG_A)\" \"y\"", "CONFIG_A"),
    ("ifeq ($(CONFIG_A)$(CONFIG_B),yy)", "CONFIG_A && CONFIG_B"),
    ("ifneq ($(CONFIG_A)$(CONFIG_B),)", "IS_ENABLED(CONFIG_A) || IS_ENABLED(CONFIG_B)"),
    ("ifeq ($(CONFIG_A)-$(CONFIG_B),y-)", ""),
    ("ifneq ($(filter y m,$(CONFIG_A)),)", "CONFIG_A || IS_MODULE(CONFIG_A)"),
    ("ifneq ($(strip $(CONFIG_A) $(CONFIG_B)),)", "IS_ENABLED(CONFIG_A) || IS_ENABLED(CONFIG_B)"),
    ("ifeq ($(CONFIG_A),n)", "0"),
    ("ifeq ($(CONFIG_NR),64)", ""),
    ("ifeq ($(ARCH),x86)", ""),
    ("ifeq ($(call f,$(CONFIG_A)),y)", ""),
    ("ifdef KBUILD_EXTMOD", ""),
    ("ifeq", ""), ("ifeq ()", ""), ("ifeq (a,b)", ""), ("ifeq ($(CONFIG_A),y", ""),
  ])
  func isAFormulaOverSymbolsOrNothing(_ line: String, _ expected: String) {
    #expect(MakeCondition.formula(of: line)?.description ?? "" == expected)
  }

  @Test func countsTheWaysInWhichAConcatenationComesAbout() {
    let formula = MakeCondition.formula(of: "ifeq ($(CONFIG_A)$(CONFIG_B),y)")
    #expect(
      formula?.description == "CONFIG_A && !IS_ENABLED(CONFIG_B) || CONFIG_B && !IS_ENABLED(CONFIG_A)")
  }
}
