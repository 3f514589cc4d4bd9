internal import KnowledgeBase
internal import TicketIO
internal import TriageEngine

/// Writes the verdict on one ticket of a batch; message text stays out.
package enum BatchRecord {
  package enum Format: String, Sendable, CaseIterable {
    case csv, ndjson
  }

  /// The columns of the CSV.
  package static let header = CSVRow.text([
    "id", "owner", "concern", "confidence", "decided", "also", "audience", "notice",
    "answer_kind", "article", "rule",
  ])

  static func text(_ reply: Reply, id: String, _ format: Format) -> String {
    switch format {
    case .csv: csv(reply, id)
    case .ndjson: ReplyJSON.text(reply, id: id)
    }
  }

  private static func csv(_ reply: Reply, _ id: String) -> String {
    let article: String? =
      switch reply.answer {
      case .steps(let procedure): procedure.article
      case .referral(let referral): referral.procedure.article
      case .clarify, .none: nil
      }
    let rules = reply.evidence.filter { $0.target == reply.concern.id }
    let strongest = rules.max { ($0.weight ?? 0) < ($1.weight ?? 0) }
    return CSVRow.text([
      id, reply.concern.owner, reply.concern.id, Decimal.text(reply.confidence, places: 4),
      reply.isDecided ? "true" : "false", reply.also.map(\.concern.id).joined(separator: " "),
      reply.audience ?? "unknown", reply.notice?.number ?? "", reply.answer.kind, article ?? "",
      strongest?.rule ?? "",
    ])
  }
}
