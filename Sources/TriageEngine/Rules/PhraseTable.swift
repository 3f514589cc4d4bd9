/// Any of some phrases. Those of one word are one set of words, so `(sign | log) (in | into)` is one
/// phrase and not four.
struct PhraseList {
  /// The words that are phrases of their own, as the number of a set in `WordSets`.
  var single: UInt32?
  /// The others: where they lie in a `PhraseTable`.
  var longer = 0..<0

  var count: Int { longer.count + (single == nil ? 0 : 1) }
  var isEmpty: Bool { single == nil && longer.isEmpty }
}

/// Phrases of several places, one after another: at each place a set of words that may stand there,
/// by its number in `WordSets`, or `PatternTables.notice`.
///
/// Flat, because every question waits until the rules are compiled.
struct PhraseTable {
  private var places: [UInt32] = []
  private var phrases: [Range<Int32>] = []

  var count: Int { phrases.count }

  func places(of phrase: Int) -> ArraySlice<UInt32> {
    places[Int(phrases[phrase].lowerBound)..<Int(phrases[phrase].upperBound)]
  }

  /// Adds to the phrase that is being written.
  mutating func write(_ place: UInt32) {
    places.append(place)
  }

  /// Adds the places of another phrase to the one that is being written.
  mutating func write(placesOf phrase: Int) {
    let range = phrases[phrase]
    for place in range { places.append(places[Int(place)]) }
  }

  /// Ends the phrase that is being written.
  mutating func endPhrase() {
    phrases.append((phrases.last?.upperBound ?? 0)..<Int32(places.count))
  }

  /// Adds phrases once more, so that lists which lie apart become one stretch.
  mutating func repeatPhrases(_ list: Range<Int>) {
    for index in list {
      write(placesOf: index)
      endPhrase()
    }
  }
}
