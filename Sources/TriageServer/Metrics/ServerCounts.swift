internal import CoreMetrics
internal import HTTPTypes
internal import Synchronization
internal import TriageDesk

/// What the server counts, under the names that `/metrics` gives.
final class ServerCounts: Sendable {
  private let factory: any MetricsFactory
  private let requests = Mutex<[RequestKind: CoreMetrics.Timer]>([:])
  private let verdicts = Mutex<[VerdictKind: Counter]>([:])
  private let openConnections: Meter
  private let generation: Meter

  private struct RequestKind: Hashable {
    var route: String
    var status: Int
  }

  private struct VerdictKind: Hashable {
    var owner: String
    var answer: AnswerKind
    var isDecided: Bool
  }

  init(_ factory: any MetricsFactory) {
    self.factory = factory
    openConnections = Meter(label: "triage_open_connections", factory: factory)
    generation = Meter(label: "triage_knowledge_generation", factory: factory)
    openConnections.set(0)
    generation.set(1)
  }

  /// - Parameter route: the pattern that the path matched, never the path itself: paths are without
  ///   number.
  func answered(route: String, status: Int, in duration: Duration) {
    let kind = RequestKind(route: route, status: status)
    let timer = requests.withLock { timers in
      if let known = timers[kind] { return known }
      let new = CoreMetrics.Timer(
        label: "triage_request_duration_seconds",
        dimensions: [("route", route), ("status", "\(status)")], factory: factory)
      timers[kind] = new
      return new
    }
    let (seconds, attoseconds) = duration.components
    timer.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
  }

  func judged(_ reply: Reply) {
    let kind = VerdictKind(
      owner: reply.concern.owner, answer: reply.answer.kind, isDecided: reply.isDecided)
    let counter = verdicts.withLock { counters in
      if let known = counters[kind] { return known }
      let new = Counter(
        label: "triage_verdicts_total",
        dimensions: [
          ("owner", kind.owner), ("answer", kind.answer.rawValue),
          ("decided", kind.isDecided ? "true" : "false"),
        ], factory: factory)
      counters[kind] = new
      return new
    }
    counter.increment()
  }

  func reloaded(_ isNew: Bool) {
    Counter(
      label: "triage_knowledge_reloads_total",
      dimensions: [("result", isNew ? "loaded" : "refused")], factory: factory
    ).increment()
    if isNew { generation.increment(by: 1) }
  }

  func fedBack(_ judgement: String) {
    Counter(
      label: "triage_feedback_total", dimensions: [("judgement", judgement)], factory: factory
    ).increment()
  }

  func connectionOpened() { openConnections.increment(by: 1) }
  func connectionClosed() { openConnections.decrement(by: 1) }
}
