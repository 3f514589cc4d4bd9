/// Something that one rule does to another, or to itself, with a sentence that shows it.
package struct RuleRelation: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Both rules of a concern match the same texts.
    case duplicate
    /// Whatever the rule matches the other one matches, which says at least as much for the concern.
    case covered
    /// The rule takes itself back, or the other one takes the concern back, wherever it matches.
    case impossible
    /// The sentence speaks for the concerns of both rules nearly alike.
    case conflicting
  }

  package var kind: Kind
  /// The indices of the rules; the other is nil where a rule takes itself back.
  package var rule: Int
  package var other: Int?
  /// What the engine really judges so.
  package var sentence: String
}

/// Finds what rules do to each other.
///
/// What is said of two rules of one concern is proven from what they say (`RuleImplication`) and then
/// shown to the engine; what does not show is not told.
package struct RuleAnalysis: ~Copyable {
  /// Two concerns whose confidences are less than this apart are as good as equal.
  package static let conflictMargin = 0.1

  private let rules: RuleSet
  private var implication: RuleImplication
  private let witness: WitnessSentence
  private var classifier: Classifier
  private var relations: [RuleRelation] = []
  private var conflicts: Set<Set<Int>> = []

  package init(_ rules: RuleSet) {
    self.rules = rules
    let patterns = PatternOutline(rules.compiled.patterns)
    implication = RuleImplication(rules.compiled.rules, patterns)
    witness = WitnessSentence(rules, patterns)
    classifier = Classifier(rules)
  }

  /// Everything that is found, rule by rule.
  ///
  /// - Parameter progress: is told the share that is done, from 0 to 1.
  package consuming func relations(progress: (Double) -> Void = { _ in }) -> [RuleRelation] {
    var first = 0
    for (concern, written) in rules.book.concerns.enumerated() {
      let own = first..<first + written.rules.count
      for rule in own { look(at: rule, among: own) }
      first = own.upperBound
      progress(Double(concern + 1) / Double(rules.book.concerns.count))
    }
    return relations
  }

  private func node(_ rule: Int) -> UInt32 {
    rules.compiled.rules.rules[rule].node
  }

  private func isExcluding(_ rule: Int) -> Bool {
    rules.rule(rule).weight == nil
  }

  private mutating func look(at rule: Int, among own: Range<Int>) {
    if findImpossible(rule, own) || findCovered(rule, own) { return }
    findConflict(rule)
  }

  // MARK: Within a concern

  private mutating func findImpossible(_ rule: Int, _ own: Range<Int>) -> Bool {
    if implication.neverHolds(node(rule)) {
      return add(.impossible, rule, nil) { !$0.contains(rule) }
    }
    guard !isExcluding(rule) else { return false }
    for other in own where isExcluding(other) && implication.implies(node(rule), node(other)) {
      if add(.impossible, rule, other, where: { $0.contains(rule) && $0.contains(other) }) {
        return true
      }
    }
    return false
  }

  private mutating func findCovered(_ rule: Int, _ own: Range<Int>) -> Bool {
    for other in own where other != rule && isExcluding(other) == isExcluding(rule) {
      let (weight, otherWeight) = (rules.rule(rule).weight ?? 0, rules.rule(other).weight ?? 0)
      guard otherWeight >= weight || other < rule, implication.implies(node(rule), node(other))
      else { continue }
      // Of two that are the same the later one is told.
      let isSame = implication.implies(node(other), node(rule))
      guard isSame ? other < rule : otherWeight >= weight else { continue }
      if add(
        isSame ? .duplicate : .covered, rule, other,
        where: { $0.contains(rule) && $0.contains(other) })
      {
        return true
      }
    }
    return false
  }

  /// Adds a relation with the first sentence in which the fired rules are as they should be.
  private mutating func add(
    _ kind: RuleRelation.Kind, _ rule: Int, _ other: Int?, where isShown: ([Int]) -> Bool
  ) -> Bool {
    for attempt in 0..<WitnessSentence.attempts {
      let sentence = witness.sentence(of: node(rule), attempt: attempt)
      guard classify(sentence) != nil, isShown(classifier.firedRules) else { continue }
      relations.append(RuleRelation(kind: kind, rule: rule, other: other, sentence: sentence))
      return true
    }
    return false
  }

  // MARK: Between concerns

  private mutating func findConflict(_ rule: Int) {
    guard !isExcluding(rule) else { return }
    for attempt in 0..<WitnessSentence.attempts {
      let sentence = witness.sentence(of: node(rule), attempt: attempt)
      guard classify(sentence) != nil, classifier.firedRules.contains(rule) else { continue }
      let concern = rules.concern(ofRule: rule)
      let front = classifier.candidates(2)
      guard front.count == 2, front[0].confidence - front[1].confidence < Self.conflictMargin,
        let rival = front.first(where: { $0.concern != concern })?.concern,
        front.contains(where: { $0.concern == concern }),
        let other = classifier.strongestRule(for: rival)
      else { return }
      if conflicts.insert([rule, other]).inserted {
        relations.append(
          RuleRelation(kind: .conflicting, rule: rule, other: other, sentence: sentence))
      }
      return
    }
  }

  private mutating func classify(_ sentence: String) -> Decision? {
    guard !sentence.isEmpty else { return nil }
    var sentence = sentence
    return sentence.withUTF8 { classifier.classify($0) }
  }
}
