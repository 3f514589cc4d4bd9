internal import ArgumentParser

/// The command `triage-server`: options are parsed here, the work is done in `TriageServer`.
@main
struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "triage-server",
    abstract: "Serve verdicts to browsers, programs and a helpdesk.",
    discussion: """
      Without more it listens on this machine only: the console for agents is at \
      http://127.0.0.1:8080, the API is described at /openapi.json.

        triage-server
        triage-server --port 9000 --knowledge my-knowledge
        triage-server --host 0.0.0.0 --token-file /etc/triage/token
        triage-server feedback report

      To be reached from other machines it asks for a token, which callers send in the header \
      Authorization: Bearer TOKEN. Put TLS in front of it then. SIGHUP reads the knowledge base \
      again, SIGTERM ends it once running requests are answered.
      """,
    version: "1.0.0",
    subcommands: [ServeCommand.self, FeedbackCommand.self], defaultSubcommand: ServeCommand.self)
}
