internal import Diagnostics
internal import KnowledgeBase

extension DiagnosticCode {
  /// An answer whose article says nothing to do.
  static let emptyAnswer = DiagnosticCode("TK1002")
  /// An answer that has steps for one audience and none for another.
  static let audienceWithoutSteps = DiagnosticCode("TK1003")
}

/// Finds answers whose article has neither steps nor anything else to say, or no steps for one of the
/// audiences.
enum EmptyAnswer {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    for concern in knowledge.base.concerns {
      guard let reference = concern.answer.article,
        let article = knowledge.base.articles[reference.path]
      else { continue }
      if article.steps.isEmpty, article.points.isEmpty {
        sink.warning(
          .emptyAnswer, "the article “\(article.path)” has no steps and nothing else to say",
          at: reference.range, hint: "write its steps",
          notes: [Diagnostic.Note("the article", at: article.range)])
      }
      guard !article.steps.isEmpty else { continue }
      for audience in knowledge.base.audiences
      where !article.steps.contains(where: { $0.audience == nil || $0.audience == audience.id }) {
        sink.warning(
          .audienceWithoutSteps,
          "the article “\(article.path)” has no steps for the audience “\(audience.id)”",
          at: reference.range,
          hint: "write steps for it, or ones without an audience, even if only a referral",
          notes: [Diagnostic.Note("the article", at: article.range)])
      }
    }
  }
}
