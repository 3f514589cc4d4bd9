internal import TriageEngine

/// Tells the misspelled words of questions (`pasword`). A word with weights is known, and no rule would take
/// it for the word that was meant; left out of the weights, it is taken for that by weights and rules alike.
enum Misspelling {
  /// How much more often a word must be written than the one that is taken for a misspelling of it.
  private static let leastRatio = 16

  /// The words that are one edit away from a much more frequent one, and no ordinary words.
  ///
  /// - Parameter counts: in how many questions each word stands.
  static func all(in counts: [String: Int], ordinary: OrdinaryWords) -> Set<String> {
    let frequent = counts.filter { $0.value >= leastRatio && isWord($0.key) }
    return Set(
      counts.filter { word, count in
        isWord(word) && !ordinary.contains(word)
          && frequent.contains {
            $0.value >= count * leastRatio && RuleSet.isNear(word, $0.key)
          }
      }.keys)
  }

  private static func isWord(_ word: String) -> Bool {
    word.utf8.count >= RuleSet.leastCorrectedLength
      && word.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
  }
}
