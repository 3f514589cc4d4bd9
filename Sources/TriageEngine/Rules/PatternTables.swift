/// All patterns, compiled: flat tables of numbers that the matcher walks.
///
/// A pattern consists of *elements*, an element of *phrases* (any of them), a phrase of *places*, and
/// at each place stands a *set* of words, as classes. What many patterns have in common (a set of the
/// vocabulary, a phrase of several sets) is one element or one phrase, and is looked for once.
///
/// Which patterns a window can match at all is told by `PatternFilter`. What these need is looked for
/// in two ways. The single words of an element are one set, gathered when a pattern asks. Longer
/// phrases are found from the words of the text, each under its rarest place; where those of an
/// element begin is kept apart for each length that they have, in a *slot*.
struct PatternTables: Sendable {
  /// A phrase of several places, none of them a notice.
  struct Phrase: Sendable, BitwiseCopyable {
    /// Its places lie in `places`.
    var start: UInt32
    var count: UInt8
    /// Which place is the rarest.
    var key: UInt8
    /// The slots of the elements that it belongs to lie in `phraseSlots`.
    var slotCount: UInt16
    var slotStart: UInt32
  }

  /// A phrase under a class of its rarest place.
  struct KeyedPhrase: Sendable, BitwiseCopyable {
    /// The words beside the key, after it unless it is the last, so that most phrases are turned away
    /// by one look.
    var neighbours: ClassFilter
    var phrase: UInt32
    /// Where the word beside stands, from the one before the key on: 2, or 0 if no place comes after
    /// the key.
    var beside: UInt32
  }

  /// A phrase in which a notice stands.
  struct NoticePhrase: Sendable, BitwiseCopyable {
    var start: UInt32
    var end: UInt32
    var lengths: UInt64
    var slot: UInt32
  }

  struct Element: Sendable, BitwiseCopyable {
    /// The set of its single words; `noWords` where it has none.
    var words: UInt32
    /// Bit n for other phrases of n tokens; a slot for each, in this order, from `slot` on.
    var lengths: UInt64
    var slot: UInt32
  }

  /// An element in its place: after a gap of at most so many words.
  struct Part: Sendable, BitwiseCopyable {
    /// As in `Element`.
    var lengths: UInt64
    var slot: UInt32
    var words: UInt32
    var element: UInt32
    var gap: UInt8
    var isOptional: Bool
    /// Whether only optional parts come after it: a match ends before its gap, unless it is there.
    var isTrailing: Bool
  }

  /// Where the parts of a pattern lie in `parts`.
  struct Parts: Sendable, BitwiseCopyable {
    var start: UInt32
    var end: UInt32
  }

  /// Stands in `places` where a notice is wanted instead of a word.
  static let notice = UInt32.max
  static let noWords = UInt32.max

  /// The phrases that are filed under each class: a stretch of `keyedPhrases`.
  var keyedStarts: Table<UInt32>
  var keyedPhrases: Table<KeyedPhrase>
  var phrases: Table<Phrase>
  var phraseSlots: Table<UInt32>
  var places: Table<UInt32>
  /// In fours, with zeros after the last, so that they are read without looking for the end.
  var classesOfSets: TableOfLists
  var elements: Table<Element>
  var noticePhrases: Table<NoticePhrase>
  var slotCount: Int
  var parts: Table<Part>
  var patterns: Table<Parts>

  var setCount: Int { classesOfSets.keyCount }

  func classes(ofSet set: UInt32) -> [UInt32] {
    classesOfSets.range(of: set).map { classesOfSets[$0] }.filter { $0 != 0 }
  }

  /// Whether a word of this class may stand where the set is wanted; one that no pattern knows may not.
  @inline(__always)
  func contains(_ wordClass: UInt32, inSet set: UInt32) -> Bool {
    let range = classesOfSets.range(of: set)
    var index = range.lowerBound
    while index < range.upperBound {
      let four = SIMD4(
        classesOfSets[index], classesOfSets[index &+ 1], classesOfSets[index &+ 2],
        classesOfSets[index &+ 3])
      if any(four .== wordClass) { return wordClass != 0 }
      index &+= 4
    }
    return false
  }

  /// Which slot of an element with these lengths is that of one length.
  @inline(__always)
  static func slot(of length: Int, in lengths: UInt64) -> Int {
    (lengths & ((1 << UInt64(min(length, 63))) - 1)).nonzeroBitCount
  }
}

/// Whether a class is among some, as far as its twelve lowest bits tell: a bit in each of two numbers.
struct ClassFilter: Sendable, BitwiseCopyable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  @inline(__always)
  mutating func insert(_ wordClass: UInt32) {
    low |= 1 &<< UInt64(wordClass & 63)
    high |= 1 &<< UInt64(wordClass >> 6 & 63)
  }

  @inline(__always)
  func mayContain(_ wordClass: UInt32) -> Bool {
    low &>> UInt64(wordClass & 63) & high &>> UInt64(wordClass >> 6 & 63) & 1 != 0
  }
}
