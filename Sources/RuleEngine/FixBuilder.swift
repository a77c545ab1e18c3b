import CEL
import Diagnostics
import Model
import SourceText

/// Makes the edits of a finding's fix.
struct FixBuilder {
  let evaluation: SubjectEvaluation

  /// Returns the fix; nil if the rule has none, or none for this object.
  func fix() throws(EvaluationError) -> Fix? {
    guard let recipe = evaluation.rule.fix, try evaluation.isShown(recipe.when) else { return nil }
    var edits: [Edit] = []
    var actions: [String] = []
    if !recipe.addFlags.isEmpty || !recipe.removeFlags.isEmpty {
      guard let change = flagChange(recipe) else { return nil }
      edits.append(change.edit)
      actions = change.actions
    }
    for edit in recipe.edits {
      guard let new = try self.edits(edit) else { return nil }
      for new in new {
        // Texts for one place are one insertion, in the order of the rule: edits have no order among themselves.
        if let index = edits.firstIndex(where: { $0.range == new.range && $0.range.bytes.isEmpty }) {
          edits[index].replacement += new.replacement
        } else {
          edits.append(new)
        }
      }
    }
    guard !edits.isEmpty else { return nil }
    let description: String
    if let template = recipe.description {
      description = try evaluation.text(template)
    } else {
      description = actions.joined(separator: " ")
    }
    return Fix(description: description, safety: try safety(recipe), edits: edits.sorted { $0.range < $1.range })
  }

  private func safety(_ recipe: FixRecipe) throws(EvaluationError) -> Fix.Safety {
    for level in recipe.safeties where try evaluation.isShown(level.when) { return level.safety }
    return .displayOnly
  }

  /// Returns the edits of one part of the recipe; nil where a place is not known: half of a fix is none.
  private func edits(_ edit: FixRecipe.TextEdit) throws(EvaluationError) -> [Edit]? {
    guard let items = try evaluation.allItems(edit.each) else { return nil }
    var result: [Edit] = []
    for item in items where try evaluation.isShown(edit.when, item) {
      guard let range = try evaluation.place(edit.at, item) else { return nil }
      var text = ""
      if let template = edit.text { text = try evaluation.text(template, item) }
      result.append(Edit(range: edit.position.range(in: range), replacement: text))
    }
    return result
  }

  /// Returns the edit of an entry's flags, with sentences that say what it does; nil if the entry cannot be edited.
  private func flagChange(_ recipe: FixRecipe) -> (edit: Edit, actions: [String])? {
    guard bool("isGenerated") == false, let hasArgument = bool("hasFlagsArgument"), let flags = flags(),
      case .object("range", let row) = value("flagsRange")
    else { return nil }
    let place = evaluation.source.range(row)
    let added = recipe.addFlags.filter { !flags.contains($0) }
    let removed = recipe.removeFlags.filter { flags.contains($0) }
    guard !added.isEmpty || !removed.isEmpty else { return nil }
    let actions = [("Add", added), ("Remove", removed)].filter { !$0.1.isEmpty }
      .map { "\($0.0) \(Value.list($0.1.map(Value.string)).messageText)." }
    let flagText = added.joined(separator: " | ")
    if !hasArgument {
      return (Edit(range: place.endPoint, replacement: ", " + flagText), actions)
    }
    if removed.isEmpty, !flags.isEmpty {
      return (Edit(range: place.endPoint, replacement: " | " + flagText), actions)
    }
    // An argument without any flag is a number, and `0` is what is written where no flag is meant.
    // A macro that stands for several flags would be replaced by them, and an operator between them by another.
    guard areWrittenOut(flags) else { return nil }
    let rest = flags.filter { !removed.contains($0) } + added
    return (Edit(range: place, replacement: rest.isEmpty ? "0" : rest.joined(separator: " | ")), actions)
  }

  private func value(_ field: String) -> FieldValue {
    evaluation.source.value(field, of: evaluation.rule.subject, row: evaluation.row)
  }

  private func bool(_ field: String) -> Bool? {
    if case .bool(let value) = value(field) { value } else { nil }
  }

  /// Whether the flags argument is nothing but the names of these flags with '|' between them, or a zero.
  private func areWrittenOut(_ flags: [String]) -> Bool {
    guard case .string(let text) = value("flagsText") else { return false }
    let words = text.split { " \t\r\n|()".contains($0) }.map(String.init)
    return words.filter { $0 != "0" } == flags
  }

  private func flags() -> [String]? {
    guard case .list(let elements, nil) = value("flags") else { return nil }
    return elements.compactMap { if case .string(let name) = $0 { name } else { nil } }
  }
}

extension FixRecipe.TextEdit.Position {
  /// Returns the bytes that an edit at a place replaces.
  fileprivate func range(in place: SourceRange) -> SourceRange {
    switch self {
    case .replacing: place
    case .before: SourceRange(path: place.path, start: place.start, end: place.start)
    case .after: place.endPoint
    }
  }
}

extension SourceRange {
  /// The empty span behind the last byte.
  fileprivate var endPoint: SourceRange { SourceRange(path: path, start: end, end: end) }
}
