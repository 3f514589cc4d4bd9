internal import TicketIO

/// Writes the verdict on one ticket of a batch; message text stays out.
package enum BatchRecord {
  package enum Format: String, Sendable, CaseIterable {
    case csv, ndjson
  }

  private static let columns = [
    "owner", "concern", "confidence", "decided", "also", "audience", "notice", "answer_kind",
    "article", "rule",
  ]

  /// The first row of the CSV.
  ///
  /// - Parameter appendedTo: the columns of an export to which the verdicts are appended; nil for
  ///   the ids and the verdicts alone.
  package static func header(appendedTo export: [String]? = nil) -> String {
    CSVRow.text(export.map { $0 + columns.map { "triage_" + $0 } } ?? ["id"] + columns)
  }

  /// A row of the CSV: the ticket's own cells, where they were kept, or its id; then the verdict.
  static func csv(_ row: VerdictRow, _ ticket: Ticket) -> String {
    CSVRow.text(
      (ticket.cells.isEmpty ? [ticket.id] : ticket.cells) + [
        row.owner, row.concern, Decimal.text(row.confidence, places: 4),
        row.isDecided ? "true" : "false", row.also.joined(separator: " "),
        row.audience ?? "unknown", row.notice ?? "", row.answerKind.rawValue, row.article ?? "",
        row.strongestRule ?? "",
      ])
  }
}
