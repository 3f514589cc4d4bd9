internal import Synchronization

/// How many connections are open, of those that may be.
final class Crowd: Sendable {
  private let most: Int
  private let open = Atomic(0)

  /// - Parameter most: the most connections that may be open at a time.
  init(most: Int) {
    self.most = most
  }

  func enter() { open.add(1, ordering: .relaxed) }
  func leave() { open.subtract(1, ordering: .relaxed) }

  /// Whether three quarters of the places are taken. Then who says nothing gives way soon, and the
  /// last quarter is there for those who ask.
  var isDense: Bool { open.load(ordering: .relaxed) * 4 > most * 3 }
}
