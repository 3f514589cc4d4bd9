internal import Dispatch
internal import Synchronization
package import TicketIO
internal import TriageEngine

/// Judges tickets many at a time, on several cores; the text comes out in the order of the tickets,
/// the same for any number of jobs.
package final class BatchJudge: Sendable {
  /// How many tickets are judged in one go.
  package static let blockSize = 4_096
  private static let share = 64

  private let desk: TriageDesk
  private let format: BatchRecord.Format
  private let jobs: Int

  package init(_ desk: TriageDesk, format: BatchRecord.Format, jobs: Int) {
    self.desk = desk
    self.format = format
    self.jobs = max(jobs, 1)
  }

  /// The records of a block, in its order, and where its tickets went.
  package func judge(_ tickets: [Ticket]) -> (text: String, tally: BatchTally) {
    let shares = stride(from: 0, to: tickets.count, by: Self.share).map {
      tickets[$0..<min($0 + Self.share, tickets.count)]
    }
    let done = Mutex<[Int: (text: String, tally: BatchTally)]>([:])
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(jobs, max(shares.count, 1))) { _ in
      var classifier = Classifier(desk.rules)
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < shares.count else { return }
        let result = judge(shares[index], &classifier)
        done.withLock { $0[index] = result }
      }
    }
    let results = done.withLock { $0 }
    var text = ""
    var tally = BatchTally()
    for index in shares.indices {
      guard let result = results[index] else { continue }
      text += result.text
      tally.add(result.tally)
    }
    return (text, tally)
  }

  private func judge(_ tickets: ArraySlice<Ticket>, _ classifier: inout Classifier) -> (
    text: String, tally: BatchTally
  ) {
    var text = ""
    var tally = BatchTally()
    for ticket in tickets {
      MessageText.plain(ticket.text).withUnsafeBufferPointer { bytes in
        let decision = classifier.classify(bytes)
        let row = VerdictRow(decision, &classifier, desk, bytes)
        tally.add(concern: row.concern, answer: row.answerKind, isDecided: row.isDecided)
        switch format {
        case .csv: text += BatchRecord.csv(row, ticket)
        case .ndjson:
          let reply = ReplyBuilder(desk, bytes, nil).reply(decision, &classifier)
          text += ReplyJSON.text(reply, id: ticket.id)
        }
      }
    }
    return (text, tally)
  }
}
