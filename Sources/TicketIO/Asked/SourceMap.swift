/// Where the bytes of a text without markup stood in the message that it was taken from.
struct SourceMap: Sendable, Hashable {
  /// Bytes that lie side by side in both, or what stands for them in the message, such as an entity.
  private struct Stretch: Hashable {
    /// In the text.
    var range: Range<Int>
    var source: Range<Int>

    /// Whether the bytes are the same in both.
    var isExact: Bool { range.count == source.count }
  }

  /// Ascending in the text.
  private var stretches: [Stretch] = []

  init() {}

  /// The maps of the parts of one message, or the parts themselves where they have no markup.
  ///
  /// - Parameter gap: how many bytes stand between two parts, in the text and in the message.
  init(joining parts: some Sequence<(PlainText, [UInt8])>, gap: Int) {
    var (start, sourceStart) = (0, 0)
    for (plain, message) in parts {
      if let map = plain.source {
        for stretch in map.stretches {
          add(
            stretch.range.moved(by: start), from: stretch.source.moved(by: sourceStart))
        }
      } else {
        add(start..<start + message.count, from: sourceStart..<sourceStart + message.count)
      }
      start += plain.bytes.count + gap
      sourceStart += message.count + gap
    }
  }

  /// Notes where the next bytes of the text stood.
  mutating func add(_ range: Range<Int>, from source: Range<Int>) {
    guard !range.isEmpty else { return }
    let next = Stretch(range: range, source: source)
    if let last = stretches.last, last.isExact, next.isExact,
      last.range.upperBound == range.lowerBound, last.source.upperBound == source.lowerBound
    {
      stretches[stretches.count - 1] = Stretch(
        range: last.range.lowerBound..<range.upperBound,
        source: last.source.lowerBound..<source.upperBound)
    } else {
      stretches.append(next)
    }
  }

  /// Where in the message a stretch of the text stood, with the markup in the midst of it.
  func place(of range: Range<Int>) -> Range<Int> {
    let start = start(of: range.lowerBound)
    return start..<max(start, end(of: range.upperBound))
  }

  private func start(of offset: Int) -> Int {
    let index = firstStretch { $0.range.upperBound > offset }
    guard index < stretches.count else { return stretches.last?.source.upperBound ?? 0 }
    let stretch = stretches[index]
    let inside = max(0, offset - stretch.range.lowerBound)
    return stretch.source.lowerBound + (stretch.isExact ? inside : 0)
  }

  private func end(of offset: Int) -> Int {
    // The last that begins before it.
    let index = firstStretch { $0.range.lowerBound >= offset } - 1
    guard index >= 0 else { return 0 }
    let stretch = stretches[index]
    let rest = max(0, stretch.range.upperBound - offset)
    return stretch.source.upperBound - (stretch.isExact ? rest : 0)
  }

  /// The first stretch for which a condition holds, which holds for all after it; else their number.
  private func firstStretch(where holds: (Stretch) -> Bool) -> Int {
    var (low, high) = (0, stretches.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(stretches[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Range<Int> {
  fileprivate func moved(by distance: Int) -> Range<Int> {
    lowerBound + distance..<upperBound + distance
  }
}
