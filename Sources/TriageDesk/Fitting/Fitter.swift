internal import Diagnostics
package import KnowledgeBase
internal import TicketIO
package import TriageEngine

/// Fits what words and rules say from labelled questions, as SpamAssassin fits the scores of its
/// rules.
///
/// The model is the engine's own: multinomial logistic regression over the words of a question (each
/// once, shared by the root of their number) and the rules that fired, where a rule speaks only for
/// its own concern. A question counts as right when its label or one that is accepted in its place
/// is chosen, so the likelihood is that of their sum. Rules are drawn to their editors' weights,
/// words to zero. AdaGrad (Duchi, Hazan and Singer, 2011) over the questions in a fixed order: the
/// same questions give the same weights.
///
/// Rules were written with questions like these in sight and say more here than they will elsewhere.
/// Left to themselves they take from the words what those could say, which is missed where no rule
/// fires. So a question is learned from with its rules and without them in turn (dropout, Srivastava
/// and others, 2014).
///
/// Most words stand in few questions. What their letters have in common with others (`verif` in
/// `verify`, `verification`, `reverify`) is learned as well, and added to each word in the end (see
/// `WordParts`): a text is judged by whole words, and so are verdicts explained.
package struct Fitter {
  /// How the fit is made; the defaults were chosen on the open sets, by leaving parts out.
  package struct Settings: Sendable {
    /// Even, so that every question is learned from as often with its rules as without.
    package var rounds = 64
    package var rate = 0.15
    /// How strongly words are drawn to zero, and rules to their editors' weights.
    package var wordDecay = 0.0008
    package var ruleDecay = 0.02
    package var ruleScale = 0.7
    /// What log-odds are divided by: the fit stops short of the likeliest weights, so that they hold
    /// for other questions, and its confidences are then too low.
    package var temperature = 0.75
    /// The least that a word in one question must say to be kept. What stands in many counts in as many
    /// texts, so it is kept though it says less: the limit falls with the fourth root of the questions.
    package var leastWeight = 1.2
    /// The share of a question's words that is left out each time it is learned from.
    package var wordDropout = 0.2
    /// How much a text counts that concerns no desk. What people write elsewhere is more varied than
    /// any collection of it, and must not get an owner.
    package var neitherWeight = 3.0
    /// How much a part of a word says beside the word itself, and how strongly it is drawn to zero.
    package var partScale = 0.5
    package var partDecay = 0.0004
    package init() {}
  }

  private let knowledge: KnowledgeBase
  private let settings: Settings

  package init(_ knowledge: KnowledgeBase, _ settings: Settings = Settings()) {
    self.knowledge = knowledge
    self.settings = settings
  }

  /// The weights that explain `questions` best; questions with labels that the knowledge base does
  /// not have are left out.
  package func fit(_ questions: [LabelledQuestion]) -> Weights {
    var weights = Weights()
    weights.words = FittingVocabulary.words(
      in: questions, ordinary: knowledge.ordinaryWords)
    weights.ruleScale = settings.ruleScale
    weights.temperature = settings.temperature
    let samples = samples(questions, rules(weights))
    var model = FittingModel(
      concerns: knowledge.concerns.count, words: weights.words,
      ruleTargets: knowledge.concerns.indices.flatMap { concern in
        knowledge.concerns[concern].rules.map { _ in concern }
      },
      ruleWeights: knowledge.concerns.flatMap(\.rules).map {
        ($0.weight ?? 0) * settings.ruleScale
      },
      settings: settings)
    let neither = knowledge.concerns.firstIndex { $0.id == knowledge.noConcern }
    for round in 0..<settings.rounds {
      for index in order(samples.count, round) {
        var sample = samples[index]
        sample.words = kept(sample.words, seed: UInt64(round * samples.count + index))
        model.learn(
          sample, withRules: (round + index) % 2 == 0,
          weight: sample.label == neither ? settings.neitherWeight : 1)
      }
    }
    model.write(
      into: &weights, ids: knowledge.concerns.map(\.id),
      rules: knowledge.concerns.flatMap(\.rules).map(\.id),
      seen: Set(samples.flatMap(\.rules)))
    weights.further = FurtherFit.weights(knowledge, rules(weights), questions)
    return weights
  }

  private func rules(_ weights: Weights) -> RuleSet {
    var book = knowledge.ruleBook
    book.weights = weights
    var sink = DiagnosticSink()
    return RuleSet(book, into: &sink)
  }

  private func samples(_ questions: [LabelledQuestion], _ rules: RuleSet) -> [FittingModel.Sample] {
    let index = Dictionary(
      uniqueKeysWithValues: knowledge.concerns.enumerated().map { ($1.id, $0) })
    var classifier = Classifier(rules)
    return questions.compactMap { question in
      let right = ([question.label] + question.accept).compactMap { index[$0] }
      guard let label = index[question.label] else { return nil }
      _ = classifier.classify(AskedText(question.text))
      let seen = classifier.observation
      return FittingModel.Sample(
        words: seen.words, wordCount: seen.wordCount, rules: seen.rules, label: label, right: right)
    }
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
}
