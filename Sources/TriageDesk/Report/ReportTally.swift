internal import KnowledgeBase
internal import Redaction
internal import TriageEngine

/// What a report tells of a batch: gathered ticket by ticket, in memory that does not grow with them,
/// and the same in whatever order parts are put together.
package struct ReportTally: Sendable, Hashable, Codable {
  /// By the id of the concern.
  package private(set) var concerns: [String: Outcome] = [:]
  package private(set) var dates = DateTally()
  /// Tickets by the number of the notice that they name first.
  package private(set) var notices: [String: Int] = [:]
  package private(set) var gaps = GapSample()
  /// Records that could not be read, by the reason.
  package private(set) var rejects: [String: Int] = [:]

  package struct Outcome: Sendable, Hashable, Codable {
    package fileprivate(set) var tickets = 0
    package fileprivate(set) var decided = 0
  }

  package init() {}

  package var tickets: Int { concerns.reduce(0) { $0 + $1.value.tickets } }

  package var rejected: Int { rejects.reduce(0) { $0 + $1.value } }

  // MARK: Gathering

  /// A verdict, as far as a report tells of it.
  struct Verdict {
    var concern: String
    var isDecided: Bool
    var notice: String?
  }

  /// - Parameters:
  ///   - text: what was judged, UTF-8.
  ///   - created: the date as the export writes it.
  mutating func add(
    _ verdict: Verdict, id: String, created: String?, _ text: [UInt8],
    _ desk: TriageDesk
  ) {
    concerns[verdict.concern, default: Outcome()].tickets += 1
    if verdict.isDecided { concerns[verdict.concern, default: Outcome()].decided += 1 }
    dates.add(created, owner: Concern.owner(of: verdict.concern))
    if let notice = verdict.notice { notices[notice, default: 0] += 1 }
    if [desk.knowledge.unclearConcern, desk.knowledge.noConcern].contains(verdict.concern) {
      gaps.add(text, id: id, concern: verdict.concern, desk.redaction)
    }
  }

  mutating func addReject(_ reason: String) {
    rejects[reason, default: 0] += 1
  }

  /// Leaves out what no report tells, so that it can be written down in little space.
  package mutating func prune() {
    gaps.prune()
  }

  package mutating func add(_ other: ReportTally) {
    concerns.merge(other.concerns) {
      Outcome(tickets: $0.tickets + $1.tickets, decided: $0.decided + $1.decided)
    }
    dates.add(other.dates)
    notices.merge(other.notices, uniquingKeysWith: +)
    gaps.add(other.gaps)
    rejects.merge(other.rejects, uniquingKeysWith: +)
  }
}
