internal import ArgumentParser
internal import Diagnostics
internal import TriageDesk

/// `triage eval`: how right the knowledge base is.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measure the knowledge base on labelled questions.",
    discussion: """
      Data sets are JSON Lines with “text” and “label”, and where known “also”, “accept”, \
      “audience”, “notice” and “id”; or CSV or tab-separated with these names in the header, \
      several labels in a cell with spaces between. A verdict counts as right when it is the label \
      or one that the data set accepts in its place; the strict figures stand beside. With minimums, \
      exit code 1 when short.

        triage eval knowledge/questions --min-owner 0.95 --min-concern 0.85
        triage eval labels.csv --min-precision 0.96 --at-confidence 0.9
        triage eval --misses labels.tsv | less
        triage eval --format html -o eval.html labels.jsonl
      """)

  @OptionGroup var common: CommonOptions

  @Option(name: .long, help: "text, json, or html: one page with curves and tables.")
  var format: Format = .text

  @Option(name: [.short, .customLong("output")], help: "Where to write; - is standard output.")
  var output = "-"

  @Option(name: .long, help: "The least share of right owners, 0 to 1.")
  var minOwner: Double?

  @Option(name: .long, help: "The least share of right concerns, 0 to 1.")
  var minConcern: Double?

  @Option(name: .long, help: "The least precision at the confidence given by --at-confidence.")
  var minPrecision: Double?

  @Option(name: .long, help: "The confidence from which --min-precision counts.")
  var atConfidence = 0.9

  @Flag(
    name: .long,
    help: "List the misses with the rules and words behind them; json and html always do.")
  var misses = false

  @Argument(help: "Labelled questions: files, or folders of them; - is standard input.")
  var datasets: [String]

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, html
  }

  func validate() throws {
    let shares = [
      ("--min-owner", minOwner), ("--min-concern", minConcern), ("--min-precision", minPrecision),
      ("--at-confidence", atConfidence),
    ]
    for (name, share) in shares {
      if let share, !(0...1).contains(share) {
        throw ValidationError("\(name) is a share, from 0 to 1")
      }
    }
  }

  func run() throws {
    try Complaint.told {
      let desk = try common.openDesk()
      let questions = try Datasets.read(datasets, common)
      guard !questions.isEmpty else {
        throw Complaint(
          .badInput, "the data sets have no questions",
          hint: #"a line of one is {"text": "…", "label": "owner/concern"}"#)
      }
      let warnings = desk.knowledge.unknownLabels(in: questions)
      try Terminal.write(
        DiagnosticText(style: common.errorStyle).render(warnings), to: .error)
      var out = try OutputFile(output)
      let evaluation = Evaluator(desk).evaluate(questions)
      try out.write(text(evaluation))
      try out.finish()
      try checkMinimums(evaluation)
    }
  }

  private func text(_ evaluation: Evaluation) -> String {
    switch format {
    case .text:
      EvaluationText.text(
        evaluation, atConfidence: atConfidence, misses: misses,
        style: output == "-" ? common.outputStyle : .plain)
    case .json: EvaluationJSON.text(evaluation, atConfidence: atConfidence)
    case .html: EvaluationPage.html(evaluation, atConfidence: atConfidence)
    }
  }

  private func checkMinimums(_ evaluation: Evaluation) throws {
    let figures: [(String, Double?, Double?)] = [
      ("owner accuracy", evaluation.ownerAccuracy, minOwner),
      ("concern accuracy", evaluation.concernAccuracy, minConcern),
      (
        "precision at confidence \(atConfidence)",
        evaluation.precision(at: atConfidence).precision, minPrecision
      ),
    ]
    var isShort = false
    for (name, value, minimum) in figures {
      guard let minimum else { continue }
      // Where no verdict is that sure, nothing shows that the minimum is kept.
      if let value, value >= minimum { continue }
      isShort = true
      let shown = value.map { "\(name) \($0)" } ?? "no verdict is that sure: \(name)"
      try Terminal.write("triage: \(shown) is under the minimum of \(minimum)\n", to: .error)
    }
    if isShort { throw ExitCode(ExitStatus.findings.rawValue) }
  }
}
