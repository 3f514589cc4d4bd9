/// All patterns, compiled: flat tables of numbers that the matcher walks.
///
/// A pattern consists of *elements*, an element of *phrases* (any of them), a phrase of *places*, and
/// at each place stands a *set* of words, as classes. What many patterns have in common (a set of the
/// vocabulary, a phrase of several sets) is one element or one phrase, and is looked for once.
///
/// Phrases are looked for from the words of a text, not from the patterns: each is filed under its
/// rarest place. Elements that patterns wait for, and those of many phrases, are found in this way
/// (*awaited*); the others, such as `(i | we)`, stand nearly everywhere and are looked at when a
/// pattern asks.
struct PatternTables: Sendable {
  struct Phrase: Sendable, BitwiseCopyable {
    /// Its places lie in `places`.
    var start: UInt32
    var end: UInt32
  }

  struct Element: Sendable, BitwiseCopyable {
    /// Bit n for phrases of n tokens; a slot for each, in this order, from `slot` on.
    var lengths: UInt64
    var slot: UInt32
    var isAwaited: Bool
  }

  /// An element in its place: after a gap of at most so many words.
  struct Part: Sendable, BitwiseCopyable {
    var element: UInt32
    var gap: UInt8
    var isOptional: Bool
  }

  /// Where the parts of a pattern lie in `parts`.
  struct Parts: Sendable, BitwiseCopyable {
    var start: UInt32
    var end: UInt32
    /// The part that is expected least often, of those that a match cannot do without.
    var key: UInt32
  }

  /// Stands in `places` where a notice is wanted instead of a word.
  static let notice = UInt32.max

  /// The sets that are the rarest place of a phrase, by class.
  var keySets: TableOfLists
  /// The phrases that have each set as their rarest place.
  var keyedPhrases: TableOfLists
  /// The slots of awaited elements that each phrase belongs to.
  var phraseSlots: TableOfLists
  /// The classes of the sets that are not in `keySets`.
  var classesOfSets: TableOfLists
  var phrases: Table<Phrase>
  var places: Table<UInt32>
  var elements: Table<Element>
  /// The phrases of the elements that are not awaited.
  var phrasesOfElements: TableOfLists
  /// Elements with phrases in which a notice stands, and these phrases.
  var noticeElements: Table<UInt32>
  var noticePhrases: TableOfLists
  /// The element of each slot.
  var elementOfSlots: Table<UInt32>
  var parts: Table<Part>
  var patterns: Table<Parts>
  /// How often the key of each pattern is expected in the labelled questions.
  var costs: [Int]

  var setCount: Int { classesOfSets.keyCount }

  /// Files patterns under their keys.
  func byElement(where isWanted: (Int) -> Bool) -> TableOfLists {
    TableOfLists(
      keyCount: elements.count,
      patterns.indices.filter(isWanted).map {
        (parts[Int(patterns[$0].key)].element, UInt32($0))
      })
  }
}
