internal import KnowledgeBase

/// The answers to all concerns, for all audiences, made and written once: a batch and a server give each
/// thousands of times.
package struct PreparedAnswers: Sendable {
  struct Prepared: Sendable {
    var answer: Answer
    /// What is told of it where it answers a further concern.
    var advice: [String]
    var json: JSONFragment
  }

  /// Their ids; nil for the unknown one.
  private let audiences: [String?]
  /// By concern, then by audience; nil where the answer depends on the text.
  private let answers: [[Prepared?]]

  package init(_ desk: TriageDesk) {
    let knowledge = desk.knowledge
    let audiences = [nil] + knowledge.audiences.map(\.id)
    self.audiences = audiences
    answers = knowledge.concerns.map { concern in
      audiences.map { audience in
        if case .clarify = concern.answer { return nil }
        let builder = ReplyBuilder(desk, nil, audience)
        let answer = builder.answer(concern, audience, [])
        return Prepared(
          answer: answer, advice: ReplyBuilder.advice(answer), json: ReplyJSON.fragment(answer))
      }
    }
  }

  /// - Parameter audience: its id; nil when unknown.
  func answer(_ concern: Int, audience: String?) -> Prepared? {
    audiences.firstIndex(of: audience).flatMap { answers[concern][$0] }
  }
}
