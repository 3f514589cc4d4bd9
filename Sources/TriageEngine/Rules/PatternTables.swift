/// All patterns, compiled: flat tables of numbers that the matcher walks.
struct PatternTables: Sendable {
  /// Words that may stand at one place of a phrase: a hash table of classes with linear probing, a
  /// stretch of `slots`, free where it is 0.
  struct WordSet: Sendable {
    /// Bit `class % 64` is set for every class in the set: most words that are not in it are
    /// turned away by this alone.
    var filter: UInt64
    var start: UInt32
    /// The number of slots, a power of two, less one.
    var mask: UInt32
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
    /// The filter of its first words, all bits for a notice.
    var firstFilter: UInt64
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

  /// What each pattern cannot do without, besides its key: a stretch of `needs` for each.
  var needStarts: [UInt32] = [0]
  /// The signatures of the words that elements begin with.
  var needs: [Signature] = []

  /// Whether the words of a stretch of text can be enough for the pattern.
  @inline(__always)
  func canMatch(_ pattern: Int, _ words: Signature) -> Bool {
    for index in Int(needStarts[pattern])..<Int(needStarts[pattern + 1]) {
      if !needs[index].intersects(words) { return false }
    }
    return true
  }

  var wordSets: [WordSet] = []
  var slots: [UInt32] = []
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
  func contains(_ set: WordSet, _ wordClass: UInt32) -> Bool {
    guard set.filter >> UInt64(wordClass & 63) & 1 != 0 else { return false }
    var slot = Self.home(wordClass) & set.mask
    while true {
      let found = slots[Int(set.start + slot)]
      if found == wordClass { return found != 0 }
      if found == 0 { return false }
      slot = (slot + 1) & set.mask
    }
  }

  @inline(__always)
  private static func home(_ wordClass: UInt32) -> UInt32 {
    (wordClass &* 0x9E37_79B1) >> 16
  }

  /// Adds a set of different classes.
  mutating func addWordSet(_ classes: [UInt32]) {
    var capacity = 2
    while capacity < classes.count * 2 { capacity *= 2 }
    let start = slots.count
    slots.append(contentsOf: repeatElement(0, count: capacity))
    let mask = UInt32(capacity - 1)
    var filter: UInt64 = 0
    for wordClass in classes {
      filter |= 1 << UInt64(wordClass & 63)
      var slot = Self.home(wordClass) & mask
      while slots[start + Int(slot)] != 0 { slot = (slot + 1) & mask }
      slots[start + Int(slot)] = wordClass
    }
    wordSets.append(WordSet(filter: filter, start: UInt32(start), mask: mask))
  }

  /// The classes of a set, in no particular order.
  func classes(of wordSet: UInt32) -> some Sequence<UInt32> {
    let set = wordSets[Int(wordSet)]
    return slots[Int(set.start)...Int(set.start + set.mask)].lazy.filter { $0 != 0 }
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
      for wordClass in tables.classes(of: key.wordSet) { counts[Int(wordClass) + 1] += 1 }
    }
    for index in 1..<counts.count { counts[index] += counts[index - 1] }
    starts = counts
    keys = Array(
      repeating: PatternTables.Key(pattern: 0, wordSet: 0, leastBefore: 0, mostBefore: 0),
      count: Int(counts[classCount]))
    for key in wanted where key.wordSet != PatternTables.notice {
      for wordClass in tables.classes(of: key.wordSet) {
        keys[Int(counts[Int(wordClass)])] = key
        counts[Int(wordClass)] += 1
      }
    }
  }

  @inline(__always)
  func range(of wordClass: UInt32) -> Range<Int> {
    Int(starts[Int(wordClass)])..<Int(starts[Int(wordClass) + 1])
  }

  @inline(__always)
  subscript(index: Int) -> PatternTables.Key { keys[index] }
}
