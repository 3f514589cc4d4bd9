internal import TriageEngine

/// The parts that words share: three to five letters in a row, with the word's beginning and end as
/// letters of their own, of which `^veri` and `ied$` are made (character n-grams, as in Bojanowski and
/// others, Enriching Word Vectors with Subword Information, 2017).
struct WordParts {
  private static let sizes = 3...5
  /// In how many words a part must stand.
  private static let leastCount = 2

  /// How many parts there are.
  let count: Int
  private let ofWords: [[Int]]

  /// - Parameter words: with pairs of words among them, which have no parts.
  init(of words: WordWeights) {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    var uses: [Int] = []
    let all = words.indices.map { word in
      Self.parts(of: words.letters(word)).map { part in
        let number = numbers[part] ?? uses.count
        if number == uses.count {
          numbers[part] = number
          uses.append(0)
        }
        uses[number] += 1
        return number
      }
    }
    count = uses.count
    ofWords = all.map { parts in parts.filter { uses[$0] >= Self.leastCount } }
  }

  /// The numbers of a word's parts.
  subscript(word: Int) -> [Int] { ofWords[word] }

  private static func parts(of letters: some Collection<UInt8>) -> [ArraySlice<UInt8>] {
    guard !letters.contains(UInt8(ascii: " ")) else { return [] }
    let word = [UInt8(ascii: "^")] + letters + [UInt8(ascii: "$")]
    return sizes.flatMap { size in
      // A part that is the whole word says nothing of others.
      word.count <= size ? [] : (0...word.count - size).map { word[$0..<$0 + size] }
    }
  }
}
