internal import TriageEngine

/// Chooses the words that get weights: those that stand in enough of the questions, each under the
/// form from which its other forms are made.
enum FittingVocabulary {
  /// In how many questions a word must stand.
  private static let leastCount = 3

  /// Words with their counts and no weights yet, in order of the alphabet.
  static func words(in questions: [LabelledQuestion]) -> [WordWeight] {
    var counts: [String: Int] = [:]
    for question in questions {
      for word in Set(RuleSet.words(in: question.text)) where isCandidate(word) {
        counts[word, default: 0] += 1
      }
    }
    var base: [String: String] = [:]
    // Shorter words first, so that `sign` takes `signs` and `signing` before they are bases.
    for word in counts.keys.sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) })
    where base[word] == nil {
      base[word] = word
      for form in Inflection.forms(of: word) where counts[form] != nil && base[form] == nil {
        base[form] = word
      }
    }
    var totals: [String: Int] = [:]
    for (word, count) in counts { totals[base[word] ?? word, default: 0] += count }
    return totals.filter { $0.value >= leastCount }.sorted { $0.key < $1.key }
      .map { WordWeight(word: $0.key, count: $0.value) }
  }

  private static func isCandidate(_ word: String) -> Bool {
    let isNumber = word.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    return isNumber ? word.utf8.count <= 4 : word.utf8.count <= 24
  }
}
