internal import KnowledgeBase
internal import TicketIO
internal import TriageEngine

/// Fits how likely it is that a text asks about a further concern, once it is known what rules say.
///
/// Logistic regression over the concerns besides the one decided on that rules speak for (Platt, 1999,
/// with a bias for each concern): what the rules say, which concern it is, which one was decided on.
/// Each round takes a step of Newton's on each number by itself, with the largest curvature that there can
/// be (Böhning and Lindsay, 1988); as four numbers meet in a sample, a fourth of the step is taken. So no
/// step goes too far, whatever the questions are.
struct FurtherFit {
  private struct Sample {
    var first: Int
    var further: Int
    var said: Double
    var isAsked: Bool
  }

  /// A number that is fitted, with its slope and curvature in the present round.
  private struct Parameter {
    var value: Double
    /// How strongly it is drawn to zero.
    var decay: Double
    private var slope = 0.0
    private var curvature = 0.0

    init(_ value: Double = 0, decay: Double = 1) {
      self.value = value
      self.decay = decay
    }

    mutating func see(_ error: Double, times factor: Double = 1) {
      slope += error * factor
      curvature += factor * factor / 4
    }

    mutating func step() {
      value -= 0.25 * (slope + decay * value) / (curvature + decay)
      (slope, curvature) = (0, 0)
    }
  }

  private static let rounds = 2000

  private var scale = Parameter(1, decay: 0)
  private var bias = Parameter(decay: 0)
  private var also: [Parameter]
  private var besides: [Parameter]

  private init(_ samples: [Sample], concerns: Int) {
    also = Array(repeating: Parameter(), count: concerns)
    besides = also
    for _ in 0..<Self.rounds {
      for sample in samples { learn(sample) }
      scale.step()
      bias.step()
      for concern in 0..<concerns {
        also[concern].step()
        besides[concern].step()
      }
    }
  }

  private mutating func learn(_ sample: Sample) {
    let odds = Exponential.of(
      scale.value * sample.said + bias.value + also[sample.further].value
        + besides[sample.first].value)
    let chance = odds / (1 + odds)
    let error = chance - (sample.isAsked ? 1 : 0)
    scale.see(error, times: sample.said)
    bias.see(error)
    also[sample.further].see(error)
    besides[sample.first].see(error)
  }

  /// - Parameter rules: with fitted weights, but for these.
  static func weights(
    _ knowledge: KnowledgeBase, _ rules: RuleSet, _ questions: [LabelledQuestion]
  ) -> FurtherWeights {
    let samples = samples(knowledge, rules, questions)
    var further = FurtherWeights()
    // Without both kinds there is nothing to tell apart.
    guard samples.contains(where: \.isAsked), samples.contains(where: { !$0.isAsked }) else {
      return further
    }
    let fit = FurtherFit(samples, concerns: knowledge.concerns.count)
    further.scale = max(fit.scale.value, 0.01)
    let neither = [knowledge.noConcern, knowledge.unclearConcern]
    for (concern, id) in knowledge.concerns.map(\.id).enumerated() where !neither.contains(id) {
      further.also[id] = fit.bias.value + fit.also[concern].value
      further.besides[id] = fit.besides[concern].value
    }
    return further
  }

  private static func samples(
    _ knowledge: KnowledgeBase, _ rules: RuleSet, _ questions: [LabelledQuestion]
  ) -> [Sample] {
    var classifier = Classifier(rules)
    var samples: [Sample] = []
    for question in questions {
      let decision = classifier.classify(AskedText(question.text))
      for spoken in classifier.spokenBesides(decision) {
        let id = knowledge.concerns[spoken.concern].id
        let isAsked = question.also.contains(id)
        // Where the decision is wrong, what is right is no further concern.
        guard isAsked || id != question.label && !question.accept.contains(id) else { continue }
        samples.append(
          Sample(
            first: decision.concern, further: spoken.concern, said: spoken.said, isAsked: isAsked))
      }
    }
    return samples
  }
}
