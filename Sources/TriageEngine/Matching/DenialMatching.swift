/// Takes out what a text says it is not about, before the rules look at it.
extension CompiledRules {
  /// Makes the words of the present window that are denied unknown to patterns and weights.
  func takeOutDenied(_ workspace: inout Workspace) {
    let window = workspace.window
    var denied: UInt64 = 0
    forEachOpen(in: filter.denialRows, &workspace) { pattern, _, workspace in
      guard let scope = denials[pattern], ends(of: pattern, from: window.all, &workspace) != 0
      else { return }
      forEachMatch(of: pattern, &workspace) { words, workspace in
        let out = Self.scope(scope, of: words, in: window, workspace)
        workspace.denied.append(
          Workspace.TokenRange(
            start: UInt32(out.lowerBound), end: UInt32(out.upperBound), pattern: UInt32(pattern)))
        for token in out { denied |= 1 << UInt64(token - window.start) }
        return true
      }
    }
    guard denied != 0 else { return }
    workspace.takeOut(denied)
    enter(window, &workspace)
    filterPatterns(&workspace)
  }

  /// The tokens that are taken out: to the end of the clause, or from its beginning.
  private static func scope(
    _ scope: Denial.Scope, of words: Range<Int>, in window: Window,
    _ workspace: borrowing Workspace
  ) -> Range<Int> {
    switch scope {
    case .itself: return words
    case .after:
      var end = words.upperBound
      while end < window.end, !workspace.tokens[end].opensClause { end += 1 }
      return words.lowerBound..<end
    case .before:
      var start = words.lowerBound
      while start > window.start, !workspace.tokens[start].opensClause { start -= 1 }
      return start..<words.upperBound
    }
  }
}

extension Workspace {
  /// Makes tokens of the present window unknown.
  fileprivate mutating func takeOut(_ denied: UInt64) {
    for offset in 0..<window.count where denied >> UInt64(offset) & 1 != 0 {
      tokens[window.start + offset].word = .unknown
    }
  }
}
