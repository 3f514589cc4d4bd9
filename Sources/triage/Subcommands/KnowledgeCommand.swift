internal import ArgumentParser
internal import TriageDesk

/// `triage kb`: the knowledge base as the engine sees it.
struct KnowledgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kb",
    abstract: "Read the knowledge base as the engine sees it.",
    subcommands: [List.self, Show.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the concerns with their titles.")

    @OptionGroup var common: CommonOptions

    func run() throws {
      try Complaint.told {
        let desk = try common.openDesk()
        try Terminal.write(KnowledgeText.list(desk, style: common.outputStyle))
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a concern as compiled: rules, weights, examples.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The concern, such as idme/mfa.")
    var concern: String

    func run() throws {
      try Complaint.told {
        let desk = try common.openDesk()
        guard let text = KnowledgeText.show(concern, of: desk, style: common.outputStyle) else {
          throw Complaint(
            .noInput, "there is no concern “\(concern)”", hint: KnowledgeText.hint(concern, desk))
        }
        try Terminal.write(text)
      }
    }
  }
}
