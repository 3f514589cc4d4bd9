/// Judges texts, one after another, with memory that is kept between them.
///
/// One thread uses one classifier; the rule set is shared. After a text was judged, the classifier
/// can say why, until the next one.
package struct Classifier: ~Copyable {
  package let rules: RuleSet
  var workspace: Workspace
  /// Concerns with their log-odds, the likeliest first.
  private var ranking = Buffer<Candidate>(capacity: 64)

  package init(_ rules: RuleSet) {
    self.rules = rules
    workspace = Workspace(for: rules)
  }

  /// Judges a text of UTF-8 bytes; bytes that are not UTF-8 separate words.
  package mutating func classify(_ text: UnsafeBufferPointer<UInt8>) -> Decision {
    rules.match(text, &workspace)
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
      let rule = rules.rules.rules[Int(workspace.fired[index])]
      workspace.scores.addRule(rule.weight, to: Int(rule.target))
    }
    for index in 0..<workspace.features.count {
      let feature = Int(workspace.features[index])
      for entry in rules.scoring.wordStarts[feature]..<rules.scoring.wordStarts[feature + 1] {
        let score = rules.scoring.wordWeights[Int(entry)]
        workspace.scores.addWord(score.weight, to: Int(score.concern))
      }
    }
  }

  /// The share in which words count: many words of a long story must not outweigh its rules.
  var wordShare: Double {
    1 / Double(max(workspace.wordCount, 1)).squareRoot()
  }

  /// The log-odds of a concern, in natural units.
  func logOdds(_ concern: Int) -> Double {
    let entry = workspace.scores[concern]
    let fixed = rules.scoring.biases[concern] + entry.ruleScore
    return (Double(fixed) + Double(entry.words) * wordShare) / 1000
  }

  /// Confidences of all concerns that anything speaks for, and of the likeliest others; only these
  /// are looked at, so that a knowledge base of ten thousand concerns costs no more.
  private mutating func rank() {
    ranking.removeAll()
    var total = rules.scoring.biasTotal
    for index in 0..<workspace.scores.touched.count {
      let concern = Int(workspace.scores.touched[index])
      guard concern < rules.book.concerns.count else { continue }
      let odds = Exponential.of(logOdds(concern) / rules.scoring.temperature)
      total += odds - rules.scoring.biasOdds[concern]
      ranking.append(Candidate(concern: concern, confidence: odds))
    }
    for concern in rules.scoring.byBias.prefix(4) where !isRanked(Int(concern)) {
      ranking.append(
        Candidate(concern: Int(concern), confidence: rules.scoring.biasOdds[Int(concern)]))
    }
    for index in 0..<ranking.count { ranking[index].confidence /= total }
    sortRanking()
  }

  private func isRanked(_ concern: Int) -> Bool {
    for index in 0..<ranking.count where ranking[index].concern == concern { return true }
    return false
  }

  /// By confidence, then in the order of the concerns. Insertion: there are few, and nothing is
  /// allocated.
  private mutating func sortRanking() {
    for index in 1..<max(ranking.count, 1) {
      let candidate = ranking[index]
      var place = index
      while place > 0,
        (ranking[place - 1].confidence, -ranking[place - 1].concern)
          < (candidate.confidence, -candidate.concern)
      {
        ranking[place] = ranking[place - 1]
        place -= 1
      }
      ranking[place] = candidate
    }
  }

  // MARK: Decision

  private func decide() -> Decision {
    let thresholds = rules.book.thresholds
    var decision = Decision(
      concern: rules.book.unclearConcern, confidence: 0, isDecided: false, audience: audience,
      notice: firstNotice.map { Int($0.notice) })
    // Nothing in the text is known: too little is said, whatever is likely as a rule.
    guard !workspace.scores.touched.isEmpty, !ranking.isEmpty else { return decision }
    let front = frontRunner
    let best = blocker(of: front) ?? front
    decision.confidence = best.confidence
    if best.confidence >= thresholds.suggested {
      decision.concern = best.concern
      decision.isDecided = best.confidence >= thresholds.decided
    }
    return decision
  }

  /// The concern to decide on: likely itself, and of a likely owner. Sending a person to the wrong
  /// desk is worse than naming the wrong concern of the right one, and the chances of a desk are
  /// spread over all its concerns.
  private var frontRunner: Candidate {
    var best = ranking[0]
    var bestScore = -1.0
    for index in 0..<min(ranking.count, 12) {
      let score = ranking[index].confidence + ownerConfidence(of: ranking[index].concern)
      if score > bestScore {
        best = ranking[index]
        bestScore = score
      }
    }
    return best
  }

  /// How likely the owner of a concern is the right one.
  private func ownerConfidence(of concern: Int) -> Double {
    let owner = rules.book.concerns[concern].owner
    var sum = 0.0
    for index in 0..<ranking.count where rules.book.concerns[ranking[index].concern].owner == owner
    {
      sum += ranking[index].confidence
    }
    return sum
  }

  /// How likely a blocker must be, as a share of the errand that it blocks, to come first.
  private static let blockerShare = 0.35

  /// The likeliest concern that stands between the person and this errand.
  private func blocker(of errand: Candidate) -> Candidate? {
    let owner = rules.book.concerns[errand.concern].owner
    for index in 1..<max(ranking.count, 1) {
      let candidate = ranking[index]
      guard candidate.confidence >= errand.confidence * Self.blockerShare else { return nil }
      if rules.book.concerns[candidate.concern].blocks == owner { return candidate }
    }
    return nil
  }

  /// The audience with the most weight, if it leads by a clear hint.
  private var audience: Int? {
    let count = rules.book.concerns.count
    var best: (index: Int, score: Int32)?
    var second: Int32 = 0
    for index in rules.book.audiences.indices {
      let score = workspace.scores[count + index].ruleScore
      if score > best?.score ?? 0 {
        second = best?.score ?? 0
        best = (index, score)
      } else {
        second = max(second, score)
      }
    }
    guard let best, best.score - second >= 1000 else { return nil }
    return best.index
  }

  /// The notice that stands first in the text.
  var firstNotice: Workspace.NoticeMatch? {
    var first: Workspace.NoticeMatch?
    for index in 0..<workspace.notices.count {
      let notice = workspace.notices[index]
      guard let known = first else {
        first = notice
        continue
      }
      // Of two that overlap the longer one is meant.
      let isBetter =
        notice.start < known.end && known.start < notice.end
        ? (notice.end - notice.start) > (known.end - known.start) : notice.start < known.start
      if isBetter { first = notice }
    }
    return first
  }

  /// The likeliest concerns of the present text, at most `count`, best first.
  package func candidates(_ count: Int) -> [Candidate] {
    (0..<min(count, ranking.count)).map { ranking[$0] }
  }
}

extension Classifier {
  /// How much must speak for a concern, in natural-log odds, before it is as likely as not that it
  /// is asked about besides another one.
  private static let furtherBias = 3.5
  /// How much words count here, as a share: they were fitted to tell concerns apart, and speak
  /// against one where another is likelier.
  private static let furtherWordShare = 0.5

  /// Further concerns that the present text asks about, besides the one decided on, such as the
  /// errand behind what blocks it; likeliest first, at most three.
  ///
  /// Their confidences stand each for itself: how likely it is that this is asked about too.
  package func also(_ decision: Decision) -> [Candidate] {
    let neither = [rules.book.noConcern, rules.book.unclearConcern]
    guard !neither.contains(decision.concern) else { return [] }
    var also: [Candidate] = []
    for index in 0..<workspace.scores.touched.count {
      let concern = Int(workspace.scores.touched[index])
      guard concern < rules.book.concerns.count, concern != decision.concern,
        !neither.contains(concern)
      else { continue }
      let confidence = furtherConfidence(concern)
      if confidence >= rules.book.thresholds.also {
        also.append(Candidate(concern: concern, confidence: confidence))
      }
    }
    also.sort { ($1.confidence, $0.concern) < ($0.confidence, $1.concern) }
    return Array(also.prefix(3))
  }

  private func furtherConfidence(_ concern: Int) -> Double {
    let entry = workspace.scores[concern]
    guard !entry.isExcluded, entry.ruleScore > 0 else { return 0 }
    let spoken = Double(entry.ruleScore) + Double(entry.words) * wordShare * Self.furtherWordShare
    let odds = Exponential.of(spoken / 1000 - Self.furtherBias)
    return odds / (1 + odds)
  }
}
