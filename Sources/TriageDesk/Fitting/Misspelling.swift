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
      .map { (letters: Array($0.key.utf8), count: $0.value) }
    return Set(
      counts.filter { word, count in
        let letters = Array(word.utf8)
        return isWord(word) && !ordinary.contains(word)
          && frequent.contains {
            $0.count >= count * leastRatio && isOneEdit(from: $0.letters, to: letters)
          }
      }.keys)
  }

  private static func isWord(_ word: String) -> Bool {
    word.utf8.count >= RuleSet.leastCorrectedLength
      && word.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
  }

  /// A letter more, less or other, or two neighbours swapped.
  private static func isOneEdit(from word: [UInt8], to other: [UInt8]) -> Bool {
    guard abs(word.count - other.count) <= 1 else { return false }
    let start = zip(word, other).prefix { $0 == $1 }.count
    let rest = (word.dropFirst(start), other.dropFirst(start))
    let end = zip(rest.0.reversed(), rest.1.reversed()).prefix { $0 == $1 }.count
    let (was, came) = (Array(rest.0.dropLast(end)), Array(rest.1.dropLast(end)))
    if was.count <= 1, came.count <= 1 { return true }
    return was.count == 2 && was.reversed() == came
  }
}
