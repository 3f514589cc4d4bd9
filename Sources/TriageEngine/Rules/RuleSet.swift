/// A compiled rule book: immutable, shared by any number of threads.
///
/// The way from a text to a verdict:
///
/// 1. `Tokenizer` gives words as symbols, sentence by sentence (`Text`, `Words`).
/// 2. What the text takes out itself is left aside. Notices are looked for, then the patterns. Each pattern is filed under its rarest word
///    (`KeyIndex`), so only patterns whose rarest word was seen are tried: cost grows with what a
///    text says and not with how many rules there are (`Matching`).
/// 3. A rule is looked at when a pattern that sets it off has matched. Patterns that no rule waits
///    for are looked for only when a rule asks.
/// 4. Weights of rules and words add up to log-odds, and those become confidences (`Verdict`).
package struct RuleSet: Sendable {
  var words: WordTable
  var classCount: Int
  var patterns: PatternTables
  var rules: RuleTables
  /// Patterns that rules wait for, and patterns that spell notices.
  var ruleKeys: KeyIndex
  var noticeKeys: KeyIndex
  var denialKeys: KeyIndex
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
