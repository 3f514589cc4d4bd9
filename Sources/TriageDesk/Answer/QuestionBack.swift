internal import KnowledgeBase
internal import TriageEngine

/// What to ask the caller where the text does not decide.
///
/// Of two concerns that are easily confused an editor wrote what tells them apart. For any others
/// the general question is asked, with the likeliest concerns by their titles as the first choices.
struct QuestionBack {
  /// How likely a concern must be to stand among the choices.
  private static let leastConfidence = 0.05
  private static let mostChoices = 4

  private let knowledge: KnowledgeBase
  private let written: [Concern.Clarification]

  init(_ knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    written = knowledge.clarifications
  }

  /// The question for a text that says too little.
  ///
  /// - Parameter candidates: the likeliest concerns, best first.
  func forUnclear(_ candidates: [Candidate]) -> Clarification {
    let likely = names(candidates, leastConfidence: knowledge.thresholds.suggested)
    return pair(likely) ?? general(from: [])
  }

  /// The question that tells whether a suggestion is right.
  ///
  /// - Parameter chosen: the index of the suggested concern.
  func forSuggestion(_ chosen: Int, _ candidates: [Candidate]) -> Clarification {
    let rivals = candidates.filter { $0.concern != chosen }
    let front =
      [knowledge.concerns[chosen].id] + names(rivals, leastConfidence: Self.leastConfidence)
    return pair(front) ?? general(from: front)
  }

  private func names(_ candidates: [Candidate], leastConfidence: Double) -> [String] {
    candidates.filter { $0.confidence >= leastConfidence }
      .map { knowledge.concerns[$0.concern].id }
      .filter { $0 != knowledge.unclearConcern }
  }

  /// What an editor wrote for the first two.
  private func pair(_ front: [String]) -> Clarification? {
    guard front.count >= 2 else { return nil }
    return written.first { $0.tells(front[0], from: front[1]) }.map(clarification)
  }

  private func general(from front: [String]) -> Clarification {
    var question =
      written.first { $0.between == nil }.map(clarification)
      ?? Clarification(question: "", choices: [])
    let likeliest = front.prefix(Self.mostChoices - 1).compactMap(knowledge.concern).map {
      Clarification.Choice(concern: $0.id, text: $0.title)
    }
    let others = question.choices.filter { choice in
      !likeliest.contains { $0.concern == choice.concern }
    }
    question.choices = Array((likeliest + others).prefix(Self.mostChoices))
    return question
  }

  private func clarification(_ question: Concern.Clarification) -> Clarification {
    Clarification(
      question: question.question,
      choices: question.choices.map {
        Clarification.Choice(concern: $0.concern, text: $0.text)
      })
  }
}

extension Concern.Clarification {
  /// Whether it tells these two concerns apart, in whatever order.
  fileprivate func tells(_ first: String, from second: String) -> Bool {
    guard let between, between.count == 2 else { return false }
    return between[0] == first && between[1] == second
      || between[0] == second && between[1] == first
  }
}
