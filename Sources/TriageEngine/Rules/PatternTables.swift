/// All patterns, compiled: flat tables of numbers that the matcher walks.
struct PatternTables: Sendable {
  /// Words that may stand at one place of a phrase.
  struct WordSet: Sendable {
    /// Bit `class % 64` is set for every class in the set: most words that are not in it are
    /// turned away by this alone.
    var filter: UInt64
    /// Where its classes lie in `wordSetClasses`, in ascending order.
    var start: UInt32
    var end: UInt32
  }

  /// One part of a pattern: any of some phrases.
  struct Element: Sendable {
    /// The words that any of the phrases begins with.
    var first: UInt32
    var phraseStart: UInt32
    var phraseEnd: UInt32
    /// Whether one of the phrases begins with a notice.
    var beginsWithNotice: Bool
  }

  struct Phrase: Sendable {
    var start: UInt32
    var end: UInt32
  }

  /// An element in its place: after a gap of at most so many words.
  struct Part: Sendable {
    var element: UInt32
    var gap: UInt8
    var isOptional: Bool
  }

  /// Where the parts of a pattern lie in `parts`.
  struct Parts: Sendable {
    var start: UInt32
    var end: UInt32
  }

  /// A word that stands in every match of a pattern, or in every match of one of its phrases.
  struct Key: Sendable {
    var pattern: UInt32
    var wordSet: UInt32
    /// How many tokens before this word a match may begin.
    var leastBefore: UInt8
    var mostBefore: UInt8
  }

  /// Stands in `phraseWords` where a notice is wanted instead of a word.
  static let notice = UInt32.max

  var wordSets: [WordSet] = []
  var wordSetClasses: [UInt32] = []
  var phraseWords: [UInt32] = []
  var phrases: [Phrase] = []
  var elements: [Element] = []
  var parts: [Part] = []
  var patterns: [Parts] = []
  /// The keys of every pattern, in the order of the patterns.
  var keys: [Key] = []
  /// Where the keys of each pattern lie in `keys`; one more than there are patterns.
  var keyStarts: [UInt32] = [0]

  /// Whether words of `class` are in the set.
  @inline(__always)
  func contains(_ wordSet: Int, _ wordClass: UInt32) -> Bool {
    let set = wordSets[wordSet]
    guard set.filter >> UInt64(wordClass & 63) & 1 != 0 else { return false }
    return search(set, wordClass)
  }

  @inline(__always)
  private func search(_ set: WordSet, _ wordClass: UInt32) -> Bool {
    var low = Int(set.start)
    var high = Int(set.end)
    while low < high {
      let middle = (low + high) / 2
      let found = wordSetClasses[middle]
      if found == wordClass { return true }
      if found < wordClass { low = middle + 1 } else { high = middle }
    }
    return false
  }
}

/// Which keys each class of words has: an index by class.
struct KeyIndex: Sendable {
  private var starts: [UInt32]
  private var keys: [PatternTables.Key]
  /// Keys that wait for a notice instead of a word.
  private(set) var noticeKeys: [PatternTables.Key] = []

  /// Files the keys of the patterns for which `isWanted`.
  init(_ tables: PatternTables, classCount: Int, where isWanted: (Int) -> Bool) {
    var counts = [UInt32](repeating: 0, count: classCount + 1)
    let wanted = tables.keys.filter { isWanted(Int($0.pattern)) }
    for key in wanted {
      guard key.wordSet != PatternTables.notice else {
        noticeKeys.append(key)
        continue
      }
      for wordClass in Self.classes(key, tables) { counts[Int(wordClass) + 1] += 1 }
    }
    for index in 1..<counts.count { counts[index] += counts[index - 1] }
    starts = counts
    keys = Array(
      repeating: PatternTables.Key(pattern: 0, wordSet: 0, leastBefore: 0, mostBefore: 0),
      count: Int(counts[classCount]))
    for key in wanted where key.wordSet != PatternTables.notice {
      for wordClass in Self.classes(key, tables) {
        keys[Int(counts[Int(wordClass)])] = key
        counts[Int(wordClass)] += 1
      }
    }
  }

  private static func classes(_ key: PatternTables.Key, _ tables: PatternTables)
    -> ArraySlice<UInt32>
  {
    let set = tables.wordSets[Int(key.wordSet)]
    return tables.wordSetClasses[Int(set.start)..<Int(set.end)]
  }

  @inline(__always)
  func range(of wordClass: UInt32) -> Range<Int> {
    Int(starts[Int(wordClass)])..<Int(starts[Int(wordClass) + 1])
  }

  @inline(__always)
  subscript(index: Int) -> PatternTables.Key { keys[index] }
}
