/// What a text was judged to be, without the reasons.
package struct Decision: Sendable, Hashable {
  /// The index of the concern.
  package var concern: Int
  /// How likely it is the right one, 0…1.
  package var confidence: Double
  /// Whether the confidence reaches the threshold of a decision.
  package var isDecided: Bool
  /// The index of the audience; nil when the text does not tell.
  package var audience: Int?
  /// The first notice that the text names: an index in the notices, or past them in the series.
  package var notice: Int?
}

/// A concern with its confidence.
package struct Candidate: Sendable, Hashable, BitwiseCopyable {
  package var concern: Int
  package var confidence: Double

  package init(concern: Int, confidence: Double) {
    self.concern = concern
    self.confidence = confidence
  }
}
