/// Something in a text that did not count, or not first, and what kept it from that.
package enum Exclusion: Sendable, Hashable {
  /// Words that a denial takes out; it is one of `RuleBook.denials`.
  case words(Range<Int>, denial: Int)
  /// A rule that would have fired but for an `unless` in it, which holds where `places` tell.
  case rule(Int, unless: PatternText, places: [Range<Int>])
  /// A concern, or an audience past the concerns, whose rules fired and which another rule takes back.
  case target(Int, rule: Int, places: [Range<Int>])
  /// The concern that would be the answer if the one that was chosen did not stand before it.
  case errand(Int)
  /// The likeliest concern, whose owner as a whole is less likely than the one that was chosen.
  case owner(Int)
}

extension Classifier {
  /// What was excluded in the present text: words in their order, then rules in theirs, then concerns.
  ///
  /// - Parameter decision: the one on the present text.
  package mutating func exclusions(_ decision: Decision) -> [Exclusion] {
    var exclusions = deniedWords + rulesTakenBack + targetsTakenBack
    if let errand { exclusions.append(.errand(errand)) }
    if let likeliest, likeliest != decision.concern, likeliest != errand {
      exclusions.append(.owner(likeliest))
    }
    return exclusions
  }

  private var deniedWords: [Exclusion] {
    var words: [Exclusion] = []
    for index in 0..<workspace.denied.count {
      let range = workspace.denied[index]
      guard let place = place(of: Int(range.start)..<Int(range.end)),
        let denial = compiled.denialOfPattern[Int(range.pattern)]
      else { continue }
      let exclusion = Exclusion.words(place, denial: denial)
      if !words.contains(exclusion) { words.append(exclusion) }
    }
    return words
  }

  private var rulesTakenBack: [Exclusion] {
    mutating get {
      // A rule is a candidate once, so where all fired there is none left.
      guard workspace.candidates.count > workspace.fired.count else { return [] }
      let fired = firedRules
      var others: [Int] = []
      for index in 0..<workspace.candidates.count {
        let rule = Int(workspace.candidates[index])
        if !fired.contains(rule), hasUnless(compiled.rules.rules[rule].node) { others.append(rule) }
      }
      var exclusions: [Exclusion] = []
      for rule in others.sorted() {
        var found: [(pattern: Int, text: PatternText)] = []
        guard
          holds(compiled.rules.rules[rule].node, compiled.sources[rule].condition, butFor: &found)
        else { continue }
        for (pattern, text) in found {
          exclusions.append(.rule(rule, unless: text, places: places(of: [pattern])))
        }
      }
      return exclusions
    }
  }

  /// Whether anything in a condition can take it back.
  private func hasUnless(_ node: UInt32) -> Bool {
    let node = compiled.rules.nodes[Int(node)]
    switch node.kind {
    case .match: return false
    case .unless: return true
    case .all, .any:
      return (node.start..<node.end).contains { hasUnless(compiled.rules.children[Int($0)]) }
    }
  }

  private var targetsTakenBack: [Exclusion] {
    mutating get {
      var exclusions: [Exclusion] = []
      for rule in firedRules.sorted() {
        let entry = compiled.rules.rules[rule]
        guard entry.weight == RuleTables.CompiledRule.excludes,
          workspace.scores.ruleScore(Int(entry.target)).strongest > 0
        else { continue }
        exclusions.append(
          .target(Int(entry.target), rule: rule, places: places(ofRule: rule)))
      }
      return exclusions
    }
  }

  /// Whether a condition would hold if nothing in it took it back.
  ///
  /// - Parameters:
  ///   - written: the condition as its editor wrote it, which has the same parts.
  ///   - found: gets the first pattern that holds of each `unless` that does.
  private mutating func holds(
    _ node: UInt32, _ written: Condition, butFor found: inout [(pattern: Int, text: PatternText)]
  ) -> Bool {
    let entry = compiled.rules.nodes[Int(node)]
    let parts: [Condition]
    switch written {
    case .match: return workspace.isFound(Int(entry.start))
    case .unless: return false
    case .all(let all): parts = all
    case .any(let any): parts = any
    }
    guard parts.count == Int(entry.end - entry.start) else { return false }
    var unless: [(pattern: Int, text: PatternText)] = []
    var (isAny, isAll) = (false, true)
    for (index, part) in parts.enumerated() {
      let child = compiled.rules.children[Int(entry.start) + index]
      if case .unless(let condition) = part {
        let inner = compiled.rules.children[Int(compiled.rules.nodes[Int(child)].start)]
        if let first = firstHeld(inner, condition) {
          unless.append(first)
        }
      } else if holds(child, part, butFor: &unless) {
        isAny = true
      } else {
        isAll = false
      }
    }
    guard entry.kind == .all ? isAll : isAny else { return false }
    found += unless
    return true
  }

  /// The first pattern that is a reason why a condition holds; nil where it does not.
  private mutating func firstHeld(_ node: UInt32, _ written: Condition)
    -> (pattern: Int, text: PatternText)?
  {
    guard compiled.holds(node, &workspace) else { return nil }
    let entry = compiled.rules.nodes[Int(node)]
    switch written {
    case .match(let text): return (Int(entry.start), text)
    case .unless: return nil
    case .all(let parts), .any(let parts):
      guard parts.count == Int(entry.end - entry.start) else { return nil }
      for (index, part) in parts.enumerated() {
        if let first = firstHeld(compiled.rules.children[Int(entry.start) + index], part) {
          return first
        }
      }
      return nil
    }
  }
}
