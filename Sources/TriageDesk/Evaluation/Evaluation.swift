internal import KnowledgeBase

/// How right verdicts were on labelled questions.
package struct Evaluation: Sendable {
  /// What became of each question, in their order.
  package var outcomes: [Outcome]

  package init(outcomes: [Outcome]) {
    self.outcomes = outcomes
  }

  package struct Outcome: Sendable {
    package var question: LabelledQuestion
    package var concern: String
    package var confidence: Double
    package var also: [String]
    package var audience: String?
    package var notice: String?

    /// Whether the concern is the label, or accepted in its place.
    package var isRight: Bool { question.accepts(concern) }

    package var isOwnerRight: Bool {
      ([question.label] + question.accept).contains {
        Concern.owner(of: $0) == Concern.owner(of: concern)
      }
    }

    /// The label that counts as true: the verdict where it is accepted, otherwise the label itself.
    var truth: String { isRight ? concern : question.label }
  }

  /// How well one label is told from the others.
  package struct LabelScore: Sendable, Hashable {
    package var label: String
    /// How many questions have it.
    package var support: Int
    package var precision: Double
    package var recall: Double

    /// The harmonic mean of precision and recall.
    package var f1: Double {
      precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }
  }

  /// The share of questions for which `condition` holds; 0 of none.
  private func share(_ condition: (Outcome) -> Bool) -> Double {
    outcomes.isEmpty ? 0 : Double(outcomes.count(where: condition)) / Double(outcomes.count)
  }

  package var ownerAccuracy: Double { share(\.isOwnerRight) }

  package var concernAccuracy: Double { share(\.isRight) }

  /// Right only where the label itself was given.
  package var strictAccuracy: Double { share { $0.concern == $0.question.label } }

  /// The share of questions that a desk other than “other” was given.
  package var ownedShare: Double { share { Concern.owner(of: $0.concern) != "other" } }

  /// By label, in order of the alphabet.
  package var labels: [LabelScore] {
    var truths: [String: Int] = [:]
    var given: [String: Int] = [:]
    var right: [String: Int] = [:]
    for outcome in outcomes {
      truths[outcome.truth, default: 0] += 1
      given[outcome.concern, default: 0] += 1
      if outcome.isRight { right[outcome.concern, default: 0] += 1 }
    }
    return Set(truths.keys).union(given.keys).sorted().map { label in
      let hits = Double(right[label] ?? 0)
      return LabelScore(
        label: label, support: truths[label] ?? 0,
        precision: hits / Double(max(given[label] ?? 0, 1)),
        recall: hits / Double(max(truths[label] ?? 0, 1)))
    }
  }

  /// The mean of F1 over the labels that any question has.
  package var macroF1: Double {
    let scores = labels.filter { $0.support > 0 }
    return scores.isEmpty ? 0 : scores.reduce(0) { $0 + $1.f1 } / Double(scores.count)
  }

  /// Of the verdicts with at least that confidence: how many are right, and what share of all they
  /// are.
  package func precision(at confidence: Double) -> (precision: Double, coverage: Double) {
    let sure = outcomes.filter { $0.confidence >= confidence }
    guard !sure.isEmpty else { return (1, 0) }
    return (
      Double(sure.count(where: \.isRight)) / Double(sure.count),
      Double(sure.count) / Double(outcomes.count)
    )
  }

  /// The mean distance between confidence and being right, over ten bins of confidence (expected
  /// calibration error; Naeini, Cooper and Hauskrecht, 2015).
  package var calibrationError: Double {
    var sum = 0.0
    for bin in 0..<10 {
      let inside = outcomes.filter { min(Int($0.confidence * 10), 9) == bin }
      guard !inside.isEmpty else { continue }
      let right = Double(inside.count(where: \.isRight))
      let confidence = inside.reduce(0) { $0 + $1.confidence }
      sum += abs(right - confidence)
    }
    return outcomes.isEmpty ? 0 : sum / Double(outcomes.count)
  }

  /// Of the further concerns that people asked about, the share that was named; and of those that
  /// were named, the share that was asked about or would have been accepted.
  package var also: (recall: Double, precision: Double) {
    var wanted = 0
    var found = 0
    var named = 0
    var right = 0
    for outcome in outcomes {
      let given = outcome.also + [outcome.concern]
      wanted += outcome.question.also.count
      found += outcome.question.also.count { given.contains($0) }
      named += outcome.also.count
      let fair = outcome.question.also + outcome.question.accept + [outcome.question.label]
      right += outcome.also.count { fair.contains($0) }
    }
    return (Double(found) / Double(max(wanted, 1)), Double(right) / Double(max(named, 1)))
  }

  /// The share of questions with a known audience or none that were told so.
  package var audienceAccuracy: Double {
    let known = outcomes.filter { $0.question.audience != nil }
    guard !known.isEmpty else { return 0 }
    return Double(known.count { $0.question.audience == $0.audience ?? "unknown" })
      / Double(known.count)
  }

  /// Of the questions that name a notice, the share for which that one was found; and how often one
  /// was found where none is.
  package var notices: (recall: Double, falseAlarms: Int) {
    let naming = outcomes.filter { $0.question.notice != nil }
    let found = naming.count { $0.question.notice == $0.notice }
    let alarms = outcomes.count { $0.question.notice == nil && $0.notice != nil }
    return (Double(found) / Double(max(naming.count, 1)), alarms)
  }
}
