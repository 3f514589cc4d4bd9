/// A compiled rule book: immutable, shared by any number of threads.
///
/// The way from a text to a verdict:
///
/// 1. `Tokenizer` gives words as symbols, sentence by sentence, and as many sentences as fit make a
///    window of at most 63 tokens (`Text`, `Words`).
/// 2. In a window the words lead to phrases, and both to the patterns that can match there at all
///    (`PatternFilter`): cost grows with what a text says and not with how many rules there are. Those
///    are followed over bitmaps of the window's tokens. What the text takes out itself is left aside
///    first (`Matching`).
/// 3. A rule is looked at when a pattern that sets it off has matched; only then are the other
///    patterns of its condition looked for.
/// 4. Weights of rules and words add up to log-odds, and those become confidences (`Verdict`).
package struct RuleSet: Sendable {
  let compiled: CompiledRules

  /// What it was compiled from, for explanations.
  package var book: RuleBook { compiled.book }
}

/// What a rule set consists of; one object, so that nothing is copied when a text is judged.
final class CompiledRules: Sendable {
  let words: WordTable
  let classCount: Int
  let patterns: PatternTables
  let rules: RuleTables
  let filter: PatternFilter
  /// What each pattern takes out, by pattern.
  let denials: [Denial.Scope?]
  /// Which of the book's denials each pattern is.
  let denialOfPattern: [Int: Int]
  /// The notice or series that each pattern spells, from 0: notices first; -1 for other patterns.
  let noticeOfPattern: [Int32]
  /// The first rule of the audiences; those of the concerns come before it.
  let firstAudienceRule: Int
  let scoring: Scoring
  let book: RuleBook
  /// The written rules, in the order of the compiled ones.
  let sources: [Rule]

  init(
    words: WordTable, classCount: Int, patterns: PatternTables, rules: RuleTables,
    filter: PatternFilter, denials: [Denial.Scope?], denialOfPattern: [Int: Int],
    noticeOfPattern: [Int32],
    firstAudienceRule: Int,
    scoring: Scoring, book: RuleBook, sources: [Rule]
  ) {
    self.words = words
    self.classCount = classCount
    self.patterns = patterns
    self.rules = rules
    self.filter = filter
    self.denials = denials
    self.denialOfPattern = denialOfPattern
    self.noticeOfPattern = noticeOfPattern
    self.firstAudienceRule = firstAudienceRule
    self.scoring = scoring
    self.book = book
    self.sources = sources
  }
}

/// The numbers that turn matches into confidences; weights are thousandths of natural-log odds.
///
/// Concerns are taken eight at a time: what a word says is a list of blocks of eight weights, most of
/// which are there where any is.
struct Scoring: Sendable {
  /// By block of eight concerns; past the last concern 0.
  var biases: Table<SIMD8<Int32>>
  /// The concerns that are likeliest before anything is said.
  var likeliest: Table<UInt32>
  /// The sum of exp(bias), and each of them, at the fitted temperature.
  var biasTotal: Double
  var biasOdds: Table<Double>
  var temperature: Double
  /// The row in the weights of each feature, from feature 1 on.
  var rows: Table<UInt32>
  /// What each word says: a stretch of `blocks` for each feature; one more after the last.
  var wordStarts: Table<UInt32>
  var blocks: Table<Block>
  /// The owner of each concern, and the owner whose errands it blocks; -1 for none.
  var owners: Table<Int32>
  var blocked: Table<Int32>
  /// The audience that asks about each concern as a rule; -1 for none.
  var audiences: Table<Int32>
  var ownerCount: Int

  /// What a word says for eight concerns.
  struct Block: Sendable, BitwiseCopyable {
    /// The number of the block, and in the lowest byte a bit for each of the eight that it speaks for.
    private var place: UInt32
    /// The weights of two concerns in each, the fifth above the first: 16 bits are 32 in log odds,
    /// which is certainty in any case.
    private var weights: (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)

    init(block: UInt32) {
      place = block << 8
    }

    @inline(__always)
    var block: Int { Int(place >> 8) }

    @inline(__always)
    var concerns: UInt8 { UInt8(truncatingIfNeeded: place) }

    @inline(__always)
    var all: SIMD8<Int32> {
      let packed = SIMD4(weights.0, weights.1, weights.2, weights.3)
      return SIMD8(lowHalf: (packed &<< 16) &>> 16, highHalf: packed &>> 16)
    }

    mutating func set(_ weight: Int16, at lane: UInt32) {
      place |= 1 << lane
      var all = all
      all[Int(lane)] = Int32(weight)
      let packed = (all.lowHalf & 0xFFFF) | (all.highHalf &<< 16)
      weights = (packed[0], packed[1], packed[2], packed[3])
    }
  }

  func row(ofFeature feature: Int) -> Int { Int(rows[feature - 1]) }

  func bias(_ concern: Int) -> Int32 { biases[concern / 8][concern % 8] }

  /// What a word says for a concern; nil where it says nothing.
  func weight(of feature: Int, for concern: Int) -> Int32? {
    for index in wordStarts[feature]..<wordStarts[feature + 1] {
      let block = blocks[Int(index)]
      guard block.block == concern / 8 else { continue }
      return block.concerns >> UInt8(concern % 8) & 1 != 0 ? block.all[concern % 8] : nil
    }
    return nil
  }

  /// Thousandths, as weights are kept.
  static func fixed(_ weight: Double) -> Int32 {
    Int32((weight * 1000).rounded())
  }
}
