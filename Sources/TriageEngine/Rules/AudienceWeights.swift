/// How readily each audience asks about each concern: in natural-log odds, next to texts that do not tell
/// from whom they come.
///
/// What is asked tells more of who asks than how: whoever waits for a code to sign in has an account.
package struct AudienceWeights: Sendable, Hashable {
  /// What the fit adds to what the concern says, by the id of the audience, then by that of the concern:
  /// a change of the concern takes effect without another fit.
  package var asking: [String: [String: Double]] = [:]

  package init() {}

  /// - Parameter isUsual: whether the concern says that it is this audience that asks as a rule.
  package func asking(_ concern: String, audience: String, isUsual: Bool) -> Double {
    Self.unfitted(isUsual: isUsual) + (asking[audience]?[concern] ?? 0)
  }

  /// Where nothing was fitted: a hint must show that it is this audience, and for the one that asks about
  /// the concern as a rule nothing must show that it is another.
  package static func unfitted(isUsual: Bool) -> Double { isUsual ? 0.5 : -1 }
}
