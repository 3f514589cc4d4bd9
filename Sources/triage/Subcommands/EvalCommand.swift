internal import ArgumentParser
internal import TriageDesk

/// `triage eval`: how right the knowledge base is.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measure the knowledge base on labelled questions.",
    discussion: """
      A verdict counts as right when it is the label or one that the data set accepts in its \
      place. With minimums, exit code 1 when short.

        triage eval knowledge/questions --min-owner 0.95 --min-concern 0.85
      """)

  @OptionGroup var common: CommonOptions

  @Option(name: .long, help: "text or json.")
  var format: Format = .text

  @Option(name: .long, help: "The least share of right owners, 0 to 1.")
  var minOwner: Double?

  @Option(name: .long, help: "The least share of right concerns, 0 to 1.")
  var minConcern: Double?

  @Option(name: .long, help: "The least precision at the confidence given by --at-confidence.")
  var minPrecision: Double?

  @Option(name: .long, help: "The confidence from which --min-precision counts.")
  var atConfidence = 0.9

  @Flag(name: .long, help: "List the misses with their confidence.")
  var misses = false

  @Argument(help: "Labelled questions: JSON Lines files, or folders of them.")
  var datasets: [String]

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func run() throws {
    try Complaint.told {
      let desk = try common.openDesk()
      let questions = try Datasets.read(datasets, common)
      guard !questions.isEmpty else {
        throw Complaint(.badInput, "the data sets have no questions")
      }
      let report = Evaluator(desk).evaluate(questions)
      switch format {
      case .text:
        try Terminal.write(
          EvaluationText.text(
            report, missesThrough: misses ? desk.redaction : nil, style: common.outputStyle))
      case .json: try Terminal.write(EvaluationJSON.text(report))
      }
      try checkMinimums(report)
    }
  }

  private func checkMinimums(_ report: Evaluation) throws {
    let figures: [(String, Double, Double?)] = [
      ("owner accuracy", report.ownerAccuracy, minOwner),
      ("concern accuracy", report.concernAccuracy, minConcern),
      ("precision", report.precision(at: atConfidence).precision, minPrecision),
    ]
    var isShort = false
    for (name, value, minimum) in figures {
      guard let minimum, value < minimum else { continue }
      isShort = true
      try Terminal.write(
        "triage: \(name) \(value) is under the minimum of \(minimum)\n", to: .error)
    }
    if isShort { throw ExitCode(ExitStatus.findings.rawValue) }
  }
}
