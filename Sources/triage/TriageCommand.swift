internal import ArgumentParser
internal import Redaction

/// The command `triage`: options are parsed here and in `Options`, the work is done in `TriageDesk`.
@main
struct TriageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "triage",
    abstract: "Tell who owns a question, and what helps.",
    discussion: """
      Reads a question in free text, decides which desk owns it, and prints the steps or the \
      referral that help. Every decision can be explained: which rule, which words, which line \
      of which file.

        triage ask How do I add my work email to ID.me?
        triage ask --why "I got a CP2000 and don't understand it"
        echo "it doesn't work" | triage ask --format json
        triage eval knowledge/questions

      Exit codes: 0 done, 1 findings, 64 usage, 65 input unusable, 66 input missing, 73 cannot \
      create output, 74 read or write failed.
      """,
    version: "1.0.0",
    subcommands: [
      AskCommand.self, BatchCommand.self, DiffCommand.self, EvalCommand.self, FitCommand.self,
      ValidateCommand.self,
      ImportCommand.self,
      KnowledgeCommand.self, FeedbackCommand.self,
    ])

  /// Parses and runs; a usage error repeats what was typed, which may be a caller's question.
  static func main() {
    EarlyDesk.begin()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      EarlyDesk.end()
      let status = exitCode(for: error)
      guard status == .validationFailure else { exit(withError: error) }
      let message = Redaction(keeping: []).redacted(fullMessage(for: error))
      try? Terminal.write(message + "\n", to: .error)
      exit(withError: status)
    }
  }
}
