/// What was fitted from labelled questions: how much each word and rule says for each concern.
///
/// Without it (a new knowledge base) only the editors' weights count.
package struct Weights: Sendable {
  /// In natural-log odds, by concern id; where nothing was fitted, `unfittedBias`.
  package var biases: [String: Double] = [:]
  /// The fitted weight of a rule for its own concern, by rule id.
  package var rules: [String: Double] = [:]
  /// The ids of the concerns that words speak for, in any order.
  package var concerns: [String] = []
  package var words: [WordWeight] = []
  /// What an editor's weight is multiplied with where the rule has no fitted one.
  package var ruleScale = 1.5
  /// What scores are divided by so that confidences are right on average.
  package var temperature = 1.0

  /// How unlikely a concern is before anything speaks for it, next to “none”.
  package static let unfittedBias = -4.0

  package init() {}

  /// Takes away the words that say nothing, alone or in a pair.
  package mutating func removeSilentWords() {
    words.removeAll { $0.scores.isEmpty && $0.word.utf8.contains(UInt8(ascii: " ")) }
    var inPairs: Set<Substring> = []
    for word in words where word.word.utf8.contains(UInt8(ascii: " ")) {
      inPairs.formUnion(word.word.split(separator: " "))
    }
    words.removeAll { $0.scores.isEmpty && !inPairs.contains($0.word[...]) }
  }
}

/// What a word says, or two words side by side.
package struct WordWeight: Sendable {
  /// A word, or two with a space between that both stand alone in the list too.
  package var word: String
  /// In how many of the labelled questions it stands.
  package var count: Int
  package var scores: [Score]

  package struct Score: Sendable, Hashable {
    /// The index of the concern in `Weights.concerns`.
    package var concern: Int32
    /// In thousandths of natural-log odds.
    package var weight: Int32

    package init(concern: Int32, weight: Int32) {
      self.concern = concern
      self.weight = weight
    }
  }

  package init(word: String, count: Int, scores: [Score] = []) {
    self.word = word
    self.count = count
    self.scores = scores
  }
}
