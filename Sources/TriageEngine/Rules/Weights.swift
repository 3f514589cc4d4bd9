/// What was fitted from labelled questions: how much each word and rule says for each concern and audience.
///
/// Without it (a new knowledge base) only the editors' weights count.
package struct Weights: Sendable {
  /// In natural-log odds, by concern id; where nothing was fitted, `unfittedBias`.
  package var biases: [String: Double] = [:]
  /// What the fit adds to the scaled weight that an editor gave a rule, by rule id: a change of that
  /// weight takes effect without another fit.
  package var rules: [String: Double] = [:]
  /// The ids of the concerns that words speak for, and `audience/` with those of audiences, in any order.
  package var targets: [String] = []
  package var words = WordWeights()
  /// What an editor's weight is multiplied with.
  package var ruleScale = 1.5
  /// What scores are divided by so that confidences are right on average.
  package var temperature = 1.0
  package var further = FurtherWeights()
  package var audiences = AudienceWeights()

  /// How unlikely a concern is before anything speaks for it, next to “none”.
  private static let unfittedBias = -4.0

  package init() {}

  /// How likely a concern is before anything speaks for it, in natural-log odds.
  ///
  /// - Parameter isNone: whether it is the concern of what is nobody's.
  package func prior(of concern: String, isNone: Bool) -> Double {
    biases[concern] ?? (isNone ? 0 : Self.unfittedBias)
  }

  /// How much a rule says for its concern; nil for one that takes it back. Never less than nothing:
  /// that would be the opposite of what its editor meant.
  package func weight(of rule: Rule) -> Double? {
    rule.weight.map { max(0, $0 * ruleScale + (rules[rule.id] ?? 0)) }
  }
}

/// What words say, and pairs of words side by side: a table with a row for each.
///
/// Kept in flat arrays, because every question waits until it is read.
package struct WordWeights: Sendable {
  /// What one word says for one concern or audience.
  package struct Score: Sendable, Hashable {
    /// The index in `Weights.targets`.
    package var target: Int32
    /// In thousandths of natural-log odds.
    package var weight: Int32

    @inlinable
    package init(target: Int32, weight: Int32) {
      self.target = target
      self.weight = weight
    }
  }

  private var letters: [UInt8] = []
  private var letterEnds: [Int32] = [0]
  private var counts: [Int32] = []
  private var allScores: [Score] = []
  private var scoreEnds: [Int32] = [0]

  package init() {}

  /// Makes room for what a file of so many bytes holds.
  package mutating func reserve(bytes: Int) {
    letters.reserveCapacity(bytes / 8)
    allScores.reserveCapacity(bytes / 8)
    let rows = bytes / 48
    letterEnds.reserveCapacity(rows)
    counts.reserveCapacity(rows)
    scoreEnds.reserveCapacity(rows)
  }

  package var count: Int { counts.count }

  package var indices: Range<Int> { counts.indices }

  /// Adds a word, or two with a space between that both have a row of their own too.
  ///
  /// - Parameters:
  ///   - count: in how many of the labelled questions it stands.
  ///   - scores: what it says.
  package mutating func append(
    _ word: UnsafeBufferPointer<UInt8>, count: Int, scores: [Score]
  ) {
    letters += word
    letterEnds.append(Int32(letters.count))
    counts.append(Int32(clamping: count))
    allScores += scores
    scoreEnds.append(Int32(allScores.count))
  }

  package mutating func append(_ word: ArraySlice<UInt8>, count: Int, scores: [Score]) {
    word.withUnsafeBufferPointer { append($0, count: count, scores: scores) }
  }

  package func letters(_ index: Int) -> ArraySlice<UInt8> {
    letters[Int(letterEnds[index])..<Int(letterEnds[index + 1])]
  }

  /// Gives the letters of each word without a copy, for as long as `body` lasts.
  func withLetters(_ body: ((Int) -> Bytes) -> Void) {
    letters.withUnsafeBufferPointer { letters in
      body { Bytes(rebasing: letters[Int(letterEnds[$0])..<Int(letterEnds[$0 + 1])]) }
    }
  }

  package func word(_ index: Int) -> String {
    String(decoding: letters(index), as: UTF8.self)
  }

  package func count(_ index: Int) -> Int {
    Int(counts[index])
  }

  /// Gives what each word says without a copy, for as long as `body` lasts.
  func withScores<Result>(_ body: ((Int) -> UnsafeBufferPointer<Score>) -> Result) -> Result {
    allScores.withUnsafeBufferPointer { scores in
      body {
        UnsafeBufferPointer(rebasing: scores[Int(scoreEnds[$0])..<Int(scoreEnds[$0 + 1])])
      }
    }
  }

  package func scores(_ index: Int) -> ArraySlice<Score> {
    allScores[Int(scoreEnds[index])..<Int(scoreEnds[index + 1])]
  }
}
