internal import Dispatch
internal import Synchronization

/// Does two things at the same time, each on a core of its own where there are two.
enum Parallel {
  /// - Parameters:
  ///   - aside: the shorter one, on another thread.
  ///   - here: the longer one, on the calling thread, whose memory grows more cheaply.
  static func both<Aside: Sendable, Here>(
    _ aside: @escaping @Sendable () -> Aside, _ here: () -> Here
  ) -> (Aside, Here) {
    let group = DispatchGroup()
    let box = Box<Aside>()
    DispatchQueue.global().async(group: group) {
      let value = aside()
      box.value.withLock { $0 = value }
    }
    let here = here()
    group.wait()
    return (box.value.withLock { $0 } ?? aside(), here)
  }

  /// Holds what the other thread made.
  private final class Box<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }
}
