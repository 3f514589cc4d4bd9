package import TicketIO
internal import TriageEngine

/// Judges tickets many at a time, on several cores; the text comes out in the order of the tickets,
/// the same for any number of jobs.
package final class BatchJudge: Sendable {
  private let desk: TriageDesk
  private let record: BatchRecord
  private let jobs: Int
  private let gathersReport: Bool
  /// Only whole verdicts have answers.
  private let answers: PreparedAnswers?

  /// - Parameter gathersReport: whether `Judged.report` is filled, which costs a little.
  package init(
    _ desk: TriageDesk, _ record: BatchRecord, jobs: Int, gathersReport: Bool = false
  ) {
    self.desk = desk
    self.record = record
    self.jobs = max(jobs, 1)
    self.gathersReport = gathersReport
    answers = record.format == .ndjson ? PreparedAnswers(desk) : nil
  }

  /// What became of a block of records, in their order.
  package struct Judged: Sendable {
    /// What is to be written, UTF-8, in pieces.
    package var text: [[UInt8]] = []
    private static let pieceSize = 1 << 18
    package var tally = BatchTally()
    package var rejects: [Reject] = []
    package var report = ReportTally()

    fileprivate mutating func append(_ other: Judged) {
      // Not too small for a write each, nor copied again and again.
      if let last = text.last, last.count < Self.pieceSize {
        for piece in other.text { text[text.count - 1] += piece }
      } else {
        text += other.text
      }
      tally.add(other.tally)
      rejects += other.rejects
      report.add(other.report)
    }
  }

  /// Takes the records of a block apart and judges the tickets.
  package func judge(_ block: [RawTicket], _ parser: TicketParser) -> Judged {
    let shares = InShares.map(block, jobs: jobs, tools: { [desk] in Classifier(desk.rules) }) {
      [self]
      share, classifier in
      var judged = Judged()
      var json = JSONText()
      var csv = CSVText()
      for raw in share {
        switch parser.entry(raw) {
        case .ticket(let ticket): judge(ticket, &classifier, &judged, &json, &csv)
        case .reject(let reject):
          judged.rejects.append(reject)
          if gathersReport, !reject.isRest { judged.report.addReject(reject.reason) }
        }
      }
      judged.text = [record.format == .csv ? csv.bytes : json.bytes]
      return judged
    }
    return shares.reduce(into: Judged()) { $0.append($1) }
  }

  private func judge(
    _ ticket: Ticket, _ classifier: inout Classifier, _ judged: inout Judged,
    _ json: inout JSONText, _ csv: inout CSVText
  ) {
    let asked = AskedText(MessageText.plain(ticket.text))
    asked.bytes.withUnsafeBufferPointer { bytes in
      let decision = classifier.classify(bytes)
      let verdict: ReportTally.Verdict
      switch record.format {
      case .csv:
        let row = VerdictRow(decision, &classifier, desk, bytes)
        judged.tally.add(concern: row.concern, answer: row.answerKind, isDecided: row.isDecided)
        record.add(row, ticket, bytes, to: &csv)
        verdict = ReportTally.Verdict(
          concern: row.concern, isDecided: row.isDecided, notice: row.notice)
      case .ndjson:
        let reply = ReplyBuilder(desk, bytes, nil, leftOut: asked.leftOut, prepared: answers)
          .reply(decision, &classifier)
        judged.tally.add(
          concern: reply.concern.id, answer: reply.answer.kind, isDecided: reply.isDecided)
        record.add(reply, ticket, bytes, to: &json)
        verdict = ReportTally.Verdict(
          concern: reply.concern.id, isDecided: reply.isDecided, notice: reply.notice?.number)
      }
      if gathersReport {
        judged.report.add(verdict, id: ticket.id, created: ticket.created, bytes, desk)
      }
    }
  }
}
