/// Takes out what a text says it is not about, before the rules look at it.
extension RuleSet {
  /// Makes the words of the present window that are denied unknown to patterns and weights.
  func takeOutDenied(_ workspace: inout Workspace) {
    let window = workspace.window
    var denied: UInt64 = 0
    for place in window {
      for index in denialKeys.range(of: workspace.classes[place]) {
        let key = denialKeys[index]
        guard patterns.canMatch(Int(key.pattern), workspace.sentenceWords),
          let scope = denials[Int(key.pattern)],
          let hit = hit(key, at: place, &workspace)
        else { continue }
        let words = tokens(of: Int(key.pattern), hit, &workspace)
        let out = Self.scope(scope, of: words, in: window, workspace)
        workspace.denied.append(
          Workspace.TokenRange(start: UInt32(out.lowerBound), end: UInt32(out.upperBound)))
        for token in out {
          denied |= 1 << UInt64(token - window.lowerBound)
        }
      }
    }
    if denied != 0 { workspace.takeOut(denied) }
  }

  /// The tokens that are taken out: to the end of the clause, or from its beginning.
  private static func scope(
    _ scope: Denial.Scope, of words: Range<Int>, in window: Range<Int>,
    _ workspace: borrowing Workspace
  ) -> Range<Int> {
    switch scope {
    case .itself: return words
    case .after:
      var end = words.upperBound
      while end < window.upperBound, !workspace.tokens[end].opensClause { end += 1 }
      return words.lowerBound..<end
    case .before:
      var start = words.lowerBound
      while start > window.lowerBound, !workspace.tokens[start].opensClause { start -= 1 }
      return start..<words.upperBound
    }
  }
}

extension Workspace {
  /// Makes tokens of the present window unknown.
  fileprivate mutating func takeOut(_ denied: UInt64) {
    let start = window.lowerBound
    for offset in 0..<window.count where denied >> UInt64(offset) & 1 != 0 {
      classes[start + offset] = 0
      tokens[start + offset].symbol = .unknown
    }
    let window = window
    endWindow()
    beginWindow(window)
  }
}
