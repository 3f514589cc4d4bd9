internal import TriageEngine

/// What words and rules say for each of some targets, concerns or audiences, while it is fitted.
struct FittingModel {
  /// What was seen in one question, and what is right for it.
  struct Sample {
    var words: [Int]
    var wordCount: Int
    var rules: [Int]
    /// Of which kind the question is: each has biases of its own.
    var kind = 0
    var label: Int
    var right: [Int]
    /// How much it counts; 1 as a rule.
    var weight = 1.0
  }

  private let targets: Int
  /// The target of which nothing speaks but that nothing speaks for others.
  private let silent: Int?
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

  /// - Parameters:
  ///   - kinds: how many kinds of questions there are.
  ///   - rules: the rules that speak for each target.
  init(
    targets: Int, silent: Int? = nil, kinds: Int = 1, words: WordWeights, rules allRules: [[Rule]],
    settings: Fitter.Settings
  ) {
    self.targets = targets
    self.silent = silent
    ruleTargets = allRules.enumerated().flatMap { target, rules in rules.map { _ in target } }
    self.settings = settings
    parts = WordParts(of: words)
    priorRules = allRules.joined().map { Float(($0.weight ?? 0) * settings.ruleScale) }
    rules = priorRules
    biases = FittedRows(kinds, targets: targets)
    self.words = FittedRows(words.count, targets: targets)
    partRows = FittedRows(parts.count, targets: targets)
    ruleSquares = Array(repeating: 1e-2, count: priorRules.count)
  }

  /// Learns from each of the samples in every round, with rules and without in turn.
  mutating func learn(_ samples: [Sample]) {
    for round in 0..<settings.rounds {
      for index in order(samples.count, round) {
        var sample = samples[index]
        sample.words = kept(sample.words, seed: UInt64(round * samples.count + index))
        if (round + index) % 2 != 0 { sample.rules = [] }
        learn(sample)
      }
    }
  }

  private mutating func learn(_ sample: Sample) {
    let share = 1 / Float(max(sample.wordCount, 1)).squareRoot()
    let (odds, strongest) = logOdds(sample, share)
    var gradient = slopes(odds, sample)
    for target in gradient.indices { gradient[target] *= Float(sample.weight) }
    if let silent { gradient[silent] = 0 }

    let rate = Float(settings.rate)
    let slope = FittedRows.blocks(gradient)
    biases.step(sample.kind, slope, 1, decay: 0, rate)
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
    for target in sample.right { slopes[target] -= 0.5 * chance[target] / max(right, 1e-9) }
    slopes[sample.label] -= 0.5
    return slopes
  }

  private func logOdds(_ sample: Sample, _ share: Float) -> (odds: [Float], strongest: [Int]) {
    var sum = FittedRows.blocks([Float](repeating: 0, count: targets))
    biases.add(sample.kind, 1, to: &sum)
    let partShare = share * Float(settings.partScale)
    for word in sample.words {
      words.add(word, share, to: &sum)
      for part in parts[word] { partRows.add(part, partShare, to: &sum) }
    }
    var odds = (0..<targets).map { sum[$0 / 8][$0 % 8] }
    var strongest = [Int](repeating: -1, count: targets)
    for rule in sample.rules {
      let target = ruleTargets[rule]
      if strongest[target] < 0 || rules[rule] > rules[strongest[target]] {
        strongest[target] = rule
      }
      odds[target] += rules[rule] / 2
    }
    for (target, rule) in strongest.enumerated() where rule >= 0 {
      odds[target] += rules[rule] / 2
    }
    return (odds, strongest)
  }

  /// The words but for those that are left out; the same for the same seed.
  private func kept(_ words: [Int], seed: UInt64) -> [Int] {
    var random = SplitMix(state: seed)
    return words.filter { _ in random.share() >= settings.wordDropout }
  }

  /// A different order in every round, the same in every fit (a linear congruence that visits each
  /// once).
  private func order(_ count: Int, _ round: Int) -> [Int] {
    guard count > 0 else { return [] }
    var step = (count * (38 + round * 7)) / 100 + 1
    while greatestCommonDivisor(step, count) != 1 { step += 1 }
    return (0..<count).map { ($0 * step + round * 17) % count }
  }

  private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }

  // MARK: What was fitted

  /// How likely a target is for a kind of question, before anything speaks for it.
  func bias(of target: Int, kind: Int = 0) -> Double { Double(biases[kind, target]) }

  /// Writes what is added to the scaled weights of rules, as far as they fired in any of the samples.
  func write(_ all: [Rule], seenIn samples: [Sample], into weights: inout Weights) {
    for rule in Set(samples.flatMap(\.rules)).sorted() {
      weights.rules[all[rule].id] = Double(rules[rule] - priorRules[rule])
    }
  }

  /// What is less is written as nothing.
  private static let smallestWeight = 0.05

  /// What a word says, as far as it says enough for one that stands in `count` questions.
  ///
  /// - Parameter first: the number that the first target is written under.
  func scores(_ word: Int, _ count: Int, first: Int = 0) -> [WordWeights.Score] {
    let least = max(
      settings.leastWeight / Double(count).squareRoot().squareRoot(), Self.smallestWeight)
    return (0..<targets).compactMap { target in
      let weight = parts[word].reduce(Double(words[word, target])) {
        $0 + Double(partRows[$1, target]) * settings.partScale
      }
      guard abs(weight) >= least else { return nil }
      return WordWeights.Score(
        target: Int32(first + target), weight: Int32((weight * 10).rounded()) * 100)
    }
  }
}
