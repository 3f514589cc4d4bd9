internal import ArgumentParser
internal import Glibc
internal import KnowledgeBase

/// `triage feedback`: what people said of verdicts, which `triage-server` keeps.
///
/// Handed over to `triage-server feedback`, as git does with commands of other programs: only the
/// server knows SQLite, and this command starts faster without it.
struct FeedbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feedback",
    abstract: "Show where people found verdicts wrong (needs triage-server).",
    discussion: """
      triage feedback report               which verdicts and rules are wrong most
      triage feedback report --as-dataset  the same as labelled questions for triage eval

      triage feedback report --help lists the options.
      """)

  @Argument(parsing: .captureForPassthrough, help: "What is handed over.")
  var arguments: [String] = []

  func run() throws {
    try Complaint.told {
      let server = "triage-server"
      let beside = KnowledgeLocation.programPath.map { Path.folder($0) + "/" + server }
      let words = [server, "feedback"] + arguments
      var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
      defer { for pointer in pointers { free(pointer) } }
      pointers.append(nil)
      if let beside { execv(beside, pointers) }
      execvp(server, pointers)
      throw Complaint(
        .noInput,
        "triage-server, which keeps the feedback, is not there: \(String(cString: strerror(errno)))",
        hint: "build it: swift build -c release --product triage-server")
    }
  }
}
