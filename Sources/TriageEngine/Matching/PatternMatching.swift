/// Whether and where a pattern matches in the present window.
///
/// The places that a match has reached are the bits of one number, so all ways through gaps and
/// alternatives are followed at once and nothing is tried twice.
extension CompiledRules {
  /// Follows the pattern from the tokens of `starts`.
  ///
  /// - Returns: the places where a match ends.
  func ends(of pattern: Int, from starts: UInt64, _ workspace: inout Workspace) -> UInt64 {
    let parts = patterns.patterns[pattern]
    var reached = starts
    var index = Int(parts.start)
    repeat {
      workspace.note(steps: 1)
      let part = patterns.parts[index]
      let before = reached
      if part.gap != 0 { reached = workspace.window.spread(reached, part.gap) }
      var next: UInt64 = 0
      if part.words != PatternTables.noWords {
        next = (reached & tokens(ofSet: part.words, workspace)) << 1
      }
      var lengths = part.lengths
      var slot = Int(part.slot)
      while lengths != 0 {
        next |= (reached & workspace.slots[slot]) &<< UInt64(lengths.trailingZeroBitCount)
        lengths &= lengths &- 1
        slot &+= 1
      }
      reached = part.isOptional ? next | (part.isTrailing ? before : reached) : next
      index &+= 1
    } while reached != 0 && index < Int(parts.end)
    return reached
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
    reenter(Int(hit.window), &workspace)
    let start = workspace.window.start
    var tokens = start..<start
    forEachMatch(of: pattern, &workspace) { match, _ in
      tokens = match
      return false
    }
    return tokens
  }
}
