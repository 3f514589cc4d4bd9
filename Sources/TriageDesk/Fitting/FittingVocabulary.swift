internal import TicketIO
internal import TriageEngine

/// Chooses the words that get weights: those that stand in enough of the questions, each under the
/// form from which its other forms are made, and pairs of neighbours that do.
struct FittingVocabulary {
  /// In how many questions a word must stand, and a pair of words.
  private static let leastCount = 2
  private static let leastPairCount = 12

  private var counts: [String: Int] = [:]
  private var pairCounts: [String: Int] = [:]
  private var bases = WordBases(of: [])

  /// Words and pairs with their counts and no weights yet: words in order of the alphabet, then
  /// pairs.
  ///
  /// - Parameter ordinary: words that are no misspellings of others.
  static func words(in questions: [LabelledQuestion], ordinary: OrdinaryWords) -> WordWeights {
    let texts = questions.map {
      RuleSet.words(in: String(decoding: AskedText($0.text).bytes, as: UTF8.self))
    }
    var vocabulary = FittingVocabulary()
    vocabulary.countWords(texts)
    for word in Misspelling.all(in: vocabulary.counts, ordinary: ordinary) {
      vocabulary.counts[word] = nil
    }
    vocabulary.bases = WordBases(of: vocabulary.counts.keys)
    vocabulary.countPairs(texts)
    return vocabulary.words
  }

  private mutating func countWords(_ texts: [[String]]) {
    for text in texts {
      for word in Set(text) where Self.isCandidate(word) { counts[word, default: 0] += 1 }
    }
  }

  private mutating func countPairs(_ texts: [[String]]) {
    for text in texts {
      var pairs: Set<String> = []
      for (first, second) in zip(text, text.dropFirst()) {
        guard counts[first] != nil, counts[second] != nil else { continue }
        pairs.insert(bases[first] + " " + bases[second])
      }
      for pair in pairs { pairCounts[pair, default: 0] += 1 }
    }
  }

  private var words: WordWeights {
    var totals: [String: Int] = [:]
    for (word, count) in counts { totals[bases[word], default: 0] += count }
    let kept = totals.filter { $0.value >= Self.leastCount }
    let pairs = pairCounts.filter { pair, count in
      count >= Self.leastPairCount
        && pair.split(separator: " ").allSatisfy { kept[String($0)] != nil }
    }
    var words = WordWeights()
    for counts in [kept, pairs] {
      for (word, count) in counts.sorted(by: { $0.key < $1.key }) {
        words.append(Array(word.utf8)[...], count: count, scores: [])
      }
    }
    return words
  }

  private static func isCandidate(_ word: String) -> Bool {
    let isNumber = word.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    return isNumber ? word.utf8.count <= 4 : word.utf8.count <= 24
  }
}
