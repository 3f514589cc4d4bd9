extension Evaluation {
  /// Of the verdicts with at least that confidence: how many are right, nil where there are none,
  /// and what share of all they are.
  package func precision(at confidence: Double) -> (precision: Double?, coverage: Double) {
    let sure = outcomes.filter { $0.confidence >= confidence }
    return (
      Self.ratio(sure.count(where: \.isRight), sure.count),
      Self.ratio(sure.count, outcomes.count) ?? 0
    )
  }

  /// What is risked when only the surest verdicts are acted on.
  package struct RiskPoint: Sendable, Hashable {
    /// The least confidence that is acted on.
    package var confidence: Double
    /// The share of all questions that are then.
    package var coverage: Double
    /// The share of those that are wrong.
    package var risk: Double
  }

  /// The risk–coverage curve (El-Yaniv and Wiener, On the Foundations of Noise-free Selective
  /// Classification, 2010): a point for each confidence, from the surest to all.
  package var riskCurve: [RiskPoint] {
    let sorted = outcomes.sorted { $0.confidence > $1.confidence }
    var curve: [RiskPoint] = []
    var wrong = 0
    for (index, outcome) in sorted.enumerated() {
      if !outcome.isRight { wrong += 1 }
      // Verdicts of one confidence are acted on together.
      if index + 1 < sorted.count, sorted[index + 1].confidence == outcome.confidence { continue }
      let acted = Double(index + 1)
      curve.append(
        RiskPoint(
          confidence: outcome.confidence, coverage: acted / Double(sorted.count),
          risk: Double(wrong) / acted))
    }
    return curve
  }

  /// The area under the risk–coverage curve: the mean risk over all coverages.
  package var riskArea: Double {
    var area = 0.0
    var covered = 0.0
    for point in riskCurve {
      area += point.risk * (point.coverage - covered)
      covered = point.coverage
    }
    return area
  }

  /// The verdicts whose confidence lies in one tenth.
  package struct ReliabilityBin: Sendable, Hashable {
    /// From here on; the last one takes 1 too.
    package var start: Double
    package var count: Int
    /// The mean of their confidences.
    package var confidence: Double
    /// The share that is right.
    package var accuracy: Double
  }

  /// The reliability diagram in tenths; those that no verdict falls into are left out.
  package var reliability: [ReliabilityBin] {
    (0..<10).compactMap { tenth in
      let inside = outcomes.filter { min(Int($0.confidence * 10), 9) == tenth }
      guard !inside.isEmpty else { return nil }
      let count = Double(inside.count)
      return ReliabilityBin(
        start: Double(tenth) / 10, count: inside.count,
        confidence: inside.reduce(0) { $0 + $1.confidence } / count,
        accuracy: Double(inside.count(where: \.isRight)) / count)
    }
  }

  /// The mean distance between confidence and being right, over ten bins of confidence (expected
  /// calibration error; Naeini, Cooper and Hauskrecht, 2015).
  package var calibrationError: Double {
    reliability.reduce(0) { sum, bin in
      sum + abs(bin.accuracy - bin.confidence) * Double(bin.count) / Double(outcomes.count)
    }
  }
}
