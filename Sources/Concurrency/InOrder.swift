internal import Dispatch

/// Values that several threads make, given in the order in which they were asked for.
///
/// More can be asked for than are made at a time, so that no thread waits for whoever asks. On bare
/// threads: the queues of Dispatch end the program where it may open no more files.
package struct InOrder<Value: Sendable> {
  private let jobs: Int
  private let free: DispatchSemaphore
  private var asked: [Future<Value>] = []

  /// - Parameter jobs: how many are made at a time; one is made by who asks for it, without a thread.
  package init(jobs: Int) {
    self.jobs = max(jobs, 1)
    free = DispatchSemaphore(value: self.jobs)
  }

  /// Whether one should be taken before another is asked for, so that memory does not grow.
  package var isFull: Bool {
    asked.count >= (jobs == 1 ? 1 : 2 * jobs)
  }

  /// Has one more made.
  package mutating func ask(_ work: @escaping @Sendable () -> Value) {
    guard jobs > 1 else {
      let future = Future(work)
      future.make()
      return asked.append(future)
    }
    let future = Future { [free] in
      free.wait()
      defer { free.signal() }
      return work()
    }
    asked.append(future.start(apart: false))
  }

  /// The one that was asked for first, once it is made; nil where all are taken.
  package mutating func next() -> Value? {
    asked.isEmpty ? nil : asked.removeFirst().value
  }
}
