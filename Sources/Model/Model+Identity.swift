extension Model {
  /// What names an object across edits: no line, and no path except for names that are private to their file.
  public func identity(of type: String, row: Int) -> (kind: String, key: String, parameterIndex: Int?) {
    switch type {
    case "set": return ("set", setKey(row), nil)
    case "entry": return ("entry", setKey(entries[row].set) + "/" + entries[row].fact.name, nil)
    case "definition": return ("definition", definitionKey(row), nil)
    case "parameter":
      return ("parameter", definitionKey(parameters[row].definition), parameters[row].index)
    case "kfunc": return ("kfunc", kfuncs[row].name, nil)
    case "registration":
      let fact = registrations[row].fact
      let object = fact.object ?? fact.arguments.joined(separator: ",")
      return ("registration", "\(fact.api.rawValue):\(fact.programType ?? ""):\(object)", nil)
    case "destructor":
      let fact = destructors[row].fact
      return ("destructor", "\(fact.array):\(fact.typeName ?? ""):\(fact.functionName ?? "")", nil)
    case "safeField":
      let field = safeFields[row]
      return ("safe-field", "\(field.declaration.macro):\(field.declaration.tag).\(field.fact.name)", nil)
    case "list": return ("list", setKey(lists[row]), nil)
    case "idSet":
      let place = idSets[row].fact.index.map { "[\($0)]" } ?? ""
      return ("id-set", idSets[row].path + ":" + idSets[row].fact.name + place, nil)
    case "stray": return ("stray", "\(strays[row].path):\(strays[row].fact.macro):\(strays[row].fact.name)", nil)
    case "table": return ("table", tables[row].hook + (tables[row].module.map { ":" + $0 } ?? ""), nil)
    case "objectType": return ("object-type", objectTypes[row].name, nil)
    case "hook": return ("hook", hooks[row].name, nil)
    case "iterator": return ("iterator", (iterators[row].isTest ? "tools/" : "") + iterators[row].name, nil)
    case "attribute":
      return ("attribute", definitionKey(attributes[row].definition) + ":" + attributes[row].fact.name, nil)
    case "docParameter":
      return ("doc-parameter", definitionKey(docParameters[row].definition) + ":" + docParameters[row].name, nil)
    case "docDirective":
      let fact = docDirectives[row].fact
      return ("doc-directive", fact.range.path + ":" + fact.file + ":" + fact.identifier, nil)
    case "docFlag": return ("doc-flag", docFlags[row].path + ":" + docFlags[row].fact.name, nil)
    case "namesake": return ("namesake", namesakes[row].path + ":" + namesakes[row].name, nil)
    case "guard": return ("guard", guards[row].path + ":" + guards[row].fact.macro, nil)
    case "safeType": return ("safe-type", "\(safeTypes[row].fact.macro):\(safeTypes[row].fact.tag)", nil)
    case "safeEmission":
      return ("safe-emission", "\(safeEmissions[row].fact.macro):\(safeEmissions[row].fact.tag)", nil)
    case "initType": return ("init-type", initTypes[row].fact.tag, nil)
    case "change": return ("change", kfuncChanges[row].name, nil)
    case "filterChange": return ("filter-change", filterChanges[row].path + ":" + filterChanges[row].set, nil)
    default: return (type, String(row), nil)
    }
  }

  /// The names that reports show beside a finding on an object.
  public func names(of type: String, row: Int) -> (kfunc: String?, set: String?, parameter: String?) {
    switch type {
    case "set": return (nil, sets[row].fact.name, nil)
    case "entry": return (entries[row].fact.name, sets[entries[row].set].fact.name, nil)
    case "definition": return (definitions[row].fact.name, setName(ofDefinition: row), nil)
    case "parameter":
      let definition = parameters[row].definition
      return (definitions[definition].fact.name, setName(ofDefinition: definition), parameters[row].fact.name)
    case "kfunc": return (kfuncs[row].name, kfuncs[row].entries.first.map { sets[entries[$0].set].fact.name }, nil)
    case "registration": return (nil, registrations[row].set.map { sets[$0].fact.name }, nil)
    case "destructor": return (destructors[row].fact.functionName, nil, nil)
    case "list": return (nil, sets[lists[row]].fact.name, nil)
    case "idSet": return (nil, idSets[row].sets.first.map { sets[$0].fact.name }, nil)
    case "change": return (kfuncChanges[row].name, nil, nil)
    case "filterChange": return (nil, filterChanges[row].set, nil)
    case "attribute": return names(of: "definition", row: attributes[row].definition)
    case "docParameter":
      let names = names(of: "definition", row: docParameters[row].definition)
      return (names.kfunc, names.set, docParameters[row].name)
    default: return (nil, nil, nil)
    }
  }

  /// A set's name is private to its file.
  private func setKey(_ row: Int) -> String { sets[row].path + ":" + sets[row].fact.name }

  private func definitionKey(_ row: Int) -> String {
    let definition = definitions[row]
    return definition.fact.linkage == .internal ? definition.path + ":" + definition.fact.name : definition.fact.name
  }

  private func setName(ofDefinition row: Int) -> String? {
    definitions[row].entries.first.map { sets[entries[$0].set].fact.name }
  }
}
