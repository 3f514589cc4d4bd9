/// How many tickets of a batch went where.
package struct BatchTally: Sendable, Hashable, Codable {
  /// Tickets by the id of their concern.
  package private(set) var concerns: [String: Int] = [:]
  /// Tickets by the kind of their answer.
  package private(set) var answers: [AnswerKind: Int] = [:]
  /// Tickets whose verdict is sure enough to act on.
  package private(set) var decided = 0
  package private(set) var tickets = 0

  package init() {}

  mutating func add(concern: String, answer: AnswerKind, isDecided: Bool) {
    concerns[concern, default: 0] += 1
    answers[answer, default: 0] += 1
    if isDecided { decided += 1 }
    tickets += 1
  }

  package mutating func add(_ other: BatchTally) {
    concerns.merge(other.concerns, uniquingKeysWith: +)
    answers.merge(other.answers, uniquingKeysWith: +)
    decided += other.decided
    tickets += other.tickets
  }
}
