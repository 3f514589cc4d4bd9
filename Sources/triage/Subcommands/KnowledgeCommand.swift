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
      abstract: "Show a concern as compiled: all that decides whether a question is about it.",
      discussion: """
        Rules come with the weight that counts and how it is made: the editor's, times the scale, \
        plus what the fit adds. The rule that says most counts in full, the others that fire by \
        half; the sum is in natural-log odds and starts from the prior. “Excluded by” is what \
        takes the concern back, or comes before it. “Vocabulary” tells what the sets in its \
        patterns stand for, with all inflections, and “Words” what single words say.

          triage kb show idme/mfa
          triage kb show idme/mfa --expand | less
          triage kb show irs/refund --format json | jq '.rules[] | {rule, weight}'

        triage ask --why tells which of it spoke in a question.
        """)

    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: "text to read, json for programs.")
    var format: Format = .text

    @Flag(name: .long, help: "List every phrase of the sets, and every word that counts.")
    var expand = false

    @Argument(help: "The concern, such as idme/mfa; triage kb list shows all.")
    var concern: String

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text, json
    }

    func run() throws {
      try Complaint.told {
        let desk = try common.openDesk()
        guard let text = rendered(desk) else {
          throw Complaint(
            .noInput, "there is no concern “\(concern)”", hint: KnowledgeText.hint(concern, desk))
        }
        try Terminal.write(text)
      }
    }

    private func rendered(_ desk: TriageDesk) -> String? {
      switch format {
      case .text: ConcernText.text(concern, of: desk, expand: expand, style: common.outputStyle)
      case .json: ConcernJSON.text(concern, of: desk, expand: expand)
      }
    }
  }
}
