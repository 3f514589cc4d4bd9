/// Judges texts, one after another, with memory that is kept between them.
///
/// One thread uses one classifier; the rule set is shared. After a text was judged, the classifier
/// can say why, until the next one.
package struct Classifier: ~Copyable {
  package let rules: RuleSet
  let compiled: CompiledRules
  var workspace: Workspace
  /// The concerns that can be the answer, with their odds, in no order.
  private var odds = Buffer<Candidate>(capacity: 64)
  /// Whether anything speaks for any of them.
  private var isAnythingSaid = false
  /// The sum of the odds of all concerns.
  private var total = 1.0
  /// The odds of each owner's concerns together, and the likeliest of these by index in `odds`.
  private var owners: Buffer<(odds: Double, best: Int)>
  /// The likeliest concern of the present text, and the one that waits for the concern decided on.
  private(set) var likeliest: Int?
  private(set) var errand: Int?

  package init(_ rules: RuleSet) {
    self.rules = rules
    compiled = rules.compiled
    workspace = Workspace(for: compiled)
    owners = Buffer(repeating: (0, -1), count: compiled.scoring.ownerCount)
  }

  /// Judges a text of UTF-8 bytes; bytes that are not UTF-8 separate words.
  package mutating func classify(_ text: UnsafeBufferPointer<UInt8>) -> Decision {
    compiled.match(text, &workspace)
    score()
    rank()
    return decide()
  }

  /// What the present text would be judged to be if one of the rules were not there.
  ///
  /// Nothing is read anew: the rules that fired and the words that were seen are weighed again.
  /// Candidates are those of this judgement, until the next.
  package mutating func decision(without rule: Int) -> Decision {
    workspace.scores.beginText()
    score(without: UInt32(rule))
    rank()
    return decide()
  }

  // MARK: Scores

  /// - Parameter absent: a rule that is passed over.
  private mutating func score(without absent: UInt32 = .max) {
    for index in 0..<workspace.fired.count where workspace.fired[index] != absent {
      let rule = compiled.rules.rules[Int(workspace.fired[index])]
      workspace.scores.addRule(rule.weight, to: Int(rule.target))
    }
    for index in 0..<workspace.features.count {
      let start = compiled.scoring.wordStarts[Int(workspace.features[index])]
      workspace.readAhead &+= UInt32(
        truncatingIfNeeded: Int(compiled.scoring.weights[Int(start) * 4][0]))
    }
    for index in 0..<workspace.features.count {
      let feature = Int(workspace.features[index])
      let start = compiled.scoring.wordStarts[feature]
      for row in Int(start)..<Int(compiled.scoring.wordStarts[feature + 1]) {
        workspace.scores.add(
          compiled.scoring.weights, at: row * 4, of: compiled.scoring.places[row])
      }
    }
  }

  /// The share in which words count: many words of a long story must not outweigh its rules.
  @inline(__always)
  var wordShare: Double {
    1 / Double(max(workspace.wordCount, 1)).squareRoot()
  }

  /// Odds of all concerns that anything speaks for, and of the likeliest others; only these are
  /// looked at, so that a knowledge base of ten thousand concerns costs no more.
  private mutating func rank() {
    odds.removeAll()
    isAnythingSaid = !workspace.scores.ruleTargets.isEmpty
    total = compiled.scoring.biasTotal
    for block in 0..<compiled.scoring.biases.count {
      var concerns = workspace.scores.spokenFor(block: block)
      guard concerns != 0 else { continue }
      isAnythingSaid = true
      let odds = Exponential.of(logOdds(block) / compiled.scoring.temperature)
      while concerns != 0 {
        let lane = concerns.trailingZeroBitCount
        concerns &= concerns &- 1
        let concern = block * 8 + lane
        total += odds[lane] - compiled.scoring.biasOdds[concern]
        self.odds.append(Candidate(concern: concern, confidence: odds[lane]))
      }
    }
    for index in compiled.scoring.likeliest.indices {
      let concern = Int(compiled.scoring.likeliest[index])
      if workspace.scores.spokenFor[concern / 32] >> UInt32(concern % 32) & 1 == 0 {
        odds.append(Candidate(concern: concern, confidence: compiled.scoring.biasOdds[concern]))
      }
    }
  }

  /// The log-odds of eight concerns, in natural units.
  @inline(__always)
  private func logOdds(_ block: Int) -> SIMD8<Double> {
    var fixed = compiled.scoring.biases[block]
    for index in 0..<workspace.scores.ruleTargets.count {
      let target = Int(workspace.scores.ruleTargets[index])
      if target / 8 == block { fixed[target % 8] &+= workspace.scores.ruleScore(target).total }
    }
    return (SIMD8<Double>(fixed) + SIMD8<Double>(workspace.scores.words[block]) * wordShare) / 1000
  }

  /// Whether one candidate stands before another: by odds, then in the order of the concerns.
  static func isBefore(_ a: Candidate, _ b: Candidate) -> Bool {
    a.confidence > b.confidence || (a.confidence == b.confidence && a.concern < b.concern)
  }

  // MARK: Decision

  private mutating func decide() -> Decision {
    var decision = choose()
    decision.audience = audience(asking: decision.concern)
    return decision
  }

  /// The decision, but for the audience.
  private mutating func choose() -> Decision {
    let thresholds = compiled.book.thresholds
    (likeliest, errand) = (nil, nil)
    var decision = Decision(
      concern: compiled.book.unclearConcern, confidence: 0, isDecided: false,
      audience: nil, notice: firstNotice.map { Int($0.notice) })
    // Nothing in the text is known: too little is said, whatever is likely as a rule.
    guard isAnythingSaid, !odds.isEmpty else { return decision }
    let (first, front) = frontRunners()
    let blocker = blocker(of: front, first: first)
    let best = odds[blocker ?? front]
    decision.confidence = best.confidence / total
    if decision.confidence >= thresholds.suggested {
      likeliest = odds[first].concern
      errand = blocker == nil ? nil : odds[front].concern
      decision.concern = best.concern
      decision.isDecided = decision.confidence >= thresholds.decided
    }
    return decision
  }

  /// How many of the likeliest concerns can be decided on.
  private static let choice = 12

  /// The likeliest concern, and the one to decide on: likely itself, and of a likely owner. Sending
  /// a person to the wrong desk is worse than naming the wrong concern of the right one, and the
  /// chances of a desk are spread over all its concerns.
  ///
  /// Of each owner only its likeliest concern can be the one.
  @inline(__always)
  private mutating func frontRunners() -> (first: Int, front: Int) {
    for owner in 0..<owners.count { owners[owner] = (0, -1) }
    var first = 0
    for index in 0..<odds.count {
      let candidate = odds[index]
      let owner = Int(compiled.scoring.owners[candidate.concern])
      let best = owners[owner].best
      owners[owner].odds += candidate.confidence
      if best < 0 || Self.isBefore(candidate, odds[best]) { owners[owner].best = index }
      if Self.isBefore(candidate, odds[first]) { first = index }
    }
    var front = first
    var most = 0.0
    for owner in 0..<owners.count where owners[owner].best >= 0 {
      let best = owners[owner].best
      let score = odds[best].confidence + owners[owner].odds
      guard score > most || (score == most && Self.isBefore(odds[best], odds[front])),
        best == first || isAmongFirst(best)
      else { continue }
      (front, most) = (best, score)
    }
    return (first, front)
  }

  @inline(__always)
  private func isAmongFirst(_ candidate: Int) -> Bool {
    var before = 0
    for index in 0..<odds.count where Self.isBefore(odds[index], odds[candidate]) { before += 1 }
    return before < Self.choice
  }

  /// How likely a blocker must be, as a share of the errand that it blocks, to come first.
  package static let blockerShare = 0.35

  /// The likeliest concern, but for the likeliest of all, that stands between the person and this
  /// errand.
  @inline(__always)
  private func blocker(of errand: Int, first: Int) -> Int? {
    let owner = compiled.scoring.owners[odds[errand].concern]
    let least = odds[errand].confidence * Self.blockerShare
    var best: Int?
    for index in 0..<odds.count where index != first {
      guard compiled.scoring.blocked[odds[index].concern] == owner, odds[index].confidence >= least
      else { continue }
      if let known = best, Self.isBefore(odds[known], odds[index]) { continue }
      best = index
    }
    return best
  }

  /// The likeliest audience of the present text, if it is about a concern, as far as it is likely enough;
  /// the others, and that the text does not tell, have their share too.
  @inline(__always)
  private func audience(asking concern: Int) -> Int? {
    let audiences = compiled.book.audiences.indices
    var best: (index: Int, odds: Double)?
    var total = 1.0
    for index in audiences {
      let asking = Double(compiled.scoring.asking(concern, audience: index, of: audiences.count))
      let said = workspace.scores.said(
        for: compiled.book.concerns.count + index, wordShare: wordShare)
      let odds = Exponential.of((asking + said) / 1000)
      total += odds
      if odds > best?.odds ?? 0 { best = (index, odds) }
    }
    return best.flatMap {
      $0.odds / total >= compiled.book.thresholds.audience ? $0.index : nil
    }
  }

  /// The notice that stands first in the text.
  @inline(__always)
  var firstNotice: Workspace.NoticeMatch? {
    var first: Workspace.NoticeMatch?
    for index in 0..<workspace.notices.count {
      let notice = workspace.notices[index]
      guard let known = first else {
        first = notice
        continue
      }
      // Of two that overlap the longer one is meant.
      let (length, knownLength) = (notice.end - notice.start, known.end - known.start)
      let overlap = notice.start < known.end && known.start < notice.end
      let isBetter =
        overlap && length != knownLength ? length > knownLength : notice.start < known.start
      if isBetter { first = notice }
    }
    return first
  }

  /// The likeliest concerns of the present text, at most `count`, best first.
  package func candidates(_ count: Int) -> [Candidate] {
    (0..<odds.count).first(count, by: { Self.isBefore(odds[$0], odds[$1]) }).map {
      Candidate(concern: odds[$0].concern, confidence: odds[$0].confidence / total)
    }
  }
}
