/// A rule that fired, with the words that made it fire.
package struct Evidence: Sendable, Hashable {
  /// The index of the rule in `RuleSet.rule(_:)`.
  package var rule: Int
  /// The index of the concern it speaks for; of an audience where it lies past the concerns.
  package var target: Int
  /// In natural-log odds; nil where it takes the concern back.
  package var weight: Double?
  /// Where in the text, in UTF-8 bytes: one stretch for each pattern that took part.
  package var places: [Range<Int>]
}

/// A word of the text that counted, with what it says for one concern.
package struct WordEvidence: Sendable, Hashable {
  package var word: String
  /// In natural-log odds, as it counted in this text.
  package var weight: Double
}

extension RuleSet {
  /// The rule of that index, as written.
  package func rule(_ index: Int) -> Rule {
    compiled.sources[index]
  }
}

extension Classifier {
  /// The rules that fired in the present text, in the order of the rules.
  package mutating func evidence() -> [Evidence] {
    var fired: [Int] = []
    for index in 0..<workspace.fired.count { fired.append(Int(workspace.fired[index])) }
    var all: [Evidence] = []
    for rule in fired.sorted() {
      let entry = compiled.rules.rules[rule]
      all.append(
        Evidence(
          rule: rule, target: Int(entry.target),
          weight: entry.weight == RuleTables.CompiledRule.excludes
            ? nil : Double(entry.weight) / 1000,
          places: places(ofRule: rule)))
    }
    return all
  }

  /// Where the patterns stand that made a rule fire.
  mutating func places(ofRule rule: Int) -> [Range<Int>] {
    var patterns: [Int] = []
    collectPatterns(compiled.rules.rules[rule].node, into: &patterns)
    return places(of: patterns)
  }

  /// The rules that fired in the present text, in no particular order.
  package var firedRules: [Int] {
    (0..<workspace.fired.count).map { Int(workspace.fired[$0]) }
  }

  /// The rule that spoke most for a concern in the present text, the first of equals; nil where none
  /// did.
  package func strongestRule(for concern: Int) -> Int? {
    var strongest: (rule: Int, weight: Int32)?
    for index in 0..<workspace.fired.count {
      let rule = Int(workspace.fired[index])
      let entry = compiled.rules.rules[rule]
      guard Int(entry.target) == concern, entry.weight != RuleTables.CompiledRule.excludes
      else { continue }
      if let best = strongest, (best.weight, rule) > (entry.weight, best.rule) { continue }
      strongest = (rule, entry.weight)
    }
    return strongest?.rule
  }

  /// How readily the audience of a decision asks about its concern, and the words that spoke most for that
  /// audience, or against it; nil where there is none.
  package func audienceEvidence(_ decision: Decision, limit: Int)
    -> (asking: Double, words: [WordEvidence])?
  {
    decision.audience.map { audience in
      let asking = compiled.scoring.asking(
        decision.concern, audience: audience, of: compiled.book.audiences.count)
      return (
        Double(asking) / 1000, words(for: compiled.book.concerns.count + audience, limit: limit)
      )
    }
  }

  /// The words that spoke for a concern, or against it, in no particular order.
  package func words(for concern: Int) -> [WordEvidence] {
    weighedWords(for: concern).map { evidence($0) }
  }

  /// The words that spoke most for a concern, or against it, strongest first; likewise for an audience,
  /// whose index lies past the concerns.
  package func words(for concern: Int, limit: Int) -> [WordEvidence] {
    weighedWords(for: concern).first(limit) { isStronger($0, $1) }.map { evidence($0) }
  }

  private typealias WeighedWord = (feature: Int, weight: Int32)

  private func weighedWords(for concern: Int) -> [WeighedWord] {
    var words: [WeighedWord] = []
    for index in 0..<workspace.features.count {
      let feature = Int(workspace.features[index])
      if let weight = compiled.scoring.weight(of: feature, for: concern) {
        words.append((feature, weight))
      }
    }
    return words
  }

  /// By weight, then in the order of their letters.
  private func isStronger(_ a: WeighedWord, _ b: WeighedWord) -> Bool {
    a.weight.magnitude != b.weight.magnitude
      ? a.weight.magnitude > b.weight.magnitude : spelling(a) < spelling(b)
  }

  private func spelling(_ word: WeighedWord) -> String {
    compiled.book.weights.words.word(compiled.scoring.row(ofFeature: word.feature))
  }

  private func evidence(_ word: WeighedWord) -> WordEvidence {
    WordEvidence(word: spelling(word), weight: Double(word.weight) / 1000 * wordShare)
  }

  /// The patterns that hold and are part of the reason why a condition does.
  private mutating func collectPatterns(_ node: UInt32, into patterns: inout [Int]) {
    let node = compiled.rules.nodes[Int(node)]
    switch node.kind {
    case .match: patterns.append(Int(node.start))
    case .unless: break
    case .all, .any:
      for index in node.start..<node.end {
        let child = compiled.rules.children[Int(index)]
        if compiled.holds(child, &workspace) { collectPatterns(child, into: &patterns) }
      }
    }
  }

  mutating func places(of patterns: [Int]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    for pattern in patterns {
      let hit = workspace.hits[pattern]
      guard hit.text == workspace.text else { continue }
      let tokens = compiled.tokens(of: pattern, hit, &workspace)
      if let place = place(of: tokens), !places.contains(place) { places.append(place) }
    }
    return places.sorted { $0.lowerBound < $1.lowerBound }
  }

  func place(of tokens: Range<Int>) -> Range<Int>? {
    guard !tokens.isEmpty, tokens.upperBound <= workspace.tokens.count else { return nil }
    let first = workspace.tokens[tokens.lowerBound]
    let last = workspace.tokens[tokens.upperBound - 1]
    return Int(first.start)..<Int(last.end)
  }

  /// What the text says it is not about, in its order.
  package var denied: [Range<Int>] {
    var places: [Range<Int>] = []
    var known: Set<Range<Int>> = []
    for index in 0..<workspace.denied.count {
      let range = workspace.denied[index]
      if let place = place(of: Int(range.start)..<Int(range.end)), known.insert(place).inserted {
        places.append(place)
      }
    }
    return places
  }

  /// The stretch of the text in which the first notice is named, in bytes.
  package var noticePlace: Range<Int>? {
    guard let notice = firstNotice else { return nil }
    return place(of: Int(notice.start)..<Int(notice.end))
  }
}
