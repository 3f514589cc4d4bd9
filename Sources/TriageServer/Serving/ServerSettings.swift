/// What those who run a server decide.
package struct ServerSettings: Sendable {
  /// The name or number of the address that it listens on; only this machine reaches the default.
  package var host = "127.0.0.1"
  /// 0 takes a port that is free.
  package var port = 8_080
  /// Further names under which it may be called.
  package var hostNames: [String] = []
  package var token: AccessToken?
  package var zendesk: ZendeskSignature?
  package var feedback: FeedbackStore?
  /// Whether the questions are kept with feedback, without personal data.
  package var keepsText = false
  /// The most connections that are open at a time; more wait. Each is an open file of the process.
  package var mostConnections = 15_000
  /// How often the files of the knowledge base are looked at.
  package var watchInterval = Duration.seconds(2)
  package var deadlines = Deadlines()

  package init() {}

  /// Whether others than this machine can reach it, so that a token must be asked for.
  package var isPublic: Bool { !HostName.isLoopback(host.lowercased()) }
}
