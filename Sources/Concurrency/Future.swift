internal import CGlibc
internal import Dispatch
internal import Glibc
internal import Synchronization

/// A value that is made on another thread, and waited for where it is needed.
///
/// Whoever needs it before anybody has begun makes it there. The thread is a bare one: it begins
/// sooner than the first work of a dispatch queue, and somebody with a caller on the line waits for it.
package final class Future<Value: Sendable>: Sendable {
  private let result = Mutex<Value?>(nil)
  private let work: @Sendable () -> Value
  private let isBegun = Mutex(false)
  /// Has one member until the value is made.
  private let making = DispatchGroup()

  /// A value that `work` gives, on the thread that begins first.
  package init(_ work: @escaping @Sendable () -> Value) {
    self.work = work
    making.enter()
  }

  /// Begins to make it on a thread of its own.
  ///
  /// - Parameter apart: as in `Thread.start`.
  @discardableResult
  package func start(apart: Bool = true) -> Self {
    Thread.start(apart: apart) { self.make() }
    return self
  }

  /// Makes it here and now, unless somebody has begun.
  package func make() {
    let isOurs = isBegun.withLock { isBegun in
      defer { isBegun = true }
      return !isBegun
    }
    guard isOurs else { return }
    let value = work()
    result.withLock { $0 = value }
    making.leave()
  }

  /// The value, once it is made.
  package var value: Value {
    make()
    making.wait()
    return result.withLock { $0 } ?? work()
  }
}

/// What one thread leaves for another that comes by when it has time, if it does.
package final class Errands: Sendable {
  private let works = Mutex<[@Sendable () -> Void]>([])

  package init() {}

  package func leave(_ work: @escaping @Sendable () -> Void) {
    works.withLock { $0.append(work) }
  }

  /// Does what was left, if anything was.
  package func run() {
    let works = works.withLock { works in
      defer { works = [] }
      return works
    }
    for work in works { work() }
  }
}

/// Threads of the system.
package enum Thread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs `body` on a thread of its own; at once and here when the system gives none.
  ///
  /// - Parameter apart: whether the thread keeps to other processors than the present one, where
  ///   there are any. Left to itself, the system puts it behind its maker, and it waits there for
  ///   longer than a question takes; what takes longer it moves by itself.
  package static func start(apart: Bool = true, _ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    if apart, var others = cpu_set_t.others {
      pthread_attr_setaffinity_np(&attributes, MemoryLayout<cpu_set_t>.size, &others)
    }
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, work.toOpaque())
    if failure != 0 { work.takeRetainedValue().body() }
  }
}

extension cpu_set_t {
  /// The processors that the process may run on, without the one that this thread runs on; nil when
  /// there are none.
  fileprivate static var others: cpu_set_t? {
    var others = cpu_set_t()
    guard sched_getaffinity(getpid(), MemoryLayout<cpu_set_t>.size, &others) == 0 else {
      return nil
    }
    let present = Int(sched_getcpu())
    let isAny = withUnsafeMutableBytes(of: &others) { bytes in
      if 0..<bytes.count * 8 ~= present { bytes[present / 8] &= ~(1 << UInt8(present % 8)) }
      return bytes.contains { $0 != 0 }
    }
    return isAny ? others : nil
  }
}
