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
///
/// From whom a question comes is fitted in the same way, besides a text that does not tell: what words and
/// the rules of the audiences say, and how readily each audience asks about the concern.
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
    let seen = observations(questions, rules(weights))
    let words = weights.words
    let (concerns, audiences) = (fitConcerns(seen, &weights), fitAudiences(seen, &weights))
    weights.words = spoken(words) { word, count in
      concerns.scores(word, count)
        + audiences.scores(word, count, first: knowledge.concerns.count)
    }
    weights.further = FurtherFit.weights(knowledge, rules(weights), questions)
    return weights
  }

  private func fitConcerns(_ seen: [(LabelledQuestion, Observation)], _ weights: inout Weights)
    -> FittingModel
  {
    let index = concernNumbers
    let samples = seen.compactMap { question, seen -> FittingModel.Sample? in
      guard let label = index[question.label] else { return nil }
      return FittingModel.Sample(
        words: seen.words, wordCount: seen.wordCount, rules: seen.rules, label: label,
        right: ([question.label] + question.accept).compactMap { index[$0] },
        weight: question.label == knowledge.noConcern ? settings.neitherWeight : 1)
    }
    var model = FittingModel(
      targets: knowledge.concerns.count, words: weights.words,
      rules: knowledge.concerns.map(\.rules), settings: settings)
    model.learn(samples)
    weights.targets = knowledge.concerns.map(\.id)
    for (concern, id) in weights.targets.enumerated() {
      weights.biases[id] = model.bias(of: concern)
    }
    model.write(knowledge.concerns.flatMap(\.rules), seenIn: samples, into: &weights)
    return model
  }

  /// Besides the audiences, a text may tell of none; of that no word speaks.
  private func fitAudiences(_ seen: [(LabelledQuestion, Observation)], _ weights: inout Weights)
    -> FittingModel
  {
    let audiences = knowledge.audiences
    let index = concernNumbers
    let samples = seen.compactMap { question, seen -> FittingModel.Sample? in
      guard let stated = question.audience, let concern = index[question.label] else { return nil }
      let label = audiences.firstIndex { $0.id == stated } ?? audiences.count
      return FittingModel.Sample(
        words: seen.words, wordCount: seen.wordCount, rules: seen.audienceRules, kind: concern,
        label: label, right: [label])
    }
    var model = FittingModel(
      targets: audiences.count + 1, silent: audiences.count, kinds: knowledge.concerns.count,
      words: weights.words, rules: audiences.map(\.rules), settings: settings)
    guard !samples.isEmpty else { return model }
    model.learn(samples)
    for (audience, id) in audiences.map(\.id).enumerated() {
      weights.targets.append("audience/" + id)
      for kind in Set(samples.map(\.kind)) {
        let concern = knowledge.concerns[kind]
        weights.audiences.asking[id, default: [:]][concern.id] =
          model.bias(of: audience, kind: kind)
          - AudienceWeights.unfitted(isUsual: concern.audience == id)
      }
    }
    model.write(audiences.flatMap(\.rules), seenIn: samples, into: &weights)
    return model
  }

  private var concernNumbers: [String: Int] {
    Dictionary(uniqueKeysWithValues: knowledge.concerns.enumerated().map { ($1.id, $0) })
  }

  /// The words that say something, alone or in a pair.
  private func spoken(
    _ all: WordWeights, _ scores: (_ word: Int, _ count: Int) -> [WordWeights.Score]
  ) -> WordWeights {
    let space = UInt8(ascii: " ")
    let said = all.indices.map { scores($0, all.count($0)) }
    var inPairs: Set<ArraySlice<UInt8>> = []
    for word in all.indices where all.letters(word).contains(space) && !said[word].isEmpty {
      inPairs.formUnion(all.letters(word).split(separator: space))
    }
    var spoken = WordWeights()
    for word in all.indices {
      guard !said[word].isEmpty || inPairs.contains(all.letters(word)) else { continue }
      spoken.append(all.letters(word), count: all.count(word), scores: said[word])
    }
    return spoken
  }

  private func rules(_ weights: Weights) -> RuleSet {
    var book = knowledge.ruleBook
    book.weights = weights
    var sink = DiagnosticSink()
    return RuleSet(book, into: &sink)
  }

  private func observations(_ questions: [LabelledQuestion], _ rules: RuleSet)
    -> [(LabelledQuestion, Observation)]
  {
    var classifier = Classifier(rules)
    return questions.map { question in
      _ = classifier.classify(AskedText(question.text))
      return (question, classifier.observation)
    }
  }
}
