import Dialect

/// The text of `kfunclint explain` for flags and parameter suffixes.
public struct VocabularyExplanation: Sendable {
  private let vocabulary: Vocabulary

  public init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// Returns the text for a flag or suffix, also for one that was proposed and never merged; nil for other names.
  public func text(of name: String) -> String? {
    if let flag = vocabulary.flags.first(where: { $0.name == name }) {
      return text(name, "flag, bit \(flag.bit)", flag.versions, flag.meaning, flag.notes)
    }
    if let suffix = vocabulary.suffixes.first(where: { $0.text == name }) {
      return text(name, "parameter suffix (\(suffix.target.rawValue))", suffix.versions, suffix.meaning, suffix.notes)
    }
    if let never = (vocabulary.flagsNeverMerged + vocabulary.suffixesNeverMerged).first(where: { $0.name == name }) {
      return "\(name): in no released kernel\n\n\(never.why)\n"
    }
    return nil
  }

  private func text(
    _ name: String, _ kind: String, _ versions: VersionRange, _ meaning: String, _ notes: [Vocabulary.Note]
  ) -> String {
    var result = "\(name): \(kind), kernel \(range(versions))\n\n\(meaning)\n"
    for note in notes { result += "\nKernel \(range(note.versions)): \(note.text)\n" }
    return result
  }

  private func range(_ versions: VersionRange) -> String {
    switch (versions.since, versions.until) {
    case (let since?, let until?): "\(since) to \(until)"
    case (let since?, nil): "\(since) and newer"
    case (nil, let until?): "up to \(until)"
    case (nil, nil): "all releases"
    }
  }
}
