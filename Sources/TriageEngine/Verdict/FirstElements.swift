extension Sequence {
  /// The first `count` elements in an order, in it: of hundreds only these are put in order.
  func first(_ count: Int, by isBefore: (Element, Element) -> Bool) -> [Element] {
    var first: [Element] = []
    first.reserveCapacity(count + 1)
    for element in self {
      if first.count == count {
        guard let last = first.last, isBefore(element, last) else { continue }
        first.removeLast()
      }
      let place = first.lastIndex { !isBefore(element, $0) }.map { $0 + 1 } ?? 0
      first.insert(element, at: place)
    }
    return first
  }
}
