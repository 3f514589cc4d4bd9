internal import ArgumentParser
internal import KnowledgeBase
internal import TriageDesk

/// `triage ask`: one question, its owner, and what helps.
struct AskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Classify one question and print the steps or the referral.",
    discussion: """
      Without a question it reads standard input; at a terminal it prompts for question after \
      question. There, the number of a choice leads on, :why explains the last answer, :help \
      lists the commands, and :quit leaves.
      """)

  @OptionGroup var common: CommonOptions

  @Option(name: .long, help: "text to read out, json for programs, markdown to paste in a reply.")
  var format: Format = .text

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Whom the question comes from, if you know: existing or new.",
      discussion: "Default: what the question says; if it says nothing, both paths are shown.",
      valueName: "audience"))
  var audience: String?

  @Flag(name: .long, help: "Say why: rules, words, runners-up and margin.")
  var why = false

  @Argument(help: ArgumentHelp("The question, in any number of words.", valueName: "question"))
  var question: [String] = []

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  func run() throws {
    try Complaint.told {
      let desk = try common.openDesk()
      try checkAudience(desk)
      if question.isEmpty, Terminal.isTerminal(.input) {
        var conversation = Conversation(desk, self)
        try conversation.run()
      } else {
        let asked =
          question.isEmpty
          ? String(decoding: try Terminal.readInput(limit: TriageDesk.questionLimit), as: UTF8.self)
          : question.joined(separator: " ")
        try Terminal.write(answer(desk, try checked(asked)))
        // Giving back piece by piece what the desk knows would only keep the agent waiting.
        withExtendedLifetime(desk) { Self.exit() }
      }
    }
  }

  private func checkAudience(_ desk: TriageDesk) throws {
    let known = desk.knowledge.audiences.map(\.id)
    if let audience, !known.contains(audience) {
      throw ValidationError(
        "there is no audience “\(audience)”; the knowledge base has \(known.joined(separator: " and "))"
      )
    }
  }

  private func checked(_ asked: String) throws -> String {
    guard asked.utf8.count <= TriageDesk.questionLimit else {
      throw Complaint(
        .badInput, "the question is longer than \(TriageDesk.questionLimit) bytes",
        hint: "ask about the part that matters; whole exports are for triage batch")
    }
    return asked
  }

  private func answer(_ desk: TriageDesk, _ asked: String) -> String {
    render(desk.reply(to: asked, audience: audience))
  }

  func render(_ reply: Reply) -> String {
    switch format {
    case .text:
      ReplyText.text(reply, style: common.outputStyle, why: why, width: Terminal.width)
    case .json: ReplyJSON.text(reply)
    case .markdown: ReplyMarkdown.text(reply)
    }
  }
}
