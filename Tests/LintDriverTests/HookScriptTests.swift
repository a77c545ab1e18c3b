import Testing

@testable import LintDriver

@Suite struct HookScriptTests {
  @Test(arguments: GitHook.allCases) func `a script is known again, whatever the program's path`(hook: GitHook) {
    for program in ["/usr/bin/kfunclint", "/home/o'brien/bin/kfunclint", "/a b/$(x)`y`\\z"] {
      let script = HookScript(hook: hook, program: program)
      #expect(HookScript(script.text, hook: hook) == script)
      #expect(HookScript.claims(script.text))
    }
  }

  @Test func `what was edited, and what is another hook's, is not`() {
    let text = HookScript(hook: .preCommit, program: "/usr/bin/kfunclint").text
    #expect(HookScript(text + "true\n", hook: .preCommit) == nil)
    #expect(HookScript(text, hook: .prePush) == nil)
    #expect(HookScript("", hook: .prePush) == nil)
    #expect(HookScript("#!/bin/sh\nprogram='x\n", hook: .prePush) == nil)
    #expect(!HookScript.claims("#!/bin/sh\nkfunclint lint --staged\n"))
  }
}
