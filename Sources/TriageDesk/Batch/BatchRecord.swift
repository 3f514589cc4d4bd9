internal import TicketIO

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

  static func csv(_ row: VerdictRow, id: String) -> String {
    CSVRow.text([
      id, String(row.owner), row.concern, Decimal.text(row.confidence, places: 4),
      row.isDecided ? "true" : "false", row.also.joined(separator: " "),
      row.audience ?? "unknown", row.notice ?? "", row.answerKind, row.article ?? "",
      row.strongestRule ?? "",
    ])
  }
}
