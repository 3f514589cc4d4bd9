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

  /// The records of a block, in its order, and how many tickets each owner got.
  package func judge(_ tickets: [Ticket]) -> (text: String, owners: [String: Int]) {
    let shares = stride(from: 0, to: tickets.count, by: Self.share).map {
      tickets[$0..<min($0 + Self.share, tickets.count)]
    }
    let done = Mutex<[Int: (String, [String: Int])]>([:])
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
    var owners: [String: Int] = [:]
    for index in shares.indices {
      guard let result = results[index] else { continue }
      text += result.0
      owners.merge(result.1, uniquingKeysWith: +)
    }
    return (text, owners)
  }

  private func judge(_ tickets: ArraySlice<Ticket>, _ classifier: inout Classifier) -> (
    String, [String: Int]
  ) {
    var text = ""
    var owners: [String: Int] = [:]
    for ticket in tickets {
      let reply = MessageText.plain(ticket.text).withUnsafeBufferPointer { bytes in
        let decision = classifier.classify(bytes)
        return ReplyBuilder(desk, bytes, nil).reply(decision, &classifier)
      }
      owners[reply.concern.owner, default: 0] += 1
      text += BatchRecord.text(reply, id: ticket.id, format)
    }
    return (text, owners)
  }
}
