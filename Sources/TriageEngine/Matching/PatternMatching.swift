/// Whether and where a pattern matches, in time linear in the words it may cover.
///
/// The places that a match has reached are the bits of one number, so all ways through gaps and
/// alternatives are followed at once and nothing is tried twice (the bit-parallel simulation of
/// Baeza-Yates and Gonnet, 1992, over words instead of letters). Bit i is the i-th token of the
/// present window.
extension RuleSet {
  /// Follows the pattern from the tokens of `starts`.
  ///
  /// - Returns: a bit for each token just past which a match ends; those past the window are lost,
  ///   but for the one after its last token.
  func ends(of pattern: Int, from starts: UInt64, _ workspace: inout Workspace) -> Bitmap {
    let parts = patterns.patterns[pattern]
    var reached = Bitmap(starts)
    for index in Int(parts.start)..<Int(parts.end) {
      let part = patterns.parts[index]
      reached.spread(part.gap)
      let next = step(Int(part.element), from: reached, &workspace)
      reached = part.isOptional ? reached.union(next) : next
      if reached.isEmpty { return reached }
    }
    return reached
  }

  @inline(__always)
  private func step(_ index: Int, from reached: Bitmap, _ workspace: inout Workspace) -> Bitmap {
    let element = patterns.elements[index]
    let begun = reached.bits & firstWords(of: index, element, &workspace)
    guard begun != 0 || element.beginsWithNotice else { return Bitmap(0) }
    if element.phraseEnd - element.phraseStart == 1, !element.beginsWithNotice {
      return follow(element.phraseStart, from: Bitmap(passing: begun), workspace)
    }
    // The classes that stand where the element can begin, as bits of the words' filters.
    var classes: UInt64 = 0
    var rest = begun
    while rest != 0 {
      let token = workspace.window.lowerBound + rest.trailingZeroBitCount
      rest &= rest &- 1
      classes |= 1 << UInt64(workspace.classes[token] & 63)
    }
    var next = Bitmap(0)
    for phrase in element.phraseStart..<element.phraseEnd {
      let words = patterns.phrases[Int(phrase)]
      guard words.firstFilter & classes != 0 || words.firstFilter == .max else { continue }
      let first = patterns.phraseWords[Int(words.start)]
      let places =
        first == PatternTables.notice
        ? passNotices(reached.bits, workspace) : advance(begun, Int(first), workspace)
      if !places.isEmpty { next = next.union(follow(phrase, from: places, workspace)) }
    }
    return next
  }

  /// Follows a phrase from just past its first word.
  @inline(__always)
  private func follow(_ phrase: UInt32, from places: Bitmap, _ workspace: borrowing Workspace)
    -> Bitmap
  {
    let words = patterns.phrases[Int(phrase)]
    var places = places
    var word = Int(words.start) + 1
    while word < Int(words.end), !places.isEmpty {
      let wordSet = patterns.phraseWords[word]
      places =
        wordSet == PatternTables.notice
        ? passNotices(places.bits, workspace) : advance(places.bits, Int(wordSet), workspace)
      word += 1
    }
    return places
  }

  /// The tokens of the window that can begin the element; worked out once a window.
  @inline(__always)
  private func firstWords(
    of index: Int, _ element: PatternTables.Element, _ workspace: inout Workspace
  ) -> UInt64 {
    if let known = workspace.firstWords(of: index) { return known }
    let set = patterns.wordSets[Int(element.first)]
    var found: UInt64 = 0
    let start = workspace.window.lowerBound
    if Int(set.mask) < workspace.window.count {
      // Fewer words in the set than in the window: ask where each of them stands.
      for slot in Int(set.start)...Int(set.start + set.mask) where patterns.slots[slot] != 0 {
        found |= workspace.places(of: patterns.slots[slot])
      }
    } else {
      for offset in 0..<workspace.window.count
      where patterns.contains(set, workspace.classes[start + offset]) {
        found |= 1 << UInt64(offset)
      }
    }
    workspace.setFirstWords(found, of: index)
    return found
  }

  /// From the places where a word of the set stands to the places just past it.
  @inline(__always)
  private func advance(_ places: UInt64, _ wordSet: Int, _ workspace: borrowing Workspace) -> Bitmap
  {
    let set = patterns.wordSets[wordSet]
    let start = workspace.window.lowerBound
    var rest = places
    var found: UInt64 = 0
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      rest &= rest &- 1
      guard bit < workspace.window.count else { break }
      if patterns.contains(set, workspace.classes[start + bit]) { found |= 1 << UInt64(bit) }
    }
    return Bitmap(passing: found)
  }

  @inline(never)
  private func passNotices(_ places: UInt64, _ workspace: borrowing Workspace) -> Bitmap {
    guard !workspace.notices.isEmpty else { return Bitmap(0) }
    let start = workspace.window.lowerBound
    var rest = places
    var passed = Bitmap(0)
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      rest &= rest &- 1
      guard bit < workspace.window.count else { break }
      let end = Int(workspace.noticeEnds[start + bit]) - start
      if end > 0 { passed.insert(end) }
    }
    return passed
  }

  /// Looks for a match that covers the token `place`, which is one of the key's words.
  @inline(__always)
  func hit(_ key: PatternTables.Key, at place: Int, _ workspace: inout Workspace)
    -> Workspace.Hit?
  {
    let last = place - workspace.window.lowerBound - Int(key.leastBefore)
    let first = max(0, last - Int(key.mostBefore - key.leastBefore))
    guard last >= 0 else { return nil }
    let starts = (UInt64.max >> UInt64(63 - last)) & (UInt64.max << UInt64(first))
    guard !ends(of: Int(key.pattern), from: starts, &workspace).isEmpty else { return nil }
    return Workspace.Hit(
      text: workspace.text, isFound: true, windowStart: UInt32(workspace.window.lowerBound),
      windowEnd: UInt32(workspace.window.upperBound), starts: starts)
  }

  /// The tokens of the first and longest match of a hit.
  func tokens(of pattern: Int, _ hit: Workspace.Hit, _ workspace: inout Workspace) -> Range<Int> {
    workspace.beginWindow(Int(hit.windowStart)..<Int(hit.windowEnd))
    var starts = hit.starts
    while starts != 0 {
      let start = starts.trailingZeroBitCount
      starts &= starts &- 1
      if let end = ends(of: pattern, from: 1 << UInt64(start), &workspace).last {
        return Int(hit.windowStart) + start..<Int(hit.windowStart) + end
      }
    }
    return Int(hit.windowStart)..<Int(hit.windowStart)
  }
}

/// Places between the tokens of a window: bit i is the place before the i-th; there is one more
/// place than tokens.
struct Bitmap {
  private(set) var bits: UInt64
  /// The place after the 64th token.
  private var isAtEnd = false

  init(_ bits: UInt64) {
    self.bits = bits
  }

  /// The places just past these tokens.
  @inline(__always)
  init(passing tokens: UInt64) {
    bits = tokens << 1
    isAtEnd = tokens >> 63 != 0
  }

  var isEmpty: Bool {
    @inline(__always) get { bits == 0 && !isAtEnd }
  }

  var last: Int? {
    isAtEnd ? 64 : bits == 0 ? nil : 63 - bits.leadingZeroBitCount
  }

  mutating func insert(_ place: Int) {
    if place < 64 { bits |= 1 << UInt64(place) } else { isAtEnd = isAtEnd || place == 64 }
  }

  @inline(__always)
  func union(_ other: Bitmap) -> Bitmap {
    var all = Bitmap(bits | other.bits)
    all.isAtEnd = isAtEnd || other.isAtEnd
    return all
  }

  /// Adds the places up to `gap` tokens further on.
  @inline(__always)
  mutating func spread(_ gap: UInt8) {
    guard gap > 0 else { return }
    // Doubling: 1, 2, 4, 8 places at a time, then what is left of at most 12.
    var reach: UInt64 = 0
    while reach < UInt64(gap) {
      let more = min(reach + 1, UInt64(gap) - reach)
      bits |= bits << more
      reach += more
    }
  }
}
