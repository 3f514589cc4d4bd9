internal import Dispatch
internal import Synchronization

/// A value that is made on another thread, and waited for where it is needed.
final class Future<Value: Sendable>: Sendable {
  private let result = Mutex<Value?>(nil)
  private let group = DispatchGroup()
  private let work: @Sendable () -> Value

  /// - Parameter queue: a serial queue makes its values one after another.
  init(on queue: DispatchQueue, _ work: @escaping @Sendable () -> Value) {
    self.work = work
    queue.async(group: group) { [self] in
      let value = work()
      result.withLock { $0 = value }
    }
  }

  /// The value, once it is made.
  var value: Value {
    group.wait()
    return result.withLock { $0 } ?? work()
  }
}
