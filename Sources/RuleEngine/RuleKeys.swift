/// Every key of a rule file. The loader, the JSON Schema `Rules/schema.json` and the messages about misspelt keys all
/// come from this table.
enum RuleKeys {
  static let statuses = ["preview", "stable", "deprecated"]
  static let classes = ["E", "R", "V", "U", "D", "H"]
  static let severities = ["error", "warning", "note"]
  static let safeties = ["safe", "unsafe", "display-only"]

  /// The keys of the file itself, in the order in which rule files have them.
  static let file: [RuleKey] = [
    RuleKey("id", .form(.slug), isRequired: true, "The rule's name, equal to the file's name."),
    RuleKey("since", .form(.toolVersion), isRequired: true, "The release of kfunclint that has the rule first."),
    RuleKey("status", .choice(statuses), "A preview is shown as a note, whatever its severity; stable by default."),
    RuleKey("aliases", .list(.form(.slug)), "Former names, which select and suppress the rule too."),
    RuleKey(
      "class", .list(.choice(classes)), isRequired: true,
      "Who rejects a violation: E build, R registration, V verifier, U nobody; D is documentation, H a heuristic."
    ),
    RuleKey(
      "severity", .either(.choice(severities), .list(.mapping(severity))), isRequired: true,
      "The level of findings, or alternatives of which the first that fits is taken."),
    RuleKey(
      "kernel", .form(.kernelRange), "The kernel releases the rule is about, both ends included; all by default."),
    RuleKey("needs", .list(.form(.need)), "What the kernel itself must define for the rule to apply."),
    RuleKey("for", .form(.slug), isRequired: true, "What the rule looks at: one object after the other of this type."),
    RuleKey("when", .expression, "Which objects the rule is about; all by default."),
    RuleKey("assert", .expression, isRequired: true, "What must hold for them; a finding where it does not."),
    RuleKey("message", .template, isRequired: true, "The finding: one sentence, expressions in braces."),
    RuleKey("at", .expression, isRequired: true, "The place of the finding, of type range."),
    RuleKey(
      "flow", .list(.mapping(place)),
      "The path by which the code comes to what is wrong, in the order of execution; it ends at the place of the finding."
    ),
    RuleKey("related", .list(.mapping(place)), "Further places that explain it."),
    RuleKey(
      "notes", .list(.either(.template, .mapping(note))),
      "Sentences without a place: the kernel's own reason, what to do."),
    RuleKey("detail", .expression, "What tells findings on one object apart across edits."),
    RuleKey("fix", .mapping(fix), "How to change the source so that the finding goes away."),
    RuleKey("docs", .mapping(docs), isRequired: true, "What users read about the rule."),
    RuleKey("examples", .list(.mapping(example)), isRequired: true, "Tests of the rule, shown to users as well."),
  ]

  static let severity: [RuleKey] = [
    RuleKey("when", .expression, "On which objects this level applies."),
    RuleKey("kernel", .form(.kernelRange), "In which kernel releases this level applies."),
    RuleKey("is", .choice(severities), isRequired: true, "The level."),
  ]

  /// What `flow` and `related` hold.
  static let place: [RuleKey] = [
    RuleKey("each", .expression, "A list; one place is shown for each element, called 'item'."),
    RuleKey("when", .expression, "Whether the place is shown."),
    RuleKey("at", .expression, isRequired: true, "The place, of type range."),
    RuleKey("message", .template, isRequired: true, "What is there."),
  ]

  static let note: [RuleKey] = [
    RuleKey("when", .expression, "Whether the note is shown."),
    RuleKey("text", .template, isRequired: true, "The note."),
  ]

  static let fix: [RuleKey] = [
    RuleKey(
      "safety", .either(.choice(safeties), .list(.mapping(safety))), isRequired: true,
      "safe: programs that load today load and behave the same. Or alternatives of which the first that fits is taken."),
    RuleKey("description", .template, "What the fix does, as a command; made from the edits by default."),
    RuleKey("when", .expression, "Whether there is a fix for the object."),
    RuleKey("addFlags", .list(.form(.flag)), "Flags to add to the entry where it lacks them."),
    RuleKey("removeFlags", .list(.form(.flag)), "Flags to take from the entry."),
    RuleKey("replaceText", .list(.mapping(edit("with", "at"))), "Places with their new text."),
    RuleKey("insertBefore", .list(.mapping(edit("text", "at"))), "Texts to insert before places."),
    RuleKey("insertAfter", .list(.mapping(edit("text", "at"))), "Texts to insert after places."),
    RuleKey("remove", .list(.mapping(Array(edit("", "at").dropLast()))), "Places whose text is deleted."),
  ]

  static let safety: [RuleKey] = [
    RuleKey("when", .expression, "On which objects the fix is so safe."),
    RuleKey("is", .choice(safeties), isRequired: true, "How safe it is."),
  ]

  private static func edit(_ text: String, _ place: String) -> [RuleKey] {
    [
      RuleKey("each", .expression, "A list; one edit is made for each element, called 'item'."),
      RuleKey("when", .expression, "Whether this edit is part of the fix."),
      RuleKey(place, .expression, isRequired: true, "The place, of type range."),
      RuleKey(text, .template, isRequired: true, "The text."),
    ]
  }

  static let docs: [RuleKey] = [
    RuleKey("what", .text, isRequired: true, "One sentence: what is wrong."),
    RuleKey(
      "why", .text, isRequired: true, "Why it matters: what happens, and which kernel code trusts or rejects it."),
    RuleKey("exceptions", .text, isRequired: true, "What looks like a violation and is none."),
    RuleKey("references", .list(.text), isRequired: true, "Kernel files with functions, documents and commits."),
    RuleKey("fix_safety", .text, "What the fix changes for programs, or why there is none."),
  ]

  static let example: [RuleKey] = [
    RuleKey(
      "kernel", .form(.kernelVersion), "The release the example is for; the newest the rule applies to by default."),
    RuleKey("why", .text, "What the example shows, one sentence."),
    RuleKey(
      "before", .text,
      "For rules about changes: the C of the old tree, to which 'bad' or 'good' is the new one. A line // file: PATH begins another file."
    ),
    RuleKey("before_kernel", .form(.kernelVersion), "The release of the old tree; that of the new one by default."),
    RuleKey(
      "kconfig", .text,
      "Kconfig definitions of the symbols in the code; without, nothing is known about them. CONFIG_EXAMPLE, if it is there, compiles the file."
    ),
    RuleKey(
      "bad", .text,
      "C with findings, drawn below their line: // ^^^ finding (or error, warning, note), or // ^^^ error: Text. A line // file: PATH begins another file."
    ),
    RuleKey("fixed", .text, "The same after the fix."),
    RuleKey("good", .text, "C without findings."),
  ]
}
