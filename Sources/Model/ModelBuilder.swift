import BooleanLogic
import Dialect
import Facts
import SourceText

/// Joins the facts of all files into a ``Model``. Joins go by translation unit and linkage, not by bare name.
public struct ModelBuilder {
  let files: [FileFacts]
  var model: Model
  /// Definitions by function name.
  private var definitionsByName: [String: [Int]] = [:]

  /// - Parameters:
  ///   - files: the facts, sorted by path.
  ///   - specialKfuncs: names that the verifier knows, beside those in its own lists.
  ///   - configuration: what Makefiles and Kconfig files of the tree say; nil without a tree.
  ///   - missing: why the files may not be all there are (no tree; files given one by one); nil when they are.
  public static func model(
    of files: [FileFacts], dialect: Dialect, specialKfuncs: Set<String>, configuration: KernelConfiguration? = nil,
    missing: String?
  ) -> Model {
    var builder = ModelBuilder(files: files, dialect: dialect, configuration: configuration, missing: missing)
    builder.model.undefinedStructs = Set(files.flatMap(\.undefinedStructs))
    builder.model.undefinedFunctions = Set(files.flatMap(\.undefinedFunctions))
    builder.model.pastedFunctions = Set(files.flatMap(\.pastedFunctions))
    builder.addStructs()
    builder.addDefinitions(special: specialKfuncs)
    builder.addDetails()
    builder.addListedFunctions()
    builder.addNamesakes()
    builder.addDocuments()
    builder.addGuards()
    builder.addSafeTypes()
    builder.addSets()
    builder.addStrays()
    builder.addIDSets()
    builder.addRegistrations()
    builder.joinEntries()
    builder.addKfuncs()
    builder.addDestructors()
    builder.addSafeFields()
    builder.addLists()
    builder.addHooks()
    builder.addTables()
    builder.addIterators()
    builder.addObjectTypes()
    builder.addInitTypes()
    return builder.model
  }

  private init(files: [FileFacts], dialect: Dialect, configuration: KernelConfiguration?, missing: String?) {
    self.files = files
    let lossy = files.first { $0.status != .complete }
    model = Model(
      dialect: dialect, configuration: configuration,
      incompleteReason: missing ?? lossy.map { "'\($0.path)' could not be analysed completely" })
  }

  mutating func add(_ range: SourceRange) -> Int {
    model.ranges.append(range)
    return model.ranges.count - 1
  }

  private mutating func add(_ type: TypeFact) -> Int {
    model.types.append(type)
    return model.types.count - 1
  }

  // MARK: Definitions

  private mutating func addDefinitions(special: Set<String>) {
    let special = special.union(namesInVerifier())
    for file in files {
      for fact in file.functions where fact.condition != .never {
        var row = Model.DefinitionRow(
          fact: fact, path: file.path, translationUnit: file.translationUnit, isReliable: file.status == .complete)
        row.fileCondition = file.fileCondition
        row.isVerifierSpecial = special.contains(fact.name)
        row.range = add(fact.range)
        row.nameRange = add(fact.nameRange)
        row.declaratorRange = add(fact.declaratorRange)
        let start = fact.kernelDoc.map { min($0.range, fact.range) } ?? fact.range
        row.documentedRange = add(SourceRange(path: fact.range.path, start: start.start, end: fact.range.end))
        row.returnType = add(fact.returnType)
        row.mentions = fact.mentions.map { add($0) }
        row.returnTypeRange = fact.returnTypeRange.map { add($0) }
        row.returnedValues = (fact.returnedValues ?? []).map { add($0) }
        row.bodyStart = fact.bodyStart.map { add($0) }
        let number = model.definitions.count
        if let body = fact.body { addSteps(of: body, definition: number) }
        for (index, parameter) in fact.parameters.enumerated() {
          row.parameters.append(model.parameters.count)
          var parameterRow = Model.ParameterRow(fact: parameter, definition: number, index: index)
          parameterRow.type = add(parameter.type)
          parameterRow.range = add(parameter.range)
          parameterRow.nameRange = add(parameter.nameRange)
          parameterRow.typeRange = add(
            SourceRange(path: parameter.range.path, start: parameter.range.start, end: parameter.nameRange.start))
          parameterRow.uncastUses = parameter.uncastUses.map { ranges in ranges.map { add($0) } }
          parameterRow.occurrences = parameter.occurrences.map { ranges in ranges.map { add($0) } }
          model.parameters.append(parameterRow)
        }
        model.definitions.append(row)
        definitionsByName[fact.name, default: []].append(number)
      }
    }
  }

  /// The functions that the verifier's own lists and sets name (`special_kfunc_list`).
  private func namesInVerifier() -> Set<String> {
    let lists = files.filter { $0.path == "kernel/bpf/verifier.c" }.flatMap(\.sets)
    return Set(lists.flatMap(\.entries).filter { $0.prefix == "func" }.map(\.name))
  }

  // MARK: Sets and registrations

  private mutating func addSets() {
    let troubles = Dictionary(
      files.filter { $0.status != .complete }.map { ($0.translationUnit, $0.path) },
      uniquingKeysWith: { first, _ in first })
    for file in files {
      for fact in file.sets where fact.condition != .never {
        var row = Model.SetRow(
          fact: fact, path: file.path, translationUnit: file.translationUnit, fileCondition: file.fileCondition)
        row.range = add(
          SourceRange(
            path: fact.startRange.path, start: fact.startRange.start, end: (fact.end?.range ?? fact.startRange).end))
        row.nameRange = add(fact.nameRange)
        row.startRange = add(fact.startRange)
        row.uses = fact.uses.map { add($0.range) }
        row.endRange = fact.end.map { add($0.range) }
        row.indexRange = fact.index.map { add($0.range) }
        row.isModuleOnly = file.isModuleCode
        // Sets are private to their translation unit, so only trouble in that one can hide a registration.
        row.incompleteReason = troubles[file.translationUnit].map { "'\($0)' could not be analysed completely" }
        let number = model.sets.count
        // What stands under `#if 0` does not exist.
        for entry in fact.entries where entry.condition != .never {
          var entryRow = Model.EntryRow(fact: entry, set: number)
          entryRow.range = add(entry.range)
          entryRow.nameRange = add(entry.nameRange)
          entryRow.flagsRange = add(entry.flagsRange)
          entryRow.lastArgumentsRange = add(entry.lastArgumentsRange)
          entryRow.prefixRange = entry.prefixRange.map { add($0) }
          entryRow.lineRange = entry.lineRange.map { add($0) }
          entryRow.semicolonRange = entry.semicolonRange.map { add($0) }
          row.entries.append(model.entries.count)
          model.entries.append(entryRow)
        }
        model.sets.append(row)
      }
    }
    joinNestedSets()
  }

  private mutating func addRegistrations() {
    for file in files {
      for fact in file.registrations where fact.condition != .never {
        var row = Model.RegistrationRow(
          fact: fact, path: file.path, translationUnit: file.translationUnit, isModular: ModelBuilder.isModular(file),
          fileCondition: file.fileCondition)
        row.range = add(fact.range)
        row.hook = fact.programType.flatMap { model.dialect.hooks[$0] } ?? (fact.api == .fmodret ? "FMODRET" : nil)
        row.operationRange = fact.operation.map { add($0.range) }
        row.removalRange = fact.removalRange.map { add($0) }
        row.overwriteRange = fact.resultLoss?.overwrittenBy.map { add($0) }
        row.overwriteValueRange = fact.resultLoss?.nextRegistration.map { add($0) }
        let number = model.registrations.count
        if fact.api != .destructors, let object = fact.object {
          for idSet in idSets(object, element: fact.objectIndex, usedIn: file) {
            row.idSet = row.idSet ?? idSet
            row.hasFilter = row.hasFilter || model.idSets[idSet].fact.filter != nil
            model.idSets[idSet].registrations.append(number)
            for set in model.idSets[idSet].sets where !model.sets[set].registrations.contains(number) {
              row.set = row.set ?? set
              model.sets[set].registrations.append(number)
            }
          }
        }
        model.registrations.append(row)
      }
    }
    markUnresolvedRegistrations()
  }

  /// A registration whose object or set was not found could be that of any set of its translation unit.
  private mutating func markUnresolvedRegistrations() {
    for registration in model.registrations where registration.set == nil && registration.fact.api != .destructors {
      let unit = files.first { $0.path == registration.path }?.translationUnit
      for index in model.sets.indices
      where model.sets[index].translationUnit == unit && model.sets[index].registrations.isEmpty {
        model.sets[index].incompleteReason =
          "'\(registration.fact.api.rawValue)' in '\(registration.fact.enclosingFunction)' registers an object that is not resolved"
      }
    }
  }

  // MARK: Entries and kfuncs

  private mutating func joinEntries() {
    for index in model.entries.indices where model.entries[index].fact.prefix == "func" {
      let set = model.sets[model.entries[index].set]
      let found = definitions(of: model.entries[index].fact.name, namedIn: set.path)
      guard set.fact.kind == .set8 || set.fact.kind == .kfuncs else {
        model.entries[index].listedDefinitions = found
        continue
      }
      model.entries[index].definitions = found
      for definition in found { model.definitions[definition].entries.append(index) }
    }
  }

  /// resolve_btfids looks a name up in the BTF of the whole object: a definition of the same file is meant if there is one, then one
  /// with external linkage, then any. Selftest modules and the kernel proper do not see each other's.
  private func definitions(of name: String, namedIn path: String) -> [Int] {
    let all = (definitionsByName[name] ?? []).filter {
      ModelBuilder.isSelftest(model.definitions[$0].path) == ModelBuilder.isSelftest(path)
    }
    let here = all.filter { model.definitions[$0].path == path }
    if !here.isEmpty { return here }
    let external = all.filter { model.definitions[$0].fact.linkage == .external }
    return external.isEmpty ? all : external
  }

  static func isSelftest(_ path: String) -> Bool { path.hasPrefix("tools/") }

  private mutating func addKfuncs() {
    var rows: [String: Int] = [:]
    for index in model.entries.indices where model.entries[index].fact.prefix == "func" {
      let set = model.sets[model.entries[index].set]
      guard set.registrations.contains(where: { model.registrations[$0].fact.api == .kfunc }) else { continue }
      let name = model.entries[index].fact.name
      let key = (ModelBuilder.isSelftest(set.path) ? "tools/" : "") + name
      let row = rows[key] ?? model.kfuncs.count
      if rows[key] == nil {
        rows[key] = row
        model.kfuncs.append(Model.KfuncRow(name: name, entries: [], definitions: model.entries[index].definitions))
      }
      model.kfuncs[row].entries.append(index)
      model.entries[index].kfunc = row
    }
  }

  // MARK: Destructors and safe types

  private mutating func addDestructors() {
    for file in files {
      for fact in file.destructors {
        var row = Model.DestructorRow(fact: fact, path: file.path)
        row.definitions = fact.functionName.map { definitions(of: $0, namedIn: file.path) } ?? []
        row.range = add(fact.range)
        row.functionRange = add(fact.functionRange)
        row.typeRange = add(fact.typeRange)
        model.destructors.append(row)
      }
    }
  }

  private mutating func addSafeFields() {
    let shown = files.flatMap { file in
      file.structs.filter(\.hasFields).map { (fact: $0, isReliable: file.status == .complete) }
    }
    let structs = Dictionary(grouping: shown, by: \.fact.tag)
    for file in files {
      for declaration in file.safeTypes {
        let candidates = structs[declaration.tag] ?? []
        // Where a file was not understood, that a member is not seen proves nothing.
        let seen = candidates.first(where: \.isReliable) ?? candidates.first
        let real = seen?.fact
        for field in declaration.fields where !field.name.isEmpty {
          let match = real?.fields.first { $0.name == field.name }
          var row = Model.SafeFieldRow(
            declaration: declaration, fact: field, real: match,
            exists: exists(field.name, match, in: seen?.isReliable == true ? real : nil),
            candidates: real?.fields.map(\.name).filter { !$0.isEmpty } ?? [])
          row.range = add(field.range)
          row.type = add(field.type)
          row.realRange = match.map { add($0.range) }
          row.realType = match.map { add($0.type) }
          model.safeFields.append(row)
        }
      }
    }
  }

  private func exists(_ name: String, _ match: FieldFact?, in real: StructFact?) -> TriState {
    if match != nil { return .yes }
    guard let real else { return .unknown }
    // In a branch that was not parsed there may be such a member.
    return real.conditionalNames.contains(name) ? .unknown : .no
  }
}
