internal import Concurrency
internal import Dispatch
internal import Synchronization

/// Work on many elements on several cores.
///
/// On bare threads: the queues of Dispatch end the program where it may open no more files.
enum InShares {
  /// How many elements one thread takes at a time.
  private static let size = 64

  /// What `work` makes of each share, in the order of the elements, the same for any number of jobs.
  ///
  /// - Parameters:
  ///   - tools: makes what one thread needs and no two share, such as a classifier.
  ///   - work: what is done with the elements of one share.
  static func map<Element: Sendable, Tools: ~Copyable, Result: Sendable>(
    _ elements: [Element], jobs: Int, tools: @escaping @Sendable () -> Tools,
    _ work: @escaping @Sendable (ArraySlice<Element>, inout Tools) -> Result
  ) -> [Result] {
    let shares = stride(from: 0, to: elements.count, by: size).map {
      elements[$0..<min($0 + size, elements.count)]
    }
    let done = Mutex<[Int: Result]>([:])
    let next = Atomic<Int>(0)
    let takeShares: @Sendable () -> Void = {
      var tools = tools()
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < shares.count else { return }
        let result = work(shares[index], &tools)
        done.withLock { $0[index] = result }
      }
    }
    let helpers = DispatchGroup()
    for _ in 1..<max(1, min(jobs, shares.count)) {
      helpers.enter()
      Thread.start(apart: false) {
        takeShares()
        helpers.leave()
      }
    }
    takeShares()
    helpers.wait()
    let results = done.withLock { $0 }
    return shares.indices.compactMap { results[$0] }
  }
}
