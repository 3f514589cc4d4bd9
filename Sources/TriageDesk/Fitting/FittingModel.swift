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
  private let priorRules: [Float]
  private let settings: Fitter.Settings
  private let parts: WordParts
  private var biases: FittedRows
  private var words: FittedRows
  private var partRows: FittedRows
  private var rules: [Float]
  /// Sums of squared gradients (AdaGrad).
  private var ruleSquares: [Float]

  init(
    concerns: Int, words: WordWeights, ruleTargets: [Int], ruleWeights: [Double],
    settings: Fitter.Settings
  ) {
    self.concerns = concerns
    self.ruleTargets = ruleTargets
    self.settings = settings
    parts = WordParts(of: words)
    priorRules = ruleWeights.map { Float($0) }
    rules = priorRules
    biases = FittedRows(1, concerns: concerns)
    self.words = FittedRows(words.count, concerns: concerns)
    partRows = FittedRows(parts.count, concerns: concerns)
    ruleSquares = Array(repeating: 1e-2, count: ruleWeights.count)
  }

  /// - Parameters:
  ///   - withRules: whether the rules that fired are seen, or the words alone.
  ///   - weight: how much the question counts; 1 as a rule.
  mutating func learn(_ sample: Sample, withRules: Bool, weight: Double) {
    var sample = sample
    if !withRules { sample.rules = [] }
    let share = 1 / Float(max(sample.wordCount, 1)).squareRoot()
    let (odds, strongest) = logOdds(sample, share)
    var gradient = slopes(odds, sample)
    for concern in gradient.indices { gradient[concern] *= Float(weight) }

    let rate = Float(settings.rate)
    let slope = FittedRows.blocks(gradient)
    biases.step(0, slope, 1, decay: 0, rate)
    let partShare = share * Float(settings.partScale)
    for word in sample.words {
      words.step(word, slope, share, decay: Float(settings.wordDecay), rate)
      for part in parts[word] {
        partRows.step(part, slope, partShare, decay: Float(settings.partDecay), rate)
      }
    }
    for rule in sample.rules {
      let target = ruleTargets[rule]
      let part: Float = strongest[target] == rule ? 1 : 0.5
      let slope =
        gradient[target] * part + Float(settings.ruleDecay) * (rules[rule] - priorRules[rule])
      ruleSquares[rule] += slope * slope
      // A rule may come to say nothing, never the opposite of what its editor meant.
      rules[rule] = max(rules[rule] - rate * slope / ruleSquares[rule].squareRoot(), 0)
    }
  }

  /// The gradient of −log of the chance of what is right, in log odds.
  private func slopes(_ odds: [Float], _ sample: Sample) -> [Float] {
    let top = odds.max() ?? 0
    var chance = odds.map { Float(Exponential.of(Double($0 - top))) }
    let total = chance.reduce(0, +)
    for index in chance.indices { chance[index] /= total }
    let right = sample.right.reduce(0) { $0 + chance[$1] }
    // Of the sum over what is right; the label itself gets half of it.
    var slopes = chance
    for concern in sample.right { slopes[concern] -= 0.5 * chance[concern] / max(right, 1e-9) }
    slopes[sample.label] -= 0.5
    return slopes
  }

  private func logOdds(_ sample: Sample, _ share: Float) -> (odds: [Float], strongest: [Int]) {
    var sum = FittedRows.blocks([Float](repeating: 0, count: concerns))
    biases.add(0, 1, to: &sum)
    let partShare = share * Float(settings.partScale)
    for word in sample.words {
      words.add(word, share, to: &sum)
      for part in parts[word] { partRows.add(part, partShare, to: &sum) }
    }
    var odds = (0..<concerns).map { sum[$0 / 8][$0 % 8] }
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
    for (concern, id) in ids.enumerated() { weights.biases[id] = Double(biases[0, concern]) }
    for rule in seen.sorted() {
      weights.rules[names[rule]] = Double(self.rules[rule] - priorRules[rule])
    }
    weights.concerns = ids
    weights.words = spokenWords(weights.words)
  }

  /// The words that say something, alone or in a pair.
  private func spokenWords(_ all: WordWeights) -> WordWeights {
    let space = UInt8(ascii: " ")
    var inPairs: Set<ArraySlice<UInt8>> = []
    for word in all.indices
    where all.letters(word).contains(space) && !scores(word, all.count(word)).isEmpty {
      inPairs.formUnion(all.letters(word).split(separator: space))
    }
    var spoken = WordWeights()
    for word in all.indices {
      let scores = scores(word, all.count(word))
      guard !scores.isEmpty || inPairs.contains(all.letters(word)) else { continue }
      spoken.append(all.letters(word), count: all.count(word), scores: scores)
    }
    return spoken
  }

  /// What is less is written as nothing.
  private static let smallestWeight = 0.05

  /// What a word says, as far as it says enough for one that stands in `count` questions.
  private func scores(_ word: Int, _ count: Int) -> [WordWeights.Score] {
    let least = max(
      settings.leastWeight / Double(count).squareRoot().squareRoot(), Self.smallestWeight)
    return (0..<concerns).compactMap { concern in
      let weight = parts[word].reduce(Double(words[word, concern])) {
        $0 + Double(partRows[$1, concern]) * settings.partScale
      }
      guard abs(weight) >= least else { return nil }
      return WordWeights.Score(
        concern: Int32(concern), weight: Int32((weight * 10).rounded()) * 100)
    }
  }
}
