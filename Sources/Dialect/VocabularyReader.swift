/// Reads the YAML files of `Rules/vocabulary`, what is known about test kfuncs, and what helpers release, into a ``Vocabulary``.
public struct VocabularyReader {
  private let text: (String) -> String?

  /// - Parameter text: returns a file by its path below `Rules/`; by default those built into the program.
  public init(text: ((String) -> String?)? = nil) {
    self.text = text ?? VocabularyFile.builtIn
  }

  /// Reads all files.
  public func read() throws(VocabularyError) -> Vocabulary {
    let flags = try file("flags")
    let suffixes = try file("suffixes")
    let macros = try file("macros")
    let registration = try file("registration")
    return Vocabulary(
      oldest: try flags.required("oldest").version(),
      newest: try flags.required("newest").version(),
      flags: try elements(of: flags, "flags", Self.flag),
      flagsNeverMerged: try elements(of: flags, "never_merged", Self.neverMerged),
      suffixes: try elements(of: suffixes, "suffixes", Self.suffix),
      suffixesNeverMerged: try elements(of: suffixes, "never_merged", Self.neverMerged),
      parameterNames: try elements(of: suffixes, "names", Self.convention),
      typeSuffixes: try elements(of: suffixes, "type_suffixes", Self.ending),
      functionSuffixes: try elements(of: suffixes, "function_suffixes", Self.ending),
      types: try elements(of: suffixes, "types", Self.convention),
      setMacros: try elements(of: macros, "sets", Self.setMacro),
      entryMacros: try elements(of: macros, "entries", Self.entryMacro),
      definitionMacros: try elements(of: macros, "definitions", Self.definitionMacro),
      safeTypeMacros: try elements(of: macros, "safe_types", Self.safeTypeMacro),
      registrationCalls: try elements(of: registration, "calls", Self.registrationCall),
      registrationMembers: try elements(of: registration, "members", Self.member),
      hooks: try elements(of: registration, "hooks", Self.hook),
      contexts: try elements(of: try file("contexts"), "contexts", Self.context),
      testKfuncs: try elements(of: try file("test-kfuncs", in: "knowledge"), "test_kfuncs", Self.testKfunc),
      helperReleases: try elements(
        of: try file("helper-releases", in: "knowledge"), "helper_releases", Self.convention),
      generatedFunctions: try elements(
        of: try file("generated-functions", in: "knowledge"), "generated_functions", Self.convention),
      limits: try elements(of: try file("limits"), "limits", Self.limit),
      helpers: try elements(of: try file("helpers"), "helpers", Self.helpers),
      semantics: try elements(of: try file("semantics"), "semantics", Self.convention))
  }

  private func file(_ name: String, in directory: String = "vocabulary") throws(VocabularyError) -> VocabularyNode {
    let path = "\(directory)/\(name).yaml"
    guard let text = text(path) else { throw .malformed(file: path, line: nil, problem: "the file is not there") }
    return try VocabularyFile(name: path, text: text).root
  }

  private func elements<Element>(
    of file: VocabularyNode, _ key: String, _ read: (VocabularyNode) throws(VocabularyError) -> Element
  ) throws(VocabularyError) -> [Element] {
    var result: [Element] = []
    for node in try file.required(key).list() { result.append(try read(node)) }
    return result
  }
}

// One function per kind of element.
extension VocabularyReader {
  private static func flag(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.Flag {
    Vocabulary.Flag(
      name: try node.required("name").string(), bit: try node.required("bit").integer(),
      versions: try node.versions(), meaning: try node.required("meaning").string(), notes: try notes(node))
  }

  private static func suffix(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.Suffix {
    Vocabulary.Suffix(
      text: try node.required("text").string(), versions: try node.versions(),
      target: try node.required("applies_to").choice(), meaning: try node.required("meaning").string(),
      notes: try notes(node))
  }

  private static func notes(_ node: VocabularyNode) throws(VocabularyError) -> [Vocabulary.Note] {
    var result: [Vocabulary.Note] = []
    for note in try node.optional("notes")?.list() ?? [] {
      result.append(Vocabulary.Note(versions: try note.versions(), text: try note.required("text").string()))
    }
    return result
  }

  private static func neverMerged(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.NeverMerged {
    Vocabulary.NeverMerged(name: try node.required("name").string(), why: try node.required("why").string())
  }

  private static func convention(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.Convention {
    Vocabulary.Convention(
      name: try node.required("name").string(), versions: try node.versions(),
      meaning: try node.required("meaning").string(), concerns: try node.optional("concerns")?.strings(),
      spares: try node.optional("spares")?.strings())
  }

  private static func ending(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.Convention {
    Vocabulary.Convention(
      name: try node.required("text").string(), versions: try node.versions(),
      meaning: try node.required("meaning").string())
  }

  private static func setMacro(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.SetMacro {
    Vocabulary.SetMacro(
      kind: try node.required("kind").choice(), start: try node.required("start").string(),
      end: try node.optional("end")?.string(), entry: try node.required("entry").string(),
      versions: try node.versions())
  }

  private static func entryMacro(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.EntryMacro {
    Vocabulary.EntryMacro(
      name: try node.required("name").string(), prefixes: try node.required("prefixes").strings(),
      versions: try node.versions())
  }

  private static func definitionMacro(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.DefinitionMacro {
    var attributes: [Vocabulary.DefinitionMacro.Attributes] = []
    for element in try node.optional("attributes")?.list() ?? [] {
      attributes.append(
        Vocabulary.DefinitionMacro.Attributes(
          names: try element.required("names").strings(), versions: try element.versions()))
    }
    return Vocabulary.DefinitionMacro(
      name: try node.required("name").string(), role: try node.required("role").choice(),
      versions: try node.versions(), attributes: attributes)
  }

  private static func safeTypeMacro(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.SafeTypeMacro {
    Vocabulary.SafeTypeMacro(
      name: try node.required("name").string(), suffix: try node.required("suffix").string(),
      emittedIn: try node.required("emitted_in").string(), promise: try node.required("promise").choice(),
      versions: try node.versions())
  }

  private static func registrationCall(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.RegistrationCall {
    Vocabulary.RegistrationCall(
      name: try node.required("name").string(), kind: try node.required("kind").choice(),
      versions: try node.versions())
  }

  private static func member(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.Member {
    Vocabulary.Member(name: try node.required("name").string(), versions: try node.versions())
  }

  private static func hook(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.Hook {
    Vocabulary.Hook(
      programType: try node.required("program_type").string(), hook: try node.required("hook").string(),
      versions: try node.versions())
  }

  private static func context(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.ProgramContext {
    Vocabulary.ProgramContext(
      programType: try node.required("program_type").string(), type: try node.required("context").string(),
      kernelType: try node.optional("kernel")?.string(), projectedSince: try node.optional("projected_since")?.version()
    )
  }

  private static func testKfunc(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.TestKfunc {
    Vocabulary.TestKfunc(
      name: try node.required("name").string(), files: try node.required("files").strings(),
      rules: try node.required("rules").strings(), why: try node.required("why").string())
  }

  private static func helpers(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.Helpers {
    Vocabulary.Helpers(names: try node.required("names").strings(), versions: try node.versions())
  }

  private static func limit(_ node: VocabularyNode) throws(VocabularyError) -> Vocabulary.Limit {
    Vocabulary.Limit(
      name: try node.required("name").string(), value: try node.required("value").integer(),
      macro: try node.optional("macro")?.string(), file: try node.optional("file")?.string(),
      versions: try node.versions(), meaning: try node.required("meaning").string())
  }
}
