internal import Diagnostics
internal import KnowledgeBase
internal import TriageEngine

extension DiagnosticCode {
  /// A concern that no rule recognises.
  static let unrecognisedConcern = DiagnosticCode("TK1004")
  /// The concern of unclear texts has no question that is always right.
  static let noGeneralQuestion = DiagnosticCode("TK1005")
}

/// Finds concerns without a rule that speaks for them.
enum UnrecognisedConcern {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    for concern in knowledge.base.concerns
    where concern.id != knowledge.base.unclearConcern
      && !concern.rules.contains(where: { $0.weight != nil })
    {
      sink.warning(
        .unrecognisedConcern, "no rule speaks for this concern", at: concern.range,
        hint: "add a <match> for what people write")
    }
  }
}

/// Finds an unclear concern that would have nothing to ask when none of its particular questions fits.
enum NoGeneralQuestion {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    guard let concern = knowledge.base.concern(knowledge.base.unclearConcern),
      !concern.hasGeneralQuestion
    else { return }
    sink.warning(
      .noGeneralQuestion, "this concern is for what is unclear, and has no question for all cases",
      at: concern.range, hint: "add a <clarify> without “between”")
  }
}

extension Concern {
  fileprivate var hasGeneralQuestion: Bool {
    guard case .clarify(let questions) = answer else { return false }
    return questions.contains { $0.between == nil }
  }
}
