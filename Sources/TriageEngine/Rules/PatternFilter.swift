/// Tells from the words and phrases of a window which patterns can match there.
///
/// Each pattern that waits for a text is a bit of a *row*: 64 patterns together. It has a *key*, the
/// element that is expected least often of those that a match cannot do without, and up to two
/// *gates*, the next in this order. Every word or phrase of a text (a *term*) has a list of the rows
/// and bits of the patterns whose key or gate it is. What the terms of a window say is put together by
/// OR, and a pattern is followed where its key and its gates stand there. So 64 patterns are turned
/// away at once, and those whose key does not occur cost next to nothing, however many there are.
///
/// A pattern whose key is rare has no gates, which would only make the lists of frequent words
/// longer; nor has an element that stands nearly everywhere.
struct PatternFilter: Sendable {
  /// Bits of a row.
  struct Posting: Sendable, BitwiseCopyable {
    /// Four times the number of the row, and which of its numbers: 0 the keys, 1 and 2 the gates.
    var index: UInt32
    var bits: UInt64
  }

  /// What holds for the patterns of a row before a word was read.
  struct Row: Sendable, BitwiseCopyable {
    /// Those that have no first gate, and no second.
    var open: (UInt64, UInt64) = (0, 0)
    /// Those whose key alone is a match.
    var whole: UInt64 = 0
  }

  /// What patterns wait for a text for.
  struct Use {
    var denials: [Int] = []
    var notices: [Int] = []
    var rules: [Int] = []
  }

  /// Lists of postings, one for each term; one more after the last.
  let starts: Table<UInt32>
  let postings: Table<Posting>
  let rows: Table<Row>
  /// The pattern of each bit, 64 a row.
  let patterns: Table<UInt32>
  let denialRows: Range<Int>
  let noticeRows: Range<Int>
  let ruleRows: Range<Int>

  /// Terms are the classes of words, then the phrases, then those with a notice.
  let firstPhrase: UInt32
  let firstNoticePhrase: UInt32

  @inline(__always)
  func range(of term: UInt32) -> Range<Int> {
    Range(uncheckedBounds: (Int(starts[Int(term)]), Int(starts[Int(term) + 1])))
  }
}
