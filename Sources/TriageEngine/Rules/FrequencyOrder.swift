/// An order in which what is read often comes first: numbered in it, a thousand words out of tens of
/// thousands, and all that is kept about them, lie together in the fastest memory.
struct FrequencyOrder {
  /// The old numbers in the new order, and the new number of each old one.
  private(set) var old: [Int]
  private(set) var new: [Int]

  /// More often than this is often enough.
  private static let most = 4_095

  /// - Parameter frequencies: by the old numbers; equal ones keep their order.
  init(_ frequencies: [Int]) {
    // Counting sort: every question waits for it.
    func place(_ frequency: Int) -> Int { Self.most - min(max(frequency, 0), Self.most) }
    var next = [Int](repeating: 0, count: Self.most + 2)
    for frequency in frequencies { next[place(frequency) + 1] += 1 }
    for index in 1..<next.count { next[index] += next[index - 1] }
    old = Array(repeating: 0, count: frequencies.count)
    new = old
    for (number, frequency) in frequencies.enumerated() {
      let index = place(frequency)
      old[next[index]] = number
      new[number] = next[index]
      next[index] += 1
    }
  }
}
