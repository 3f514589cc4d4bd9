internal import TriageEngine

/// The weights while they are fitted.
struct FittingModel {
  /// What was seen in one question, and what is right for it.
  struct Sample {
    var words: [Int]
    var wordCount: Int
    var rules: [Int]
    var label: Int
    var right: [Int]
  }

  private let concerns: Int
  private let ruleTargets: [Int]
  private let priorRules: [Double]
  private let settings: Fitter.Settings
  private var biases: [Double]
  /// By word, then concern.
  private var words: [Double]
  private var rules: [Double]
  /// Sums of squared gradients (AdaGrad).
  private var biasSquares: [Double]
  private var wordSquares: [Double]
  private var ruleSquares: [Double]

  init(
    concerns: Int, words: Int, ruleTargets: [Int], ruleWeights: [Double],
    settings: Fitter.Settings
  ) {
    self.concerns = concerns
    self.ruleTargets = ruleTargets
    self.settings = settings
    priorRules = ruleWeights
    biases = Array(repeating: 0, count: concerns)
    self.words = Array(repeating: 0, count: words * concerns)
    rules = ruleWeights
    biasSquares = Array(repeating: 1e-2, count: concerns)
    wordSquares = Array(repeating: 1e-2, count: words * concerns)
    ruleSquares = Array(repeating: 1e-2, count: ruleWeights.count)
  }

  /// - Parameters:
  ///   - withRules: whether the rules that fired are seen, or the words alone.
  ///   - weight: how much the question counts; 1 as a rule.
  mutating func learn(_ sample: Sample, withRules: Bool, weight: Double) {
    var sample = sample
    if !withRules { sample.rules = [] }
    let share = 1 / Double(max(sample.wordCount, 1)).squareRoot()
    let (odds, strongest) = logOdds(sample, share)
    let top = odds.max() ?? 0
    var chance = odds.map { Exponential.of($0 - top) }
    let total = chance.reduce(0, +)
    for index in chance.indices { chance[index] /= total }
    let right = sample.right.reduce(0) { $0 + chance[$1] }
    // The gradient of −log of the sum over what is right; the label itself gets half of it.
    var gradient = chance
    for concern in sample.right { gradient[concern] -= 0.5 * chance[concern] / max(right, 1e-9) }
    gradient[sample.label] -= 0.5
    for concern in gradient.indices { gradient[concern] *= weight }

    let rate = settings.rate
    for concern in 0..<concerns {
      Self.step(&biases[concern], &biasSquares[concern], gradient[concern], rate)
    }
    for word in sample.words {
      let row = word * concerns
      for concern in 0..<concerns {
        let slope = gradient[concern] * share + settings.wordDecay * words[row + concern]
        Self.step(&words[row + concern], &wordSquares[row + concern], slope, rate)
      }
    }
    for rule in sample.rules {
      let target = ruleTargets[rule]
      let part = strongest[target] == rule ? 1 : 0.5
      let slope =
        gradient[target] * part + settings.ruleDecay * (rules[rule] - priorRules[rule])
      Self.step(&rules[rule], &ruleSquares[rule], slope, rate)
      // A rule may come to say nothing, never the opposite of what its editor meant.
      rules[rule] = max(rules[rule], 0)
    }
  }

  @inline(__always)
  private static func step(
    _ value: inout Double, _ squares: inout Double, _ slope: Double, _ rate: Double
  ) {
    squares += slope * slope
    value -= rate * slope / squares.squareRoot()
  }

  private func logOdds(_ sample: Sample, _ share: Double) -> (odds: [Double], strongest: [Int]) {
    var odds = biases
    for word in sample.words {
      let row = word * concerns
      for concern in 0..<concerns { odds[concern] += words[row + concern] * share }
    }
    var strongest = [Int](repeating: -1, count: concerns)
    for rule in sample.rules {
      let target = ruleTargets[rule]
      if strongest[target] < 0 || rules[rule] > rules[strongest[target]] {
        strongest[target] = rule
      }
      odds[target] += rules[rule] / 2
    }
    for (concern, rule) in strongest.enumerated() where rule >= 0 {
      odds[concern] += rules[rule] / 2
    }
    return (odds, strongest)
  }

  /// Puts the weights that say something under their names.
  func write(into weights: inout Weights, ids: [String], rules names: [String], seen: Set<Int>) {
    for (concern, id) in ids.enumerated() { weights.biases[id] = biases[concern] }
    for rule in seen { weights.rules[names[rule]] = self.rules[rule] - priorRules[rule] }
    weights.concerns = ids
    weights.words = spokenWords(weights.words)
  }

  /// The words that say something, alone or in a pair.
  private func spokenWords(_ all: WordWeights) -> WordWeights {
    let space = UInt8(ascii: " ")
    var inPairs: Set<ArraySlice<UInt8>> = []
    for word in all.indices where all.letters(word).contains(space) && !scores(word).isEmpty {
      inPairs.formUnion(all.letters(word).split(separator: space))
    }
    var spoken = WordWeights()
    for word in all.indices {
      let scores = scores(word)
      guard !scores.isEmpty || inPairs.contains(all.letters(word)) else { continue }
      spoken.append(all.letters(word), count: all.count(word), scores: scores)
    }
    return spoken
  }

  /// What a word says, as far as it says enough.
  private func scores(_ word: Int) -> [WordWeights.Score] {
    (0..<concerns).compactMap { concern in
      let weight = words[word * concerns + concern]
      guard abs(weight) >= settings.leastWeight else { return nil }
      return WordWeights.Score(
        concern: Int32(concern), weight: Int32((weight * 10).rounded()) * 100)
    }
  }
}
