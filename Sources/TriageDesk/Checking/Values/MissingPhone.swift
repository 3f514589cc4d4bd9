internal import Diagnostics
internal import KnowledgeBase

extension DiagnosticCode {
  /// A channel that says to call and gives no number.
  static let missingPhone = DiagnosticCode("TK0307")
}

/// Finds channels of the kind `phone` without a number.
enum MissingPhone {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    for channel in knowledge.base.desks.flatMap(\.channels)
    where channel.kind == .phone && channel.phone == nil {
      sink.error(
        .missingPhone, "the channel “\(channel.id)” says to call and has no phone",
        at: channel.range,
        hint: "add phone=\"…\"; for the number on the caller's letter use kind=\"notice-phone\"")
    }
  }
}
