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
/// Odds of concerns are taken eight at a time; what a word says is a list of rows of 32 weights, of which
/// most are there where any is, and each of which is one line of the processor's memory.
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
  /// What each word says: a stretch of `places` for each feature, and four of `weights` for each place; one
  /// more after the last.
  var wordStarts: Table<UInt32>
  var places: Table<RowPlace>
  var weights: Table<WeightBlock>
  /// The owner of each concern, and the owner whose errands it blocks; -1 for none.
  var owners: Table<Int32>
  var blocked: Table<Int32>
  /// How readily each concern is asked about besides another, and another besides it, in natural-log odds.
  var also: Table<Double>
  var besides: Table<Double>
  /// What the rules of a further concern say is multiplied with.
  var alsoScale: Double
  /// How readily each audience asks about each concern, in thousandths: all audiences of a concern, then
  /// those of the next.
  var allAsking: Table<Int32>
  var ownerCount: Int

  /// Which 32 concerns and audiences a row of weights is about, and for which of them it says anything, a
  /// bit each. Audiences come after the concerns.
  struct RowPlace: Sendable, BitwiseCopyable {
    var row: UInt32
    var concerns: UInt32 = 0
  }

  /// What a word says for eight concerns: four of them are a row.
  struct WeightBlock: Sendable, BitwiseCopyable {
    /// The weights of two concerns side by side, the fifth beside the first: 16 bits are 32 in log odds,
    /// which is certainty in any case.
    private var weights: SIMD8<Int16> = .zero

    private static func lane(_ concern: Int) -> Int { concern % 4 * 2 + concern / 4 }

    @inline(__always)
    subscript(concern: Int) -> Int16 {
      get { weights[Self.lane(concern)] }
      set { weights[Self.lane(concern)] = newValue }
    }

    @inline(__always)
    var all: SIMD8<Int32> {
      let pairs = unsafeBitCast(weights, to: SIMD4<Int32>.self)
      return SIMD8(lowHalf: (pairs &<< 16) &>> 16, highHalf: pairs &>> 16)
    }
  }

  /// How readily one of `count` audiences asks about a concern, in thousandths.
  func asking(_ concern: Int, audience: Int, of count: Int) -> Int32 {
    allAsking[concern * count + audience]
  }

  func row(ofFeature feature: Int) -> Int { Int(rows[feature - 1]) }

  func bias(_ concern: Int) -> Int32 { biases[concern / 8][concern % 8] }

  /// What a word says for a concern; nil where it says nothing.
  func weight(of feature: Int, for concern: Int) -> Int32? {
    for index in Int(wordStarts[feature])..<Int(wordStarts[feature + 1])
    where Int(places[index].row) == concern / 32 {
      return places[index].concerns >> UInt32(concern % 32) & 1 != 0
        ? Int32(weights[index * 4 + concern % 32 / 8][concern % 8]) : nil
    }
    return nil
  }

  /// Thousandths, as weights are kept.
  static func fixed(_ weight: Double) -> Int32 {
    Int32((weight * 1000).rounded())
  }
}
