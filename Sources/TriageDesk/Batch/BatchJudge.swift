internal import Dispatch
internal import Synchronization
package import TicketIO
internal import TriageEngine

/// Judges tickets many at a time, on several cores; the text comes out in the order of the tickets,
/// the same for any number of jobs.
package final class BatchJudge: Sendable {
  /// How many tickets are judged in one go; fewer where they have this many bytes together.
  package static let blockSize = 4_096
  package static let blockByteSize = 8 << 20
  private static let share = 64

  private let desk: TriageDesk
  private let format: BatchRecord.Format
  private let jobs: Int

  package init(_ desk: TriageDesk, format: BatchRecord.Format, jobs: Int) {
    self.desk = desk
    self.format = format
    self.jobs = max(jobs, 1)
  }

  /// What became of a block of records, in their order.
  package struct Judged: Sendable {
    package var text = ""
    package var tally = BatchTally()
    package var rejects: [Reject] = []

    fileprivate mutating func append(_ other: Judged) {
      text += other.text
      tally.add(other.tally)
      rejects += other.rejects
    }
  }

  /// Takes the records of a block apart and judges the tickets.
  package func judge(_ block: [RawTicket], _ parser: TicketParser) -> Judged {
    let shares = stride(from: 0, to: block.count, by: Self.share).map {
      block[$0..<min($0 + Self.share, block.count)]
    }
    let done = Mutex<[Int: Judged]>([:])
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(jobs, max(shares.count, 1))) { _ in
      var classifier = Classifier(desk.rules)
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < shares.count else { return }
        var judged = Judged()
        for raw in shares[index] {
          switch parser.entry(raw) {
          case .ticket(let ticket): judge(ticket, &classifier, &judged)
          case .reject(let reject): judged.rejects.append(reject)
          }
        }
        done.withLock { [judged] in $0[index] = judged }
      }
    }
    let results = done.withLock { $0 }
    var all = Judged()
    for index in shares.indices {
      if let judged = results[index] { all.append(judged) }
    }
    return all
  }

  private func judge(
    _ ticket: Ticket, _ classifier: inout Classifier, _ judged: inout Judged
  ) {
    MessageText.plain(ticket.text).withUnsafeBufferPointer { bytes in
      let decision = classifier.classify(bytes)
      switch format {
      case .csv:
        let row = VerdictRow(decision, &classifier, desk, bytes)
        judged.tally.add(concern: row.concern, answer: row.answerKind, isDecided: row.isDecided)
        judged.text += BatchRecord.csv(row, ticket)
      case .ndjson:
        let reply = ReplyBuilder(desk, bytes, nil).reply(decision, &classifier)
        judged.tally.add(
          concern: reply.concern.id, answer: reply.answer.kind, isDecided: reply.isDecided)
        judged.text += ReplyJSON.text(reply, id: ticket.id)
      }
    }
  }
}
