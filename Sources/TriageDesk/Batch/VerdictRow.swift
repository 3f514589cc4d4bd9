internal import KnowledgeBase
internal import TicketIO
internal import TriageEngine

/// What a row of a batch says about one ticket: less than a reply, so that no answer is written out
/// for a million of them.
struct VerdictRow {
  let owner: String
  let concern: String
  let confidence: Double
  let isDecided: Bool
  let also: [String]
  let audience: String?
  let notice: String?
  let answerKind: AnswerKind
  let article: String?
  let strongestRule: String?

  init(
    _ decision: Decision, _ classifier: inout Classifier, _ desk: TriageDesk,
    _ asked: AskedText
  ) {
    // No concern by a name of its own: a copy would count all its parts.
    let concerns = desk.knowledge.concerns
    owner = concerns[decision.concern].owner
    concern = concerns[decision.concern].id
    confidence = decision.confidence
    isDecided = decision.isDecided
    also = classifier.also(decision).map { concerns[$0.concern].id }
    audience = decision.audience.map { desk.knowledge.audiences[$0].id }
    let place = classifier.noticePlace
    notice = decision.notice.flatMap {
      ReplyBuilder(desk, asked, nil).namedNotice($0, at: place)?.number
    }
    let answer = concerns[decision.concern].answer
    (answerKind, article) = (answer.kind, answer.article?.path)
    strongestRule = classifier.strongestRule(for: decision.concern).map { desk.rules.rule($0).id }
  }
}
