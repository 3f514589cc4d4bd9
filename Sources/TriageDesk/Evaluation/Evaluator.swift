internal import Diagnostics
package import KnowledgeBase
internal import TriageEngine

/// Runs labelled questions through a desk.
package struct Evaluator {
  private let desk: TriageDesk

  package init(_ desk: TriageDesk) {
    self.desk = desk
  }

  package func evaluate(_ questions: [LabelledQuestion]) -> Evaluation {
    let concerns = desk.knowledge.concerns
    var classifier = Classifier(desk.rules)
    return Evaluation(
      outcomes: questions.map { question in
        var text = question.text
        return text.withUTF8 { bytes in
          let decision = classifier.classify(bytes)
          let place = classifier.noticePlace
          return Evaluation.Outcome(
            question: question, concern: concerns[decision.concern].id,
            confidence: decision.confidence,
            also: classifier.also(decision).map { concerns[$0.concern].id },
            audience: decision.audience.map { desk.knowledge.audiences[$0].id },
            notice: decision.notice.flatMap {
              ReplyBuilder(desk, bytes, nil).namedNotice($0, at: place)?.number
            })
        }
      })
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
