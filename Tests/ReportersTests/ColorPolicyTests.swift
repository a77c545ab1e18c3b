import Reporters
import Testing

@Suite struct ColorPolicyTests {
  @Test func `auto colours terminals only`() {
    #expect(ColorPolicy.usesColor(.auto, isTerminal: true, environment: ["TERM": "xterm"]))
    #expect(ColorPolicy.usesColor(.auto, isTerminal: true, environment: [:]))
    #expect(!ColorPolicy.usesColor(.auto, isTerminal: false, environment: ["TERM": "xterm"]))
  }

  @Test func `auto obeys NO_COLOR when it is not empty`() {
    #expect(!ColorPolicy.usesColor(.auto, isTerminal: true, environment: ["NO_COLOR": "1"]))
    #expect(!ColorPolicy.usesColor(.auto, isTerminal: true, environment: ["NO_COLOR": "0"]))
    #expect(ColorPolicy.usesColor(.auto, isTerminal: true, environment: ["NO_COLOR": ""]))
  }

  @Test func `auto leaves a dumb terminal plain`() {
    #expect(!ColorPolicy.usesColor(.auto, isTerminal: true, environment: ["TERM": "dumb"]))
  }

  @Test func `the option outranks the environment`() {
    #expect(ColorPolicy.usesColor(.always, isTerminal: false, environment: ["NO_COLOR": "1", "TERM": "dumb"]))
    #expect(!ColorPolicy.usesColor(.never, isTerminal: true, environment: [:]))
  }
}
