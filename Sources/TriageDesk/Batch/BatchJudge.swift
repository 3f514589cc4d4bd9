package import TicketIO
internal import TriageEngine

/// Judges tickets many at a time, on several cores; the text comes out in the order of the tickets,
/// the same for any number of jobs.
package final class BatchJudge: Sendable {
  private let desk: TriageDesk
  private let format: BatchRecord.Format
  private let jobs: Int
  private let gathersReport: Bool

  /// - Parameter gathersReport: whether `Judged.report` is filled, which costs a little.
  package init(
    _ desk: TriageDesk, format: BatchRecord.Format, jobs: Int, gathersReport: Bool = false
  ) {
    self.gathersReport = gathersReport
    self.desk = desk
    self.format = format
    self.jobs = max(jobs, 1)
  }

  /// What became of a block of records, in their order.
  package struct Judged: Sendable {
    package var text = ""
    package var tally = BatchTally()
    package var rejects: [Reject] = []
    package var report = ReportTally()

    fileprivate mutating func append(_ other: Judged) {
      text += other.text
      tally.add(other.tally)
      rejects += other.rejects
      report.add(other.report)
    }
  }

  /// Takes the records of a block apart and judges the tickets.
  package func judge(_ block: [RawTicket], _ parser: TicketParser) -> Judged {
    let shares = InShares.map(block, jobs: jobs, tools: { Classifier(desk.rules) }) {
      share, classifier in
      var judged = Judged()
      for raw in share {
        switch parser.entry(raw) {
        case .ticket(let ticket): judge(ticket, &classifier, &judged)
        case .reject(let reject):
          judged.rejects.append(reject)
          if gathersReport { judged.report.addReject(reject.reason) }
        }
      }
      return judged
    }
    return shares.reduce(into: Judged()) { $0.append($1) }
  }

  private func judge(
    _ ticket: Ticket, _ classifier: inout Classifier, _ judged: inout Judged
  ) {
    MessageText.plain(ticket.text).withUnsafeBufferPointer { bytes in
      let decision = classifier.classify(bytes)
      let verdict: ReportTally.Verdict
      switch format {
      case .csv:
        let row = VerdictRow(decision, &classifier, desk, bytes)
        judged.tally.add(concern: row.concern, answer: row.answerKind, isDecided: row.isDecided)
        judged.text += BatchRecord.csv(row, ticket)
        verdict = ReportTally.Verdict(
          concern: row.concern, isDecided: row.isDecided, notice: row.notice)
      case .ndjson:
        let reply = ReplyBuilder(desk, bytes, nil).reply(decision, &classifier)
        judged.tally.add(
          concern: reply.concern.id, answer: reply.answer.kind, isDecided: reply.isDecided)
        judged.text += ReplyJSON.text(reply, id: ticket.id)
        verdict = ReportTally.Verdict(
          concern: reply.concern.id, isDecided: reply.isDecided, notice: reply.notice?.number)
      }
      if gathersReport {
        judged.report.add(verdict, id: ticket.id, created: ticket.created, bytes, desk)
      }
    }
  }
}
