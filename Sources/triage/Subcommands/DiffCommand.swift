internal import ArgumentParser
internal import TicketIO
internal import TriageDesk

/// `triage diff`: which tickets a change of the knowledge base moves.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show which tickets a change of the knowledge base moves, and by which rules.",
    discussion: """
      What an editor runs before publishing. Every ticket is judged by both knowledge bases; it is \
      moved when its concern is another, or when only one of them decides it. A moved ticket is told \
      by its id, with the rules behind the move: + fires only now, - fires no more, ~ has another \
      weight. Message text is not shown. The counts of each pair of labels come last.

        git worktree add /tmp/before main
        triage diff /tmp/before/knowledge knowledge last-month.csv
        triage diff --summary /tmp/before/knowledge knowledge exports/*.ndjson
        triage diff --exit-code --format json old new labelled.jsonl > moves.json

      Tickets are exports as “triage batch” reads them, or labelled questions in JSON Lines; - is \
      standard input. Exit code 1 with --exit-code when a ticket is moved, 65 when a record could not \
      be read.
      """)

  @OptionGroup var colors: ColorOptions

  @OptionGroup var tickets: TicketOptions

  @Option(name: .long, help: "text or json.")
  var format: Format = .text

  @Flag(name: .long, help: "Only the counts, not the tickets one by one.")
  var summary = false

  @Flag(name: .long, help: "Exit with 1 when a ticket is moved.")
  var exitCode = false

  @Flag(name: .long, help: "Say nothing about the exports, and show no progress.")
  var quiet = false

  @Argument(help: "The folder of the knowledge base as it was.")
  var oldKnowledge: String

  @Argument(help: "The folder of the changed knowledge base.")
  var newKnowledge: String

  @Argument(help: "Exports of tickets; - is standard input.")
  var inputs: [String]

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func run() throws {
    try Complaint.told {
      let errorStyle = colors.style(of: .error)
      let old = try TriageDesk.opened(oldKnowledge, errorStyle: errorStyle)
      let new = try TriageDesk.opened(newKnowledge, errorStyle: errorStyle)
      let diff = KnowledgeDiff(from: old, to: new)
      var output = Output(
        format: format, showsMoves: !summary, text: DiffText(style: colors.style(of: .output)))
      try output.begin(old: oldKnowledge, new: newKnowledge)
      var rejects = Rejects()
      for input in inputs { try compare(input, diff, new, &output, &rejects) }
      try output.end(rejects: rejects.count)
      try rejects.complain()
      if exitCode, output.tally.moved > 0 { throw ExitCode(ExitStatus.findings.rawValue) }
    }
  }

  private func compare(
    _ input: String, _ diff: KnowledgeDiff, _ desk: TriageDesk, _ output: inout Output,
    _ rejects: inout Rejects
  ) throws {
    let start = ContinuousClock.now
    // Moves that scroll by on the same terminal tell enough.
    var progress = ProgressLine(
      quiet || Terminal.isTerminal(.output) && !summary ? .never : .auto)
    do {
      var reader = try TicketReader.open(input, tickets.readerOptions())
      if !quiet { try Terminal.write(reader.introduction(input), to: .error) }
      let parser = reader.parser
      try reader.forEachBlock(jobs: tickets.jobCount) {
        diff.compare($0, parser)
      } take: {
        compared, end in
        try output.write(compared)
        try progress.clear()
        try rejects.tell(compared.rejects, input)
        try progress.tell(input, done: output.tally.tickets, share: end.shareRead, since: start)
      }
      try progress.clear()
      if !quiet { try Terminal.write(reader.afterword(input), to: .error) }
    } catch let failure as TicketReader.Failure {
      try progress.clear()
      throw Complaint(failure, input, desk.redaction)
    }
  }

  /// What is written while tickets come, in one format or the other.
  private struct Output {
    let format: Format
    let showsMoves: Bool
    let text: DiffText
    var json = DiffJSON()
    var tally = DiffTally()

    func begin(old: String, new: String) throws {
      if format == .json { try Terminal.write(json.beginning(old: old, new: new)) }
    }

    mutating func write(_ compared: KnowledgeDiff.Compared) throws {
      tally.add(compared.tally)
      guard showsMoves, !compared.moves.isEmpty else { return }
      var written = ""
      for move in compared.moves {
        written += format == .json ? json.text(move) : text.text(move)
      }
      try Terminal.write(written)
    }

    func end(rejects: Int) throws {
      switch format {
      case .json: try Terminal.write(json.end(tally, rejects: rejects))
      case .text:
        let separator = showsMoves && tally.moved > 0 ? "\n" : ""
        try Terminal.write(separator + text.summary(tally))
      }
    }
  }

  /// Records that could not be read: the first are told by their place, all are counted.
  private struct Rejects {
    private(set) var count = 0
    private static let limit = 10

    mutating func tell(_ rejects: [Reject], _ input: String) throws {
      for reject in rejects where !reject.isRest {
        count += 1
        guard count <= Self.limit else { continue }
        try Terminal.write("\(input):\(reject.line): \(reject.reason)\n", to: .error)
      }
    }

    func complain() throws {
      guard count > 0 else { return }
      throw Complaint(
        .badInput,
        "\(count) record\(count == 1 ? "" : "s") could not be read and \(count == 1 ? "is" : "are") "
          + "not compared",
        hint: "triage batch --rejects FILE keeps them whole")
    }
  }
}
