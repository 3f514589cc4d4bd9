internal import Dispatch
internal import Synchronization

/// Does two things at the same time, each on a core of its own where there are two.
enum Parallel {
  static func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let results = Mutex<(First?, Second?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      if index == 0 {
        let result = first()
        results.withLock { $0.0 = result }
      } else {
        let result = second()
        results.withLock { $0.1 = result }
      }
    }
    // `concurrentPerform` returns when both are done; should one be missing, it is done now.
    let done = results.withLock { $0 }
    return (done.0 ?? first(), done.1 ?? second())
  }
}
