import CEL
import Diagnostics
import Dialect
import Model
import SourceText

/// Makes a rule from the nodes of its file and finds what the shape alone does not tell: mistakes in expressions, and
/// keys that do not fit together. It reads as much as it can of a file whose shape is wrong.
struct RuleReader {
  private let root: RuleNode
  private let schema: RuleSchema
  /// Whether all keys have the right types; a rule is made of such a file only.
  private let isWellFormed: Bool
  private var compiler: RuleCompiler
  private var own: [RuleDiagnostic] = []

  /// What was found so far, in no particular order.
  var mistakes: [RuleDiagnostic] { own + compiler.mistakes }

  init(root: RuleNode, schema: RuleSchema, isWellFormed: Bool) {
    self.root = root
    self.schema = schema
    self.isWellFormed = isWellFormed
    let name = root["for"]?.string ?? ""
    if let subject = schema.subjects[name] {
      compiler = RuleCompiler(environment: schema.environment(subject: subject))
    } else {
      // Without a subject only the syntax of expressions can be checked.
      var environment = schema.environment(subject: "subject")
      environment.checksTypes = false
      compiler = RuleCompiler(environment: environment)
      if let node = root["for"], RuleTextForm.slug.accepts(name) {
        let subjects = schema.subjects.keys.sorted()
        own.append(
          node.mistake(
            "'\(name)' is no type of object", expected: "one of \(subjects.joined(separator: ", "))",
            suggestion: NearestName.of(name, among: subjects)))
      }
    }
  }

  /// Returns the rule; nil if its file has mistakes.
  mutating func read() -> Rule? {
    checkName()
    let when = compiler.expression(root["when"], of: .bool)
    let inScope = RuleCompiler.Context().assuming(when, of: root["when"])
    let assertion = compiler.expression(root["assert"], of: .bool, in: inScope)
    // Everything else is evaluated where the assertion has failed.
    let context = inScope.assuming(assertion, of: root["assert"], fails: true)
    let severities = readSeverities(context)
    let message = compiler.template(root["message"], in: context)
    let at = compiler.expression(root["at"], of: .object("range"), in: context)
    let flow = readPlaces("flow", context)
    let related = readPlaces("related", context)
    let notes = readNotes(context)
    let detail = compiler.renderable(root["detail"], in: context)
    let fix = readFix(context)
    let (examples, exampleMistakes) = RuleExampleReader.read(
      root, kernel: kernel, hasFix: root["fix"] != nil,
      isAboutChanges: schema.subjects[root["for"]?.string ?? ""].map(Model.comparedTypes.contains) ?? false)
    own += exampleMistakes
    guard isWellFormed, mistakes.isEmpty, let assertion, let message, let at, let id = root["id"],
      let docs = readDocs(),
      let subject = schema.subjects[root["for"]?.string ?? ""]
    else { return nil }
    return Rule(
      id: RuleID(id.string ?? ""), family: family, since: root["since"]?.string ?? "",
      status: root["status"]?.string.flatMap(Rule.Status.init) ?? .stable,
      aliases: strings(root["aliases"]).map { RuleID($0) }, classes: strings(root["class"]), kernel: kernel,
      needs: strings(root["needs"]).compactMap(RuleNeed.init), subject: subject, docs: docs, examples: examples,
      idRange: id.range, severities: severities, when: when, assertion: assertion, message: message, at: at,
      flow: flow, related: related, notes: notes, detail: detail, fix: fix)
  }

  // MARK: Plain values

  private var kernel: VersionRange { root["kernel"]?.string.flatMap(VersionRange.init(ruleText:)) ?? VersionRange() }

  private var path: [String] { root.file.path.split(separator: "/").map(String.init) }

  private var family: String { path.dropLast().last ?? "" }

  private func strings(_ node: RuleNode?) -> [String] {
    (node?.elements ?? []).compactMap(\.string)
  }

  private mutating func checkName() {
    guard let id = root["id"], let name = id.string, let file = path.last else { return }
    let stem = file.hasSuffix(".yaml") ? String(file.dropLast(5)) : file
    if name != stem, RuleTextForm.slug.accepts(name) {
      own.append(id.mistake("the rule is called '\(name)' but its file '\(file)'", expected: "'\(name).yaml'"))
    }
    for alias in root["aliases"]?.elements ?? [] where alias.string == name {
      own.append(alias.mistake("'\(name)' is the name of the rule itself"))
    }
  }

  private mutating func readDocs() -> Rule.Documentation? {
    guard let docs = root["docs"] else { return nil }
    func text(_ key: String) -> String? {
      docs[key]?.string.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
    }
    return Rule.Documentation(
      what: text("what") ?? "", why: text("why") ?? "", exceptions: text("exceptions") ?? "",
      references: strings(docs["references"]), fixSafety: text("fix_safety"))
  }

  // MARK: Parts with expressions

  private mutating func readSeverities(_ context: RuleCompiler.Context) -> [Rule.Level] {
    guard let node = root["severity"] else { return [] }
    if let severity = node.string.flatMap(Severity.init) {
      return [Rule.Level(when: nil, kernel: VersionRange(), severity: severity)]
    }
    var levels: [Rule.Level] = []
    for element in node.elements {
      guard let severity = element["is"]?.string.flatMap(Severity.init) else { continue }
      let when = compiler.expression(element["when"], of: .bool, in: context)
      let kernel = element["kernel"]?.string.flatMap(VersionRange.init(ruleText:)) ?? VersionRange()
      if isWellFormed, levels.last?.isUnconditional == true {
        own.append(element.mistake("this level is never reached, the one before applies always"))
      }
      levels.append(Rule.Level(when: when, kernel: kernel, severity: severity))
    }
    if let last = node.elements.last, last["when"] != nil || last["kernel"] != nil {
      own.append(last.mistake("the last level must apply always", expected: "neither 'when' nor 'kernel'"))
    }
    return levels
  }

  private mutating func readPlaces(_ key: String, _ context: RuleCompiler.Context) -> [Rule.Place] {
    var places: [Rule.Place] = []
    for node in root[key]?.elements ?? [] {
      var context = context
      let each = node["each"].flatMap { compiler.objects($0, in: context) }
      if let each { context.variables["item"] = each.element }
      // Without the type of the elements every use of them would be one more mistake.
      if node["each"] != nil, each == nil { continue }
      let when = compiler.expression(node["when"], of: .bool, in: context)
      context = context.assuming(when, of: node["when"])
      let at = compiler.expression(node["at"], of: .object("range"), in: context)
      let message = compiler.template(node["message"], in: context)
      if let at, let message { places.append(Rule.Place(each: each?.list, when: when, at: at, message: message)) }
    }
    return places
  }

  private mutating func readNotes(_ context: RuleCompiler.Context) -> [Rule.Note] {
    var notes: [Rule.Note] = []
    for node in root["notes"]?.elements ?? [] {
      let when = compiler.expression(node["when"], of: .bool, in: context)
      let text = compiler.template(
        node.string != nil ? node : node["text"], in: context.assuming(when, of: node["when"]))
      if let text { notes.append(Rule.Note(when: when, text: text)) }
    }
    return notes
  }

  private mutating func readFix(_ context: RuleCompiler.Context) -> FixRecipe? {
    guard let node = root["fix"], node.node.mapping != nil else { return nil }
    let when = compiler.expression(node["when"], of: .bool, in: context)
    let context = context.assuming(when, of: node["when"])
    let description = compiler.template(node["description"], in: context)
    let edits =
      readEdits(node["replaceText"], "with", .replacing, context)
      + readEdits(node["insertBefore"], "text", .before, context)
      + readEdits(node["insertAfter"], "text", .after, context)
      + readEdits(node["remove"], nil, .replacing, context)
    for key in ["addFlags", "removeFlags"] where root["for"]?.string != "entry" {
      if let flags = node[key] { own.append(flags.mistake("'\(key)' changes an entry, but the rule is not for one")) }
    }
    let kinds = ["addFlags", "removeFlags", "replaceText", "insertBefore", "insertAfter", "remove"]
    if !kinds.contains(where: { node[$0] != nil }) {
      own.append(node.mistake("'fix' changes nothing", expected: "one of \(kinds.joined(separator: ", "))"))
    }
    if node["description"] == nil, node["addFlags"] == nil, node["removeFlags"] == nil {
      own.append(node.mistake("'fix' lacks 'description'", expected: "a message"))
    }
    if let docs = root["docs"], docs.node.mapping != nil, docs["fix_safety"] == nil {
      own.append(docs.mistake("'docs' lacks 'fix_safety'", expected: "what the fix changes for programs"))
    }
    return FixRecipe(
      safeties: readSafeties(node["safety"], context), description: description, when: when,
      addFlags: strings(node["addFlags"]), removeFlags: strings(node["removeFlags"]), edits: edits)
  }

  private mutating func readSafeties(_ node: RuleNode?, _ context: RuleCompiler.Context) -> [FixRecipe.Level] {
    guard let node else { return [] }
    if let safety = node.string.flatMap(Fix.Safety.init) { return [FixRecipe.Level(when: nil, safety: safety)] }
    if let last = node.elements.last, last["when"] != nil {
      own.append(last.mistake("the last level must apply always", expected: "no 'when'"))
    }
    return node.elements.compactMap { element in
      guard let safety = element["is"]?.string.flatMap(Fix.Safety.init) else { return nil }
      return FixRecipe.Level(when: compiler.expression(element["when"], of: .bool, in: context), safety: safety)
    }
  }

  private mutating func readEdits(
    _ node: RuleNode?, _ key: String?, _ position: FixRecipe.TextEdit.Position, _ context: RuleCompiler.Context
  ) -> [FixRecipe.TextEdit] {
    var edits: [FixRecipe.TextEdit] = []
    for element in node?.elements ?? [] {
      var context = context
      let each = element["each"].flatMap { compiler.objects($0, in: context) }
      if let each { context.variables["item"] = each.element }
      if element["each"] != nil, each == nil { continue }
      let when = compiler.expression(element["when"], of: .bool, in: context)
      context = context.assuming(when, of: element["when"])
      let at = compiler.expression(element["at"], of: .object("range"), in: context)
      let text = key.flatMap { compiler.template(element[$0], in: context) }
      guard let at, text != nil || key == nil else { continue }
      edits.append(FixRecipe.TextEdit(each: each?.list, when: when, position: position, at: at, text: text))
    }
    return edits
  }
}
