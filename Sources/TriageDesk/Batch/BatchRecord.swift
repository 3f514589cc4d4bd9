package import Redaction
internal import TicketIO

/// How a batch writes its verdicts, and what of the export goes with them.
package struct BatchRecord: Sendable {
  package enum Format: String, Sendable, CaseIterable {
    case csv, ndjson
  }

  package let format: Format
  /// Whether each verdict has the words that were judged with it; without, message text stays out.
  private let includesText: Bool
  /// What labels personal data in these words, and in the cells that are kept; nil to leave it in.
  private let textRedaction: Redaction?
  private let cellRedaction: Redaction?

  /// - Parameters:
  ///   - includesText: whether the text that was judged is written.
  ///   - redaction: labels the personal data in it.
  ///   - redactsText: whether that is done; nil for what it is usually: done to the text, and not to
  ///     the cells of an export, which are the export's own.
  package init(
    _ format: Format, includesText: Bool = false, redaction: Redaction? = nil,
    redactsText: Bool? = nil
  ) {
    self.format = format
    self.includesText = includesText
    textRedaction = redactsText ?? true ? redaction : nil
    cellRedaction = redactsText ?? false ? redaction : nil
  }

  private static let columns = [
    "owner", "concern", "confidence", "decided", "also", "audience", "notice", "answer_kind",
    "article", "rule",
  ]

  /// The first row of the CSV.
  ///
  /// - Parameter appendedTo: the columns of an export to which the verdicts are appended; nil for
  ///   the ids and the verdicts alone.
  package func header(appendedTo export: [String]? = nil) -> String {
    let own = includesText ? ["id", "text"] : ["id"]
    return CSVText.row(
      export.map { $0 + Self.columns.map { "triage_" + $0 } } ?? own + Self.columns)
  }

  /// Adds a row of the CSV: the ticket's own cells, where they were kept, or its id; then the verdict.
  ///
  /// - Parameter text: the words that were judged.
  func add(
    _ row: VerdictRow, _ ticket: Ticket, _ text: [UInt8], to csv: inout CSVText
  ) {
    if ticket.cells.isEmpty { csv.add(ticket.id) }
    for cell in ticket.cells {
      // The id is what a ticket is found by.
      csv.add(cell == ticket.id ? cell : cellRedaction?.redacted(cell) ?? cell)
    }
    if let text = written(text) { csv.add(text) }
    csv.add(row.owner)
    csv.add(row.concern)
    csv.add(Decimal.text(row.confidence, places: 4))
    csv.add(row.isDecided ? "true" : "false")
    csv.add(row.also.joined(separator: " "))
    csv.add(row.audience ?? "unknown")
    csv.add(row.notice ?? "")
    csv.add(row.answerKind.rawValue)
    csv.add(row.article ?? "")
    csv.add(row.strongestRule ?? "")
    csv.endRow()
  }

  /// Adds a line with the whole verdict.
  func add(
    _ reply: Reply, _ ticket: Ticket, _ text: [UInt8], to json: inout JSONText
  ) {
    ReplyJSON.write(reply, id: ticket.id, text: written(text), &json)
    json.endLine()
  }

  private func written(_ text: [UInt8]) -> String? {
    guard includesText else { return nil }
    return textRedaction.map { RedactedText(text, $0).text }
      ?? String(decoding: text, as: UTF8.self)
  }
}
