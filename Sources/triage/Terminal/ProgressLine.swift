/// A line on standard error that tells how far long work is, written over itself.
struct ProgressLine {
  enum Mode: String, CaseIterable {
    case auto, always, never
  }

  private let isShown: Bool
  private let start = ContinuousClock.now
  private var lastTold: ContinuousClock.Instant
  private var isOnScreen = false
  private var workNow: (name: String, begin: ContinuousClock.Instant)?
  /// Short work shows none, and a line is not written more often than eyes follow.
  private static let interval = Duration.milliseconds(250)

  init(_ mode: Mode) {
    isShown = mode == .always || mode == .auto && Terminal.isTerminal(.error)
    lastTold = start
  }

  /// Tells how many tickets are done, if it is time to.
  ///
  /// - Parameters:
  ///   - name: the file that is read.
  ///   - done: how many tickets are done, of all files.
  ///   - share: how much of the file is read, from 0 to 1, and since when; nil where nobody knows.
  mutating func tell(
    _ name: String, done: Int, share: Double?, since begin: ContinuousClock.Instant
  ) throws {
    try tell(share: share, since: begin) { elapsed in
      "\(name): \(done) tickets, \(Int(Double(done) / (elapsed / .seconds(1)))) a second"
    }
  }

  /// Tells how far one of several kinds of work is, if it is time to.
  ///
  /// - Parameters:
  ///   - work: what is done, in a few words.
  ///   - share: how much of it is done, from 0 to 1.
  mutating func tell(_ work: String, share: Double) throws {
    if work != workNow?.name { workNow = (work, .now) }
    try tell(share: share, since: workNow?.begin ?? start) { _ in work }
  }

  private mutating func tell(
    share: Double?, since begin: ContinuousClock.Instant, _ text: (Duration) -> String
  ) throws {
    let now = ContinuousClock.now
    guard isShown, now - lastTold >= Self.interval else { return }
    lastTold = now
    isOnScreen = true
    var line = "\r\u{1B}[K" + text(start.duration(to: now))
    if let share, share > 0 {
      let left = begin.duration(to: now) / .seconds(1) * (1 - share) / share
      line += ", \(Int(share * 100)) %, \(Self.time(left)) left"
    }
    try Terminal.write(line, to: .error)
  }

  /// Takes the line away, so that something else can be written.
  mutating func clear() throws {
    guard isOnScreen else { return }
    isOnScreen = false
    try Terminal.write("\r\u{1B}[K", to: .error)
  }

  private static func time(_ seconds: Double) -> String {
    let seconds = Int(seconds.rounded(.up))
    return seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }
}
