internal import Glibc
internal import Synchronization

/// Ends the program at Ctrl-C, or when it is told to end, between two pieces of output and not in one.
///
/// A thread waits for the signals, so nothing runs in a signal handler, and a read that waits for
/// input need not be woken.
enum StopSignals {
  /// What is said at the end; held while a piece is written.
  private static let notice = Mutex("")

  /// Begins to wait; before any other thread is made, since threads take over which signals wait.
  static func watch() {
    let signals = [SIGINT, SIGTERM].filter { !isIgnored($0) }
    guard !signals.isEmpty else { return }
    change(signals, SIG_BLOCK)
    var thread = pthread_t()
    pthread_create(&thread, nil, { _ in StopSignals.wait() }, nil)
    pthread_detach(thread)
  }

  /// Writes a piece that is not to be broken off.
  static func shielded<Result>(_ write: () throws -> Result) throws -> Result {
    try notice.withLock { _ in try write() }
  }

  /// What to tell the user at the end.
  static func say(_ text: String) {
    notice.withLock { $0 = text }
  }

  private static func wait() -> UnsafeMutableRawPointer? {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in [SIGINT, SIGTERM] { sigaddset(&set, signal) }
    var signal: Int32 = 0
    guard sigwait(&set, &signal) == 0 else { return nil }
    // Who asks a second time does not want to wait for the piece.
    change([SIGINT, SIGTERM], SIG_UNBLOCK)
    notice.withLock { text in
      try? Terminal.write(text, to: .error)
      _exit(128 + signal)
    }
    return nil
  }

  private static func change(_ signals: [Int32], _ how: Int32) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    pthread_sigmask(how, &set, nil)
  }

  /// As under `nohup`; then it stays so.
  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(signal, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
