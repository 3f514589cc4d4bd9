internal import KnowledgeBase

/// The answers to all concerns, for all audiences, made and written once: a batch gives each thousands
/// of times.
struct PreparedAnswers: Sendable {
  struct Prepared: Sendable {
    var answer: Answer
    /// What is told of it where it answers a further concern.
    var advice: [String]
    var json: JSONFragment
  }

  /// By concern, then by audience, the unknown one first; nil where the answer depends on the text.
  private let answers: [[Prepared?]]

  init(_ desk: TriageDesk) {
    let knowledge = desk.knowledge
    let audiences: [String?] = [nil] + knowledge.audiences.map(\.id)
    answers = knowledge.concerns.map { concern in
      audiences.map { audience in
        if case .clarify = concern.answer { return nil }
        let builder = ReplyBuilder(desk, UnsafeBufferPointer(start: nil, count: 0), audience)
        let answer = builder.answer(concern, audience, [])
        return Prepared(
          answer: answer, advice: ReplyBuilder.advice(answer), json: ReplyJSON.fragment(answer))
      }
    }
  }

  /// - Parameter audience: its place in the knowledge base; nil when unknown.
  func answer(_ concern: Int, audience: Int?) -> Prepared? {
    answers[concern][audience.map { $0 + 1 } ?? 0]
  }
}
