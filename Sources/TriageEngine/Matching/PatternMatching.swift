/// Whether and where a pattern matches, in time linear in the words it may cover.
///
/// The places that a match has reached are the bits of one number, so all ways through gaps and
/// alternatives are followed at once and nothing is tried twice (the bit-parallel simulation of
/// Baeza-Yates and Gonnet, 1992, over words instead of letters).
extension RuleSet {
  /// Follows the pattern from the tokens `base` + i for every bit i of `starts`.
  ///
  /// - Returns: a bit for each token, from `base`, just past which a match ends.
  func ends(
    of pattern: Int, from base: Int, starts: UInt64, sentenceEnd: Int,
    _ workspace: borrowing Workspace
  ) -> UInt64 {
    let room = sentenceEnd - base
    let inside: UInt64 = room >= 64 ? .max : (1 << UInt64(room)) - 1
    let parts = patterns.patterns[pattern]
    var reached = starts & inside
    for index in Int(parts.start)..<Int(parts.end) {
      let part = patterns.parts[index]
      var gap = part.gap
      while gap > 0 {
        reached |= reached << 1
        gap -= 1
      }
      let next = step(
        patterns.elements[Int(part.element)], from: reached & inside, base, workspace)
      reached = part.isOptional ? reached | next : next
      if reached == 0 { return 0 }
    }
    return reached
  }

  @inline(__always)
  private func step(
    _ element: PatternTables.Element, from reached: UInt64, _ base: Int,
    _ workspace: borrowing Workspace
  ) -> UInt64 {
    var next: UInt64 = 0
    let begun = advance(reached, Int(element.first), base, workspace)
    guard begun != 0 || element.beginsWithNotice else { return 0 }
    for index in Int(element.phraseStart)..<Int(element.phraseEnd) {
      let phrase = patterns.phrases[index]
      let word = Int(phrase.start)
      var places = reached
      // A phrase that is alone has the words that the element begins with.
      if element.phraseEnd - element.phraseStart == 1, !element.beginsWithNotice {
        places = begun
      } else if patterns.phraseWords[word] == PatternTables.notice {
        places = passNotices(reached, base, workspace)
      } else {
        places = advance(begun >> 1, Int(patterns.phraseWords[word]), base, workspace)
      }
      for next in word + 1..<max(Int(phrase.end), word + 1) where places != 0 {
        places =
          patterns.phraseWords[next] == PatternTables.notice
          ? passNotices(places, base, workspace)
          : advance(places, Int(patterns.phraseWords[next]), base, workspace)
      }
      next |= places
    }
    return next
  }

  /// From the places where a word of the set stands to the places just past it.
  @inline(__always)
  private func advance(
    _ places: UInt64, _ wordSet: Int, _ base: Int, _ workspace: borrowing Workspace
  ) -> UInt64 {
    var rest = places
    var passed: UInt64 = 0
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      rest &= rest &- 1
      let token = base + bit
      guard token < workspace.classes.count else { break }
      if patterns.contains(wordSet, workspace.classes[token]) { passed |= 1 << UInt64(bit) }
    }
    return passed << 1
  }

  @inline(never)
  private func passNotices(_ places: UInt64, _ base: Int, _ workspace: borrowing Workspace)
    -> UInt64
  {
    guard !workspace.notices.isEmpty else { return 0 }
    var rest = places
    var passed: UInt64 = 0
    while rest != 0 {
      let token = base + rest.trailingZeroBitCount
      rest &= rest &- 1
      guard token < workspace.noticeEnds.count else { break }
      let end = Int(workspace.noticeEnds[token]) - base
      if end > 0, end < 64 { passed |= 1 << UInt64(end) }
    }
    return passed
  }

  /// Looks for a match that covers the token `place`, which is one of the key's words.
  @inline(__always)
  func hit(
    _ key: PatternTables.Key, at place: Int, in sentence: Range<Int>,
    _ workspace: borrowing Workspace
  ) -> Workspace.Hit? {
    let last = place - Int(key.leastBefore)
    let base = max(place - Int(key.mostBefore), sentence.lowerBound)
    guard last >= base else { return nil }
    let starts: UInt64 = last - base >= 63 ? .max : (1 << UInt64(last - base + 1)) - 1
    let ends = ends(
      of: Int(key.pattern), from: base, starts: starts, sentenceEnd: sentence.upperBound, workspace)
    guard ends != 0 else { return nil }
    return Workspace.Hit(
      text: workspace.text, isFound: true, base: UInt32(base), starts: starts,
      sentenceEnd: UInt32(sentence.upperBound))
  }

  /// The tokens of the first and longest match of a hit.
  func tokens(of pattern: Int, _ hit: Workspace.Hit, _ workspace: borrowing Workspace) -> Range<Int>
  {
    var starts = hit.starts
    while starts != 0 {
      let start = starts.trailingZeroBitCount
      starts &= starts &- 1
      let base = Int(hit.base) + start
      let ends = ends(
        of: pattern, from: base, starts: 1, sentenceEnd: Int(hit.sentenceEnd), workspace)
      if ends != 0 { return base..<base + 63 - ends.leadingZeroBitCount }
    }
    return Int(hit.base)..<Int(hit.base)
  }
}
