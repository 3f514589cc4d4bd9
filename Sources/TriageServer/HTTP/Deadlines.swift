/// How long clients may take.
package struct Deadlines: Sendable {
  /// For a head, which is also how long an idle connection is kept.
  package var idle = Duration.seconds(30)
  /// For a head, when most of the connections that may be open are.
  package var idleInCrowd = Duration.seconds(1)
  /// For a body.
  package var body = Duration.seconds(20)
  /// For reading an answer that came before they had sent everything.
  package var parting = Duration.seconds(2)
}
