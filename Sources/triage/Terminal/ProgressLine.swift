/// A line on standard error that tells how far long work is, written over itself.
struct ProgressLine {
  enum Mode: String, CaseIterable {
    case auto, always, never
  }

  private let isShown: Bool
  private let start = ContinuousClock.now
  private var lastTold: ContinuousClock.Instant
  private var isOnScreen = false
  /// Short work shows none, and a line is not written more often than eyes follow.
  private static let interval = Duration.milliseconds(250)

  init(_ mode: Mode) {
    isShown = mode == .always || mode == .auto && Terminal.isTerminal(.error)
    lastTold = start
  }

  /// Tells how far it is, if it is time to.
  ///
  /// - Parameters:
  ///   - name: the file that is read.
  ///   - done: how many tickets are done, of all files.
  ///   - share: how much of the file is read, from 0 to 1, and since when; nil where nobody knows.
  mutating func tell(
    _ name: String, done: Int, share: Double?, since begin: ContinuousClock.Instant
  ) throws {
    let now = ContinuousClock.now
    guard isShown, now - lastTold >= Self.interval else { return }
    lastTold = now
    isOnScreen = true
    let rate = Double(done) / (start.duration(to: now) / .seconds(1))
    var line = "\r\u{1B}[K\(name): \(done) tickets, \(Int(rate)) a second"
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
