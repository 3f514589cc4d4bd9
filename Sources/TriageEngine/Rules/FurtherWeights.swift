/// How likely it is that a text asks about a further concern too, besides the one decided on: the log-odds
/// are what the rules of the further concern say, scaled, and what is known of the two of them.
///
/// That a rule fires says little alone. Who cannot sign in tells what for, and wants to know it answered;
/// who asks about a letter names the money in it, and does not ask about a payment.
package struct FurtherWeights: Sendable, Hashable {
  /// What the rules of the further concern say is multiplied with.
  package var scale = 1.0
  /// How readily a concern is asked about besides another, in natural-log odds, by its id.
  package var also: [String: Double] = [:]
  /// How readily others are asked about besides a concern, in natural-log odds, by its id.
  package var besides: [String: Double] = [:]

  /// Where nothing was fitted.
  private static let unfitted = -3.2

  package init() {}

  /// How readily a concern is asked about besides another, in natural-log odds.
  package func also(_ concern: String) -> Double { also[concern] ?? Self.unfitted }

  /// How readily others are asked about besides a concern, in natural-log odds.
  package func besides(_ concern: String) -> Double { besides[concern] ?? 0 }
}
