import BooleanLogic
import Facts
import SourceText

extension ModelBuilder {
  /// Makes the rows for what stands on and above definitions, and joins prototypes.
  mutating func addDetails() {
    for number in model.definitions.indices {
      let fact = model.definitions[number].fact
      for attribute in fact.attributes {
        var row = Model.AttributeRow(fact: attribute, definition: number)
        row.range = add(attribute.range)
        row.removalRange = add(attribute.removalRange)
        model.definitions[number].attributes.append(model.attributes.count)
        model.attributes.append(row)
      }
      if let doc = fact.kernelDoc {
        model.definitions[number].documentationRange = add(doc.range)
        for (name, range) in zip(doc.parameters, doc.parameterRanges) {
          var row = Model.DocParameterRow(name: name, definition: number)
          row.range = add(range)
          model.definitions[number].docParameters.append(model.docParameters.count)
          model.docParameters.append(row)
        }
      }
      guard let prototype = fact.prototype, prototype.parameterNames.count == fact.parameters.count else { continue }
      for (parameter, range) in zip(model.definitions[number].parameters, prototype.nameRanges) {
        model.parameters[parameter].prototypeNameRange = add(range)
      }
    }
  }

  /// Collects the names that sets, lists and destructor tables name. What the verifier knows by name stands in lists of its own, so
  /// that plain sets and lists count for their file only.
  mutating func addListedFunctions() {
    for file in files {
      for set in file.sets {
        let names = set.entries.filter { $0.prefix == "func" }.map(\.name)
        switch set.kind {
        case .set8, .kfuncs: model.listedFunctions.formUnion(names)
        case .list, .set: model.functionsListedInFile[file.path, default: []].formUnion(names)
        }
      }
      model.listedFunctions.formUnion(file.destructors.compactMap(\.functionName))
    }
  }

  /// Joins each definition with the functions of its name that can be in one kernel with it: definitions of other files, and what
  /// a search of the tree found.
  mutating func addNamesakes() {
    struct Other {
      var path: String
      var nameRange: SourceRange
      var condition: Formula
      var definition: Int?
    }
    var others: [String: [Other]] = [:]
    for (number, row) in model.definitions.enumerated() {
      let condition = Formula.and(of: [row.fact.condition, row.fileCondition ?? .always])
      others[row.fact.name, default: []].append(
        Other(path: row.path, nameRange: row.fact.nameRange, condition: condition, definition: number))
    }
    for file in files {
      for fact in file.namesakes {
        model.otherFunctions[fact.name, default: []].append(
          Model.OtherFunction(path: file.translationUnit, condition: fact.condition))
        let condition = Formula.and(of: [fact.condition, file.fileCondition ?? .always])
        others[fact.name, default: []].append(
          Other(path: file.path, nameRange: fact.nameRange, condition: condition, definition: nil))
      }
    }
    for (name, group) in others.sorted(by: { $0.key < $1.key }) where group.count > 1 {
      for own in group {
        guard let number = own.definition else { continue }
        for other in group where other.path != own.path {
          guard ModelBuilder.canMeet(own.path, other.path), model.canExistTogether([own.condition, other.condition])
          else { continue }
          model.definitions[number].namesakes.append(model.namesakes.count)
          model.namesakes.append(Model.NamesakeRow(name: name, path: other.path, nameRange: add(other.nameRange)))
        }
      }
    }
  }

  /// Whether two files can be in one kernel: those of two architectures cannot, nor those of the tools with any other.
  private static func canMeet(_ left: String, _ right: String) -> Bool {
    guard !isSelftest(left), !isSelftest(right) else { return false }
    func architecture(_ path: String) -> Substring? {
      let parts = path.split(separator: "/")
      return parts.count > 1 && parts[0] == "arch" ? parts[1] : nil
    }
    guard let one = architecture(left), let other = architecture(right) else { return true }
    return one == other
  }

  mutating func addDocuments() {
    for file in files {
      for fact in file.docDirectives {
        model.docDirectives.append(Model.DocDirectiveRow(fact: fact, range: add(fact.range)))
      }
      for fact in file.docFlags {
        model.docFlags.append(Model.DocFlagRow(fact: fact, path: file.path, range: add(fact.range)))
      }
    }
  }

  // MARK: Guards

  mutating func addGuards() {
    let definitions = Dictionary(grouping: model.definitions.indices) { model.definitions[$0].path }
    for file in files {
      let base = model.guards.count
      for fact in file.guards {
        var row = Model.GuardRow(fact: fact, path: file.path)
        row.partner = fact.partner.map { base + $0 }
        row.range = add(fact.range)
        row.nameRange = add(fact.nameRange)
        row.removalRange = add(fact.removalRange)
        if let end = fact.partner, file.guards.indices.contains(end) {
          let region = fact.range.end.offset..<max(fact.range.end.offset, file.guards[end].range.start.offset)
          row.definitions = (definitions[file.path] ?? []).filter {
            region.contains(model.definitions[$0].fact.nameRange.start.offset)
          }
        }
        model.guards.append(row)
      }
    }
  }

  // MARK: Safe types

  mutating func addSafeTypes() {
    for file in files {
      let firstEmission = model.safeEmissions.count
      for fact in file.safeEmissions {
        let isDeclared = file.safeTypes.contains {
          $0.macro == fact.macro && $0.keyword == fact.keyword && $0.tag == fact.tag
        }
        var row = Model.SafeEmissionRow(fact: fact, path: file.path, isDeclared: isDeclared)
        row.range = add(fact.range)
        row.statementRange = add(fact.statementRange)
        row.removalRange = add(fact.removalRange)
        row.keywordRange = add(fact.keywordRange)
        model.safeEmissions.append(row)
      }
      let firstType = model.safeTypes.count
      for fact in file.safeTypes {
        var row = Model.SafeTypeRow(fact: fact, path: file.path)
        row.emissionsOfMacro = (firstEmission..<model.safeEmissions.count).filter {
          model.safeEmissions[$0].fact.macro == fact.macro
        }
        row.emissions = row.emissionsOfMacro.filter {
          let emission = model.safeEmissions[$0].fact
          return emission.keyword == fact.keyword && emission.tag == fact.tag
        }
        row.earlier = (firstType..<model.safeTypes.count).filter {
          let other = model.safeTypes[$0].fact
          return other.macro == fact.macro && other.tag == fact.tag
            && model.canExistTogether([other.condition, fact.condition])
        }
        row.realKeyword = model.structs[fact.tag]?.first.map { $0.fact.isUnion ? "union" : "struct" }
        row.range = add(fact.range)
        row.keywordRange = add(fact.keywordRange ?? fact.range)
        model.safeTypes.append(row)
      }
    }
  }
}
