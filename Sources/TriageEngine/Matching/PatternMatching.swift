/// Whether and where a pattern matches in the present window.
///
/// The places that a match has reached are the bits of one number, so all ways through gaps and
/// alternatives are followed at once and nothing is tried twice.
extension RuleSet {
  /// Follows the pattern from the tokens of `starts`.
  ///
  /// - Returns: the places where a match ends.
  @inline(__always)
  func ends(of pattern: Int, from starts: UInt64, _ workspace: inout Workspace) -> UInt64 {
    let parts = patterns.patterns[pattern]
    var reached = starts
    for index in Int(parts.start)..<Int(parts.end) {
      let part = patterns.parts[index]
      reached = workspace.window.spread(reached, part.gap)
      let next = step(Int(part.element), from: reached, &workspace)
      reached = part.isOptional ? reached | next : next
      if reached == 0 { return 0 }
    }
    return reached
  }

  @inline(__always)
  private func step(_ index: Int, from reached: UInt64, _ workspace: inout Workspace) -> UInt64 {
    let element = patterns.elements[index]
    guard isPresent(index, element, &workspace) else { return 0 }
    var next: UInt64 = 0
    var lengths = element.lengths
    var slot = Int(element.slot)
    while lengths != 0 {
      next |= (reached & workspace.slots[slot]) << UInt64(lengths.trailingZeroBitCount)
      lengths &= lengths &- 1
      slot += 1
    }
    return next
  }

  /// Calls `body` with the matches of a pattern in the present window, each the longest from where it
  /// begins, in their order; they do not overlap. Ends when `body` returns false.
  func forEachMatch(
    of pattern: Int, _ workspace: inout Workspace, _ body: (Range<Int>, inout Workspace) -> Bool
  ) {
    let start = workspace.window.start
    var place = 0
    while place < workspace.window.count {
      let ends = ends(of: pattern, from: 1 << UInt64(place), &workspace)
      guard ends != 0 else {
        place += 1
        continue
      }
      let end = 63 - ends.leadingZeroBitCount
      guard body(start + place..<start + end, &workspace) else { return }
      place = max(end, place + 1)
    }
  }

  /// The tokens of the first and longest match of a pattern that was found.
  func tokens(of pattern: Int, _ hit: Workspace.Hit, _ workspace: inout Workspace) -> Range<Int> {
    enter(hit.window, &workspace)
    findNoticePhrases(&workspace)
    var tokens = hit.window.start..<hit.window.start
    forEachMatch(of: pattern, &workspace) { match, _ in
      tokens = match
      return false
    }
    return tokens
  }
}
