internal import Diagnostics
package import KnowledgeBase
internal import Redaction
internal import TicketIO
internal import TriageEngine

/// Runs labelled questions through a desk.
package struct Evaluator {
  private let desk: TriageDesk

  package init(_ desk: TriageDesk) {
    self.desk = desk
  }

  package func evaluate(_ questions: [LabelledQuestion]) -> Evaluation {
    var classifier = Classifier(desk.rules)
    return Evaluation(
      outcomes: questions.map { question in
        outcome(question, AskedText(question.text), &classifier)
      })
  }

  private func outcome(
    _ question: LabelledQuestion, _ asked: AskedText, _ classifier: inout Classifier
  ) -> Evaluation.Outcome {
    let concerns = desk.knowledge.concerns
    let decision = classifier.classify(asked)
    let place = classifier.noticePlace
    let builder = ReplyBuilder(desk, asked, nil)
    var outcome = Evaluation.Outcome(
      question: question, concern: concerns[decision.concern].id,
      confidence: decision.confidence,
      also: classifier.also(decision).map { concerns[$0.concern].id },
      audience: decision.audience.map { desk.knowledge.audiences[$0].id },
      notice: decision.notice.flatMap { builder.namedNotice($0, at: place)?.number })
    if !outcome.isRight {
      outcome.reasons = reasons(builder.reply(decision, &classifier), question, &classifier)
    }
    return outcome
  }

  private func reasons(
    _ reply: Reply, _ question: LabelledQuestion, _ classifier: inout Classifier
  ) -> MissReasons {
    let label = desk.knowledge.concerns.firstIndex { $0.id == question.label }
    return MissReasons(
      question: desk.redaction.redacted(question.text).collapsed,
      rules: reply.evidence, words: reply.words,
      labelWords: label.map { classifier.words(for: $0, limit: 6) } ?? [],
      labelConfidence: classifier.candidates(64).first { $0.concern == label }?.confidence)
  }
}

extension KnowledgeBase {
  /// The examples of all concerns, and what they are counterexamples to, as labelled questions.
  package var labelledExamples: [LabelledQuestion] {
    concerns.flatMap { concern in
      (concern.examples + concern.counterexamples).map {
        LabelledQuestion(
          id: "\($0.range.file):\($0.range.start.line)", text: $0.text, label: $0.concern)
      }
    }
  }
}
