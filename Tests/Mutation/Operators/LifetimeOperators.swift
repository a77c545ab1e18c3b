import Diagnostics
import Facts
import SourceText

extension MutationOperator {
  /// References that are taken and never dropped, or the other way round.
  static let lifetimes: [MutationOperator] = [
    MutationOperator("release-flag-dropped") { kernel in
      kernel.referenceTypes.filter { $0.releases.count == 1 && !$0.hasDestructor }.flatMap { type in
        type.releases.map { entry in
          Mutant(
            kind: "release-flag-dropped", subject: entry.subject, rule: "life-acquire-without-release",
            consequences: ["flag-differs-between-sets", "life-hook-mismatch", "life-release-type"],
            edits: [removing("KF_RELEASE", from: entry)], places: type.acquires.flatMap(\.places) + entry.places)
        }
      }
    },
    MutationOperator("release-entry-dropped") { kernel in
      kernel.referenceTypes.filter { $0.releases.count == 1 && !$0.hasDestructor }.flatMap { type in
        type.releases.map { entry in
          Mutant(
            kind: "release-entry-dropped", subject: entry.subject, rule: "life-acquire-without-release",
            alternatives: ["def-no-entry"], consequences: lostEntry,
            edits: [.delete(kernel.lines(of: entry.fact.range))], places: type.acquires.flatMap(\.places) + entry.places
          )
        }
      }
    },
    MutationOperator("acquire-flag-dropped") { kernel in
      kernel.referenceTypes.filter { $0.acquires.count == 1 && !$0.releases.isEmpty }.flatMap { type in
        type.acquires.filter { !$0.has("KF_RELEASE") }.map { entry in
          Mutant(
            kind: "acquire-flag-dropped", subject: entry.subject, rule: "life-release-without-acquire",
            consequences: [
              "flag-differs-between-sets", "life-release-type", "life-kptr-without-dtor", "flag-kptr-get-incomplete",
              "life-hook-mismatch",
            ],
            edits: [removing("KF_ACQUIRE", from: entry)], places: type.releases.flatMap(\.places) + entry.places)
        }
      }
    },
    MutationOperator("release-of-the-first-member") { kernel in
      kernel.referenceTypes.flatMap { type -> [Mutant] in
        guard let first = kernel.firstMember(of: type.name) else { return [] }
        return type.releases.compactMap { entry in
          guard let parameter = entry.definition?.fact.parameters.first(where: { $0.type.pointee?.name == type.name })
          else { return nil }
          return Mutant(
            kind: "release-of-the-first-member", subject: entry.subject, rule: "life-release-type",
            alternatives: ["life-acquire-without-release"],
            consequences: lostObject.union(["life-kptr-without-dtor"]),
            edits: [.replace(parameter.range, "struct \(first) *" + parameter.name)],
            places: entry.places + type.acquires.flatMap(\.places))
        }
      }
    },
    MutationOperator("release-for-other-programs") { kernel in
      let entries = kernel.kfuncEntries
      return kernel.referenceTypes.filter { $0.releases.count == 1 && !$0.hasDestructor }.flatMap { type -> [Mutant] in
        guard let entry = type.releases.first, !entry.hooks.contains("COMMON"),
          let other = entries.first(where: {
            !$0.hooks.isEmpty && Set($0.hooks).isDisjoint(with: entry.hooks) && !$0.hooks.contains("COMMON")
          })
        else { return [] }
        return [
          Mutant(
            kind: "release-for-other-programs", subject: entry.subject, rule: "life-hook-mismatch",
            consequences: [
              "cfg-entry-wider-than-def", "set-entry-unresolved", "param-ctx-type", "cfg-triple-split", "def-no-entry",
              "cfg-def-wider-than-entry",
            ],
            edits: [
              .delete(kernel.lines(of: entry.fact.range)),
              .insert("\n" + kernel.text(entry.fact.range), after: other.fact.range),
            ], places: type.acquires.flatMap(\.places) + entry.places)
        ]
      }
    },
  ]

  /// Types that fall out of what the kernel keeps of them.
  static let keptObjects: [MutationOperator] = [
    MutationOperator("destructor-forgotten") { kernel in
      let model = kernel.model
      return model.objectTypes.indices.filter { kernel.isTrue("isDuplicated", of: "objectType", $0) }.flatMap { row in
        let type = model.objectTypes[row]
        let entries = (type.acquires + type.releases).map { model.entries[$0].fact.range }
        return type.destructors.map { model.destructors[$0] }.filter { !kernel.isSelftest($0.path) }.map { pair in
          Mutant(
            kind: "destructor-forgotten", subject: "\(type.name) in \(pair.path)", rule: "life-kptr-without-dtor",
            consequences: ["def-no-entry"], edits: [.delete(pair.fact.range)], places: entries)
        }
      }
    }
  ]

  /// Code that exists in fewer configurations than what refers to it.
  static let configurations: [MutationOperator] = [
    MutationOperator("definition-conditional") { kernel in
      kernel.kfuncs.compactMap { entry, definition in
        guard definition.fact.condition == .always, entry.fact.condition == .always else { return nil }
        let whole = kernel.lines(of: kernel.documented(definition))
        return Mutant(
          kind: "definition-conditional", subject: entry.subject, rule: "cfg-entry-wider-than-def",
          alternatives: ["set-entry-unresolved"],
          consequences: ["cfg-dtor-split", "cfg-stub-set", "set-entry-unresolved"],
          edits: [.insert("#ifdef CONFIG_DEBUG_KMEMLEAK\n", before: whole), .insert("#endif\n", after: whole)],
          places: entry.places)
      }
    },
    MutationOperator("entry-conditional") { kernel in
      kernel.kfuncEntries.compactMap { entry in
        guard entry.definition?.fact.condition == .always, entry.fact.condition == .always,
          !entry.flags.contains(where: { $0.hasPrefix("KF_ITER_") }), !entry.has("KF_RELEASE")
        else { return nil }
        let line = kernel.lines(of: entry.fact.range)
        return Mutant(
          kind: "entry-conditional", subject: entry.subject, rule: "cfg-def-wider-than-entry",
          consequences: ["life-release-without-acquire"],
          edits: [.insert("#ifdef CONFIG_DEBUG_KMEMLEAK\n", before: line), .insert("#endif\n", after: line)],
          places: entry.places)
      }
    },
    MutationOperator("iterator-split") { kernel in
      kernel.iteratorKfuncs.filter { !$0.entry.has("KF_ITER_NEW") }.map { entry, _ in
        let line = kernel.lines(of: entry.fact.range)
        return Mutant(
          kind: "iterator-split", subject: entry.subject, rule: "cfg-triple-split",
          consequences: ["cfg-def-wider-than-entry"],
          edits: [.insert("#ifdef CONFIG_DEBUG_KMEMLEAK\n", before: line), .insert("#endif\n", after: line)],
          places: kernel.iteratorKfuncs.map(\.entry.fact.range).filter { $0.path == entry.path })
      }
    },
    MutationOperator("set-conditional") { kernel in
      kernel.kfuncSets.compactMap { set in
        guard let end = set.fact.end, set.fact.condition == .always else { return nil }
        return Mutant(
          kind: "set-conditional", subject: set.subject, rule: "cfg-stub-set",
          consequences: [
            "cfg-def-wider-than-entry", "cfg-triple-split", "life-release-without-acquire", "cfg-entry-wider-than-def",
          ],
          edits: [
            .insert("#ifdef CONFIG_DEBUG_KMEMLEAK\n", before: kernel.lines(of: set.fact.startRange)),
            .insert("#endif\n", after: kernel.lines(of: end.range)),
          ], places: set.registrations)
      }
    },
    MutationOperator("destructor-conditional") { kernel in
      kernel.files.filter { !kernel.isSelftest($0.path) }.flatMap { file in
        file.destructors.compactMap { pair in
          guard pair.typeRange.path == file.path, pair.typeName != nil, pair.condition == .always else { return nil }
          let line = kernel.lines(of: kernel.entryCall(at: pair.typeRange))
          return Mutant(
            kind: "destructor-conditional", subject: "\(pair.functionName ?? "?") in \(file.path)",
            rule: "cfg-dtor-split",
            alternatives: ["list-positional-hole"],
            consequences: [
              "list-positional-hole", "dtor-pairs", "list-enum-length", "dtor-cfi-type", "life-kptr-without-dtor",
            ],
            edits: [.insert("#ifdef CONFIG_DEBUG_KMEMLEAK\n", before: line), .insert("#endif\n", after: line)],
            places: [pair.range, pair.functionRange])
        }
      }
    },
  ]

  /// `___init` types.
  static let initTypes: [MutationOperator] = [
    MutationOperator("init-type-with-another-first-member") { kernel in
      kernel.initStructs.compactMap { fact in
        kernel.head(of: fact).map {
          Mutant(
            kind: "init-type-with-another-first-member", subject: fact.tag, rule: "init-layout",
            edits: [.insert("\n\tint kfunclint;", after: $0)], places: [fact.range])
        }
      }
    },
    MutationOperator("init-type-without-base") { kernel in
      kernel.initStructs.compactMap { fact in
        let paths = Set(kernel.files.map(\.path) + [fact.range.path]).sorted()
        let name = "kfunclint_base___init"
        let edits = paths.flatMap { kernel.words(fact.tag, in: $0) }.map { Edit.replace($0, name) }
        return edits.isEmpty
          ? nil
          : Mutant(
            kind: "init-type-without-base", subject: fact.tag, rule: "init-base-missing",
            consequences: [
              "life-acquire-without-release", "life-release-without-acquire", "life-release-type", "init-layout",
              "life-hook-mismatch", "doc-kerneldoc",
            ],
            edits: edits, places: [fact.range])
      }
    },
  ]
}

/// A struct that references are taken to and dropped from.
struct ReferenceType {
  var name: String
  var acquires: [KfuncEntry]
  var releases: [KfuncEntry]
  var hasDestructor: Bool
}

extension KernelUnderTest {
  /// The structs that KF_ACQUIRE kfuncs return or KF_RELEASE kfuncs take, without those that the verifier treats by name.
  var referenceTypes: [ReferenceType] {
    var types: [String: ReferenceType] = [:]
    let destructors = Set(files.flatMap(\.destructors).compactMap(\.typeName))
    for entry in kfuncEntries {
      guard let definition = entry.definition, !isSpecial(definition) else { continue }
      func update(_ name: String, _ change: (inout ReferenceType) -> Void) {
        var type =
          types[name]
          ?? ReferenceType(name: name, acquires: [], releases: [], hasDestructor: destructors.contains(name))
        change(&type)
        types[name] = type
      }
      if entry.has("KF_ACQUIRE"), let pointee = definition.fact.returnType.pointee, pointee.kind == .structure {
        update(pointee.name) { $0.acquires.append(entry) }
      }
      if entry.has("KF_RELEASE"),
        let pointee = definition.fact.parameters.compactMap(\.type.pointee).first(where: { $0.kind == .structure })
      {
        update(pointee.name) { $0.releases.append(entry) }
      }
    }
    return types.values.filter { !$0.acquires.isEmpty }.sorted { $0.name < $1.name }
  }

  /// The struct that a struct begins with, if that is known.
  func firstMember(of tag: String) -> String? {
    let fact = files.flatMap(\.structs).first { $0.tag == tag && $0.hasFields && !$0.fields.isEmpty }
    guard let layer = fact?.fields.first?.type.outer, layer.kind == .structure, !layer.name.isEmpty else { return nil }
    return layer.name
  }

  /// The definitions of `___init` structs, which may be those of headers.
  var initStructs: [StructFact] {
    var seen = Set<String>()
    return files.filter { !isSelftest($0.path) }.flatMap(\.structs).filter {
      $0.tag.hasSuffix("___init") && seen.insert($0.tag).inserted
    }
  }

  /// The beginning of a struct's definition up to its brace.
  func head(of fact: StructFact) -> SourceRange? {
    let path = fact.range.path
    return place(of: "struct \(fact.tag) {", in: span(0..<bytes(of: path).count, of: path))
  }

  /// Every place in a file where a name stands as a word.
  func words(_ name: String, in path: String) -> [SourceRange] {
    words(name, in: path, bytes: 0..<bytes(of: path).count)
  }

  /// Every place in a part of a file where a name stands as a word.
  func words(_ name: String, in path: String, bytes range: Range<Int>) -> [SourceRange] {
    let bytes = bytes(of: path)
    let word = Array(name.utf8)
    func isPart(_ index: Int) -> Bool {
      guard bytes.indices.contains(index) else { return false }
      let byte = bytes[index]
      return (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
        || byte == 0x5f
    }
    return range.dropLast(max(0, word.count - 1)).filter { start in
      bytes[start] == word[0] && bytes[start..<start + word.count].elementsEqual(word) && !isPart(start - 1)
        && !isPart(start + word.count)
    }.map { span($0..<$0 + word.count, of: path) }
  }
}
