/// All patterns, compiled: flat tables of numbers that the matcher walks.
///
/// A pattern consists of *elements*, an element of *phrases* (any of them), a phrase of *places*, and
/// at each place stands a *set* of words, as classes. What many patterns have in common (a set of the
/// vocabulary, a phrase of several sets) is one element or one phrase, and is looked for once. Where
/// the phrases of an element begin is kept apart for each length that they have, in a *slot*.
///
/// Phrases are looked for from the words of a text, not from the patterns: a single word leads to its
/// slots, and a longer phrase is filed under its rarest place. Elements that patterns wait for, and
/// those of many phrases, are found in this way (*awaited*); the others, such as `(i | we)`, stand
/// nearly everywhere and are looked at when a pattern asks.
struct PatternTables: Sendable {
  /// A phrase of several places, none of them a notice.
  struct Phrase: Sendable, BitwiseCopyable {
    /// Its places lie in `places`.
    var start: UInt32
    var count: UInt8
    /// Which place is the rarest.
    var key: UInt8
    /// The slots of awaited elements that it belongs to lie in `phraseSlots`.
    var slotCount: UInt16 = 0
    var slotStart: UInt32 = 0
    /// The words beside the key, after it unless it is the last: bit `class % 64` is set for each,
    /// so that most phrases are turned away by one look.
    var neighbours: UInt64

    /// Whether no place comes after the rarest.
    @inline(__always)
    var isKeyLast: Bool { key &+ 1 == count }
  }

  /// A phrase in which a notice stands.
  struct NoticePhrase: Sendable, BitwiseCopyable {
    var start: UInt32
    var end: UInt32
    var lengths: UInt64
    var slot: UInt32
  }

  struct Element: Sendable, BitwiseCopyable {
    /// Bit n for phrases of n tokens; a slot for each, in this order, from `slot` on.
    var lengths: UInt64
    var slot: UInt32
    var isAwaited: Bool
  }

  /// An element in its place: after a gap of at most so many words.
  struct Part: Sendable, BitwiseCopyable {
    /// As in `Element`.
    var lengths: UInt64
    var slot: UInt32
    var element: UInt32
    var gap: UInt8
    var isOptional: Bool
    var isAwaited: Bool
  }

  /// Where the parts of a pattern lie in `parts`.
  struct Parts: Sendable, BitwiseCopyable {
    var start: UInt32
    var end: UInt32
    /// The part that is expected least often, of those that a match cannot do without.
    var key: UInt32
  }

  /// A pattern that waits for its key, with what it cannot do without besides: the next two elements
  /// in the order of rarity. Unless both stand in the window, the pattern need not be followed.
  struct Waiting: Sendable, BitwiseCopyable {
    var pattern: UInt32
    /// Whether the key alone is a match.
    var isWhole: Bool
    var second: Gate
    var third: Gate
  }

  struct Gate: Sendable, BitwiseCopyable {
    /// The slots of the element; `openSlot` where there is none.
    var slot: UInt32
    var element: UInt32
    var slotCount: UInt8
    var isAwaited: Bool
  }

  /// Stands in `places` where a notice is wanted instead of a word.
  static let notice = UInt32.max

  /// The slots of awaited elements that each class is a phrase of.
  var wordSlots: TableOfLists
  /// The sets that are the rarest place of a phrase, by class.
  var keySets: TableOfLists
  /// The phrases that have each set as their rarest place: a stretch of `phrases`.
  var firstPhrases: Table<UInt32>
  var phrases: Table<Phrase>
  var phraseSlots: Table<UInt32>
  var places: Table<UInt32>
  /// The classes of the sets that are not in `keySets`.
  var classesOfSets: TableOfLists
  /// The phrases of the elements that are not awaited: of single words the sets, and the longer ones.
  var wordsOfElements: TableOfLists
  var phrasesOfElements: TableOfLists
  var elements: Table<Element>
  var noticePhrases: Table<NoticePhrase>
  var slotCount: Int
  /// A slot past all others that is never empty.
  var openSlot: UInt32 { UInt32(slotCount) }
  var parts: Table<Part>
  var patterns: Table<Parts>
  var waiting: Table<Waiting>

  var setCount: Int { classesOfSets.keyCount }

  /// Files patterns under the slots of their keys.
  func bySlot(where isWanted: (Int) -> Bool) -> TableOfLists {
    var pairs: [(key: UInt32, number: UInt32)] = []
    for pattern in patterns.indices where isWanted(pattern) {
      let key = parts[Int(patterns[pattern].key)]
      for slot in 0..<UInt32(key.lengths.nonzeroBitCount) {
        pairs.append((key.slot + slot, UInt32(pattern)))
      }
    }
    return TableOfLists(keyCount: slotCount, pairs)
  }

  /// Which slot of an element with these lengths is that of one length.
  @inline(__always)
  static func slot(of length: Int, in lengths: UInt64) -> Int {
    (lengths & ((1 << UInt64(min(length, 63))) - 1)).nonzeroBitCount
  }
}
