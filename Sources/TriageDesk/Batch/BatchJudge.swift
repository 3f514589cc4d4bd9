package import TicketIO
internal import TriageEngine

/// Judges tickets, a block at a time; several threads may do so at once.
package final class BatchJudge: Sendable {
  private let desk: TriageDesk
  private let record: BatchRecord
  private let gathersReport: Bool
  /// Only whole verdicts have answers.
  private let answers: PreparedAnswers?

  /// - Parameter gathersReport: whether `Judged.report` is filled, which costs a little.
  package init(_ desk: TriageDesk, _ record: BatchRecord, gathersReport: Bool = false) {
    self.desk = desk
    self.record = record
    self.gathersReport = gathersReport
    answers = record.format == .ndjson ? PreparedAnswers(desk) : nil
  }

  /// What became of a block of records, in their order.
  package struct Judged: Sendable {
    /// What is to be written, UTF-8, in pieces.
    package var text: [[UInt8]] = []
    package var tally = BatchTally()
    package var rejects: [Reject] = []
    package var report = ReportTally()
  }

  /// What is longer than that is written before the block ends, and not copied again and again.
  private static let pieceSize = 1 << 17

  /// Takes the records of a block apart and judges the tickets.
  package func judge(_ block: [RawTicket], _ parser: TicketParser) -> Judged {
    var classifier = Classifier(desk.rules)
    var judged = Judged()
    var json = JSONText()
    var csv = CSVText()
    for raw in block {
      switch parser.entry(raw) {
      case .ticket(let ticket):
        judge(ticket, &classifier, &judged, &json, &csv)
        if json.bytes.count >= Self.pieceSize {
          judged.text.append(json.bytes)
          json = JSONText()
        }
      case .reject(let reject):
        judged.rejects.append(reject)
        if gathersReport, !reject.isRest { judged.report.addReject(reject.reason) }
      }
    }
    judged.text.append(record.format == .csv ? csv.bytes : json.bytes)
    return judged
  }

  private func judge(
    _ ticket: Ticket, _ classifier: inout Classifier, _ judged: inout Judged,
    _ json: inout JSONText, _ csv: inout CSVText
  ) {
    let asked = AskedText(ticket.texts)
    let decision = classifier.classify(asked)
    let verdict: ReportTally.Verdict
    switch record.format {
    case .csv:
      let row = VerdictRow(decision, &classifier, desk, asked)
      judged.tally.add(concern: row.concern, answer: row.answerKind, isDecided: row.isDecided)
      record.add(row, ticket, asked.bytes, to: &csv)
      verdict = ReportTally.Verdict(
        concern: row.concern, isDecided: row.isDecided, notice: row.notice)
    case .ndjson:
      let reply = ReplyBuilder(desk, asked, nil, prepared: answers).reply(decision, &classifier)
      judged.tally.add(
        concern: reply.concern.id, answer: reply.answer.kind, isDecided: reply.isDecided)
      record.add(reply, ticket, asked.bytes, to: &json)
      verdict = ReportTally.Verdict(
        concern: reply.concern.id, isDecided: reply.isDecided, notice: reply.notice?.number)
    }
    if gathersReport {
      judged.report.add(verdict, id: ticket.id, created: ticket.created, asked.bytes, desk)
    }
  }
}
