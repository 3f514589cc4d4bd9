internal import ArgumentParser
internal import Diagnostics
internal import KnowledgeBase
internal import TriageDesk
internal import TriageEngine

/// `triage fit`: weights of words and rules from labelled questions.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit the weights of words and rules from labelled questions.",
    discussion: """
      Learns from the examples of the knowledge base and from the data sets named, and writes \
      weights.tsv into the knowledge base. The same questions give the same file, byte for byte. \
      With --folds nothing is written: the questions are split, each part is judged by weights \
      fitted on the others, and the accuracy is printed.

        triage fit knowledge/questions
        triage fit knowledge/questions --folds 5
      """)

  @OptionGroup var common: CommonOptions

  @Option(name: .long, help: "Split into so many parts and measure instead of writing.")
  var folds: Int?

  @Argument(help: "Labelled questions: JSON Lines or CSV files, or folders of them.")
  var datasets: [String] = []

  func validate() throws {
    if let folds, folds < 2 { throw ValidationError("--folds needs at least 2 parts") }
  }

  func run() throws {
    try Complaint.told {
      let desk = try common.openDesk(withWeights: false)
      let questions = try Datasets.read(datasets, common)
      if let folds {
        let report = CrossValidation.run(desk.knowledge, questions, folds: folds)
        return try Terminal.write(EvaluationText.text(report, style: common.outputStyle))
      }
      let weights = Fitter(desk.knowledge).fit(questions + desk.knowledge.labelledExamples)
      let path = desk.knowledge.folder + "/weights.tsv"
      do throws(FileError) {
        try FileSystem.replace(path, with: WeightsFile.text(weights))
      } catch {
        throw Complaint(.cannotCreate, "\(error.path) cannot be written: \(error.reason)")
      }
      try Terminal.write(
        "wrote \(path): \(weights.words.count) words, \(weights.rules.count) rules\n", to: .error)
    }
  }
}

/// Reads the data sets that a command names.
enum Datasets {
  static func read(_ paths: [String], _ common: CommonOptions) throws -> [LabelledQuestion] {
    var sink = DiagnosticSink()
    var questions: [LabelledQuestion] = []
    for path in paths {
      do throws(DatasetReader.Failure) {
        questions += try DatasetReader.read(path, into: &sink)
      } catch {
        switch error {
        case .folder(let error): throw Complaint(error)
        case .file(let error): throw Complaint(error)
        }
      }
    }
    if sink.hasErrors {
      var complaint = Complaint(.badInput, "the data sets have unusable lines")
      complaint.text =
        DiagnosticText(style: common.errorStyle).render(sink.sorted()) + complaint.text
      throw complaint
    }
    return questions
  }
}
