internal import ArgumentParser
internal import TriageServer

/// `triage-server feedback`, also known as `triage feedback`.
struct FeedbackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feedback", abstract: "Read what people said of the verdicts.",
    subcommands: [Report.self])

  /// `triage feedback report`.
  struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "report",
      abstract: "Show which verdicts and rules are wrong most, and what missed questions share.",
      discussion: """
          triage feedback report
          triage feedback report --as-dataset > missed.jsonl && triage eval missed.jsonl
        """)

    @OptionGroup var feedback: FeedbackOptions

    @Flag(help: "Write labelled questions for triage eval, one a line, instead of the report.")
    var asDataset = false

    func run() async throws {
      try await Complaint.told {
        let all = try read()
        guard asDataset else {
          print(FeedbackText.text(FeedbackReport(all)), terminator: "")
          return
        }
        print(FeedbackText.dataset(all), terminator: "")
        let missing = all.count { $0.text == nil || $0.label == nil }
        if missing > 0 {
          Complaint.note(
            "\(missing) of \(all.count) are left out: no text was kept, or nobody said what is right"
          )
        }
      }
    }

    private func read() throws -> [Feedback] {
      let path = try feedback.path
      do {
        return try FeedbackStore(reading: path).all()
      } catch let error as FeedbackStore.Failure {
        throw Complaint(.noInput, "\(error.path) cannot be read: \(error.reason)")
      } catch {
        throw Complaint(.inputOutput, "\(path) cannot be read: \(error)")
      }
    }
  }
}
