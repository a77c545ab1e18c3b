import BuiltinRules
import Foundation
import Testing

@testable import Dialect

@Suite struct VocabularyTests {
  private func vocabulary() throws -> Vocabulary { try VocabularyReader().read() }

  private func dialect(_ version: String) throws -> Dialect {
    try Dialect(version: #require(KernelVersion(version)), vocabulary: vocabulary())
  }

  @Test func flagsFollowTheRelease() throws {
    #expect(
      try dialect("6.0").flags.map(\.name)
        == ["KF_ACQUIRE", "KF_RELEASE", "KF_RET_NULL", "KF_KPTR_GET", "KF_TRUSTED_ARGS"])
    #expect(try dialect("6.4").flag(named: "KF_KPTR_GET") == nil)
    #expect(try dialect("6.3").flag(named: "KF_KPTR_GET")?.bit == 3)
    #expect(try dialect("6.19").flag(named: "KF_TRUSTED_ARGS") != nil)
    #expect(try dialect("7.0").flag(named: "KF_TRUSTED_ARGS") == nil)
    #expect(try dialect("7.0").flag(named: "KF_IMPLICIT_ARGS")?.bit == 16)
    #expect(try dialect("7.3").flag(named: "KF_DEPRECATED") == nil)
  }

  @Test func saysWhichReleasesAreNotCertain() throws {
    let suffixes = try vocabulary().suffixes
    #expect(
      suffixes.filter(\.versions.isApproximate).map(\.text) == ["__nonown_allowed", "__arena", "__arena__nullable"])
  }

  @Test func isTheSameJSONEveryTime() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let first = try encoder.encode(dialect("6.12"))
    #expect(String(decoding: first, as: UTF8.self).contains("\"provenance\":{\"definitionMacros\":"))
    for _ in 0..<5 { #expect(try encoder.encode(dialect("6.12")) == first) }
    #expect(try JSONDecoder().decode(Dialect.self, from: first) == dialect("6.12"))
  }

  @Test func bitsAreUnique() throws {
    let bits = try vocabulary().flags.map(\.bit)
    #expect(Set(bits).count == bits.count)
  }

  @Test func suffixesFollowTheRelease() throws {
    #expect(try dialect("6.1").suffixes.map(\.text) == ["__sz"])
    #expect(try dialect("6.11").hasSuffix("__iter") == false)
    #expect(try dialect("6.12").hasSuffix("__iter"))
    #expect(try dialect("7.0").hasSuffix("__opt") == false)
  }

  @Test func aParameterHasTheLongestSuffixThatFits() throws {
    let new = try dialect("7.3")
    #expect(new.suffix(ofParameter: "p__arena__nullable")?.text == "__arena__nullable")
    #expect(new.suffix(ofParameter: "p__nullable")?.text == "__nullable")
    #expect(new.suffix(ofParameter: "buf__szk")?.text == "__szk")
    #expect(new.suffix(ofParameter: "data_sz") == nil)
    #expect(new.suffix(ofParameter: "x__sz__k")?.text == "__k")
  }

  @Test func aNameThatIsOnlyTheSuffixCountsUpTo61() throws {
    #expect(try dialect("6.1").suffix(ofParameter: "__sz") != nil)
    #expect(try dialect("6.2").suffix(ofParameter: "__sz") == nil)
  }

  @Test func macrosFollowTheRelease() throws {
    #expect(try dialect("6.8").setMacros.last?.start == "BTF_SET8_START")
    #expect(try dialect("6.9").setMacros.last?.start == "BTF_KFUNCS_START")
    #expect(try dialect("6.2").kfuncAttributes == [])
    #expect(try dialect("6.3").kfuncAttributes == ["__used", "noinline"])
    #expect(try dialect("6.17").kfuncAttributes == ["__used", "__retain", "__noclone", "noinline"])
    #expect(try dialect("6.3").safeTypeMacros.map(\.name) == ["BTF_TYPE_SAFE_NESTED"])
    #expect(try dialect("6.10").safeTypeMacros.count == 4)
    #expect(try dialect("6.6").definitionMacros.contains { $0.name == "__bpf_kfunc_start_defs" } == false)
  }

  @Test func hooksAndLimitsFollowTheRelease() throws {
    #expect(try dialect("6.1").hooks["BPF_PROG_TYPE_UNSPEC"] == nil)
    #expect(try dialect("6.12").hooks["BPF_PROG_TYPE_UNSPEC"] == "COMMON")
    #expect(
      try dialect("6.12").programTypes(ofHook: "TRACING") == [
        "BPF_PROG_TYPE_LSM", "BPF_PROG_TYPE_PERF_EVENT", "BPF_PROG_TYPE_TRACEPOINT", "BPF_PROG_TYPE_TRACING",
      ])
    #expect(try dialect("6.4").limits["filters_per_hook"] == nil)
    #expect(try dialect("6.5").limits["filters_per_hook"] == 16)
    #expect(try dialect("6.4").registrationMembers == ["owner", "set"])
    #expect(try dialect("6.2").registrationCalls.map(\.name).contains("register_btf_fmodret_id_set") == false)
  }

  @Test func theThreeBreaksAreWhereTheyAre() throws {
    #expect(try !dialect("6.3").has(semantics: "release-implies-trusted"))
    #expect(try dialect("6.4").has(semantics: "release-implies-trusted"))
    #expect(try !dialect("6.8").has(semantics: "set-kind-checked"))
    #expect(try dialect("6.9").has(semantics: "set-kind-checked"))
    #expect(try !dialect("6.19").has(semantics: "trusted-by-default"))
    #expect(try dialect("7.0").has(semantics: "trusted-by-default"))
  }

  @Test func aReleaseOfTheFutureIsTreatedLikeTheNewestAndSaysSo() throws {
    let future = try dialect("8.1")
    let newest = try dialect("7.3")
    #expect(future.flags == newest.flags)
    #expect(future.vocabularyVersion == KernelVersion(7, 3))
    #expect(future.notes == ["kernel 8.1 is newer than the newest known release; treated like 7.3"])
    #expect(newest.notes == [])
    #expect(try dialect("7.3.9").notes == [])
  }

  @Test func aReleaseWithoutFlagsIsRefused() throws {
    let error = VocabularyError.tooOld(KernelVersion(5, 19), oldest: KernelVersion(6, 0))
    #expect(throws: error) { try dialect("5.19") }
    #expect("\(error)" == "kernel 5.19 is too old: kfunc flags exist since 6.0")
  }

  @Test func errorsNameFileAndLine() {
    let reader = VocabularyReader { name in
      name == "vocabulary/flags.yaml"
        ? "oldest: \"6.0\"\nnewest: \"6.1\"\nflags:\n  - name: KF_A\n    bit: one\n" : BuiltinRules.files[name]
    }
    #expect(
      throws: VocabularyError.malformed(file: "vocabulary/flags.yaml", line: 5, problem: "'one' is not an integer")
    ) { try reader.read() }
    let missing = VocabularyReader { $0 == "vocabulary/limits.yaml" ? nil : BuiltinRules.files[$0] }
    #expect(
      throws: VocabularyError.malformed(file: "vocabulary/limits.yaml", line: nil, problem: "the file is not there")
    ) { try missing.read() }
  }

  @Test(arguments: ["", "[", "a: [", "flags: 1", "- x", "flags: [1]", "oldest: six", "{a: b"])
  func malformedFilesAreErrors(_ text: String) {
    let reader = VocabularyReader { $0 == "vocabulary/flags.yaml" ? text : BuiltinRules.files[$0] }
    #expect(throws: VocabularyError.self) { try reader.read() }
  }

  /// Checked by an implementation that is not ours.
  @Test func everyFileFollowsTheSchema() throws {
    let directory = FileManager.default.temporaryDirectory.path + "/kfunclint-vocabulary-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    for (name, text) in BuiltinRules.files where name.hasPrefix("vocabulary/") && !name.hasSuffix(".h") {
      try Data(text.utf8).write(to: URL(fileURLWithPath: directory + "/" + name.dropFirst("vocabulary/".count)))
    }
    let script = """
      import glob, json, sys
      try:
          import jsonschema, yaml
      except ImportError:
          sys.exit(77)
      schema = jsonschema.Draft202012Validator(json.load(open('schema.json')))
      problems = [f'{name}: {error.message}' for name in sorted(glob.glob('*.yaml'))
                  for error in schema.iter_errors(yaml.safe_load(open(name)))]
      print('\\n'.join(problems))
      sys.exit(1 if problems or not glob.glob('*.yaml') else 0)
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.arguments = ["python3", "-c", script]
    let pipe = Pipe()
    process.standardOutput = pipe
    do {
      try process.run()
    } catch {
      return print("SKIPPED \(#function): no /usr/bin/env")
    }
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus == 77 || process.terminationStatus == 127 {
      return print("SKIPPED \(#function): python3 with jsonschema and yaml is not installed")
    }
    #expect(process.terminationStatus == 0, "\(output)")
  }
}
