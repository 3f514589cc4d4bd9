extension Classifier {
  /// Further concerns that the present text asks about, besides the one decided on, such as the
  /// errand behind what blocks it; likeliest first, at most three.
  ///
  /// Their confidences stand each for itself: how likely it is that this is asked about too.
  package func also(_ decision: Decision) -> [Candidate] {
    let also = spokenBesides(decision).compactMap { further -> Candidate? in
      let odds = Exponential.of(
        compiled.scoring.alsoScale * further.said + compiled.scoring.also[further.concern]
          + compiled.scoring.besides[decision.concern])
      let confidence = odds / (1 + odds)
      guard confidence >= compiled.book.thresholds.also else { return nil }
      return Candidate(concern: further.concern, confidence: confidence)
    }
    return also.first(3, by: Self.isBefore)
  }

  /// The concerns, besides the one decided on, that rules speak for in the present text, and what they
  /// say, in natural-log odds; none besides “unclear” and “none”, nor any of these.
  package func spokenBesides(_ decision: Decision) -> [(concern: Int, said: Double)] {
    let neither = [compiled.book.noConcern, compiled.book.unclearConcern]
    guard !neither.contains(decision.concern) else { return [] }
    var spoken: [(concern: Int, said: Double)] = []
    for index in 0..<workspace.scores.ruleTargets.count {
      let concern = Int(workspace.scores.ruleTargets[index])
      guard concern < compiled.book.concerns.count, concern != decision.concern,
        !neither.contains(concern)
      else { continue }
      let score = workspace.scores.ruleScore(concern).total
      if score > 0 { spoken.append((concern, Double(score) / 1000)) }
    }
    return spoken
  }
}
