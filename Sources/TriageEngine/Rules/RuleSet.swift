/// A compiled rule book: immutable, shared by any number of threads.
///
/// The way from a text to a verdict:
///
/// 1. `Tokenizer` gives words as symbols, sentence by sentence, and as many sentences as fit make a
///    window of at most 63 tokens (`Text`, `Words`).
/// 2. In a window the words lead to phrases, phrases to the elements of patterns, and elements to
///    the patterns that wait for them, each filed under its rarest part: cost grows with what a text
///    says and not with how many rules there are. All of it are bitmaps of the window's tokens. What
///    the text takes out itself is left aside first (`Matching`).
/// 3. A rule is looked at when a pattern that sets it off has matched.
/// 4. Weights of rules and words add up to log-odds, and those become confidences (`Verdict`).
package struct RuleSet: Sendable {
  var words: WordTable
  var classCount: Int
  var patterns: PatternTables
  var rules: RuleTables
  /// The patterns of rules, of notices and of denials, by the element that each waits for.
  var rulePatterns: TableOfLists
  var noticePatterns: TableOfLists
  var denialPatterns: TableOfLists
  /// What each pattern takes out, by pattern.
  var denials: [Int: Denial.Scope]
  /// The notice or series that each pattern spells, from 0: notices first; -1 for other patterns.
  var noticeOfPattern: [Int32]
  /// The first rule of the audiences; those of the concerns come before it.
  var firstAudienceRule: Int
  var scoring: Scoring
  /// What it was compiled from, for explanations.
  package let book: RuleBook
  /// The written rules, in the order of the compiled ones.
  let sources: [Rule]
}

/// The numbers that turn matches into confidences; weights are thousandths of natural-log odds.
struct Scoring: Sendable {
  var biases: [Int32]
  /// Concerns from the likeliest before anything is said.
  var byBias: [UInt32]
  /// The sum of exp(bias), and each of them, at the fitted temperature.
  var biasTotal: Double
  var biasOdds: [Double]
  var temperature: Double
  /// What each word says: a stretch of `wordWeights` for each feature.
  var wordStarts: [UInt32]
  var wordWeights: [WordScore]

  struct WordScore: Sendable {
    var concern: UInt32
    var weight: Int32
  }

  /// Thousandths, as weights are kept.
  static func fixed(_ weight: Double) -> Int32 {
    Int32((weight * 1000).rounded())
  }
}
