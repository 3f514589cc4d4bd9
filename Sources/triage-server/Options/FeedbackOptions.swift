internal import ArgumentParser
internal import FoundationEssentials
internal import TriageServer

/// Where feedback is kept.
struct FeedbackOptions: ParsableArguments {
  @Option(
    name: .customLong("feedback"),
    help: ArgumentHelp(
      "The file that feedback is kept in (SQLite).",
      discussion:
        "Default: triage/feedback.sqlite in $XDG_STATE_HOME, or in .local/state of your home folder.",
      valueName: "file"))
  var file: String?

  var path: String {
    get throws {
      if let file { return file }
      if let path = FeedbackStore.defaultPath(ProcessInfo.processInfo.environment) { return path }
      throw Complaint(
        .noInput, "there is no home folder to keep feedback in",
        hint: "name a file: --feedback FILE")
    }
  }
}
