internal import Diagnostics
internal import KnowledgeBase
internal import TriageEngine

extension DiagnosticCode {
  /// The threshold of a suggestion is above that of a decision.
  static let thresholdOrder = DiagnosticCode("TK0306")
}

/// Finds thresholds that leave no room: nothing could be suggested.
enum ThresholdOrder {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    let thresholds = knowledge.base.thresholds
    guard thresholds.suggested > thresholds.decided else { return }
    sink.error(
      .thresholdOrder, "from “suggested” on nothing is unclear, so it cannot be above “decided”",
      at: knowledge.base.thresholdsRange, hint: "make suggested the smaller of the two")
  }
}
