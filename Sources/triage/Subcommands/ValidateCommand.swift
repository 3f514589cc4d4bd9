internal import ArgumentParser
internal import Diagnostics
internal import KnowledgeBase
internal import TriageDesk

/// `triage validate`: everything that is wrong with a knowledge base.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check a knowledge base and print every finding with its place.",
    discussion: """
      Reads every file, checks names and links, compiles every pattern, and runs every example \
      and counterexample through the rules. Exit code 1 when there are errors.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: "Warnings fail too.")
  var strict = false

  @Argument(help: ArgumentHelp("The knowledge base (default: as --knowledge).", valueName: "dir"))
  var folder: String?

  func run() throws {
    try Complaint.told {
      let folder = try KnowledgeLocation.find(option: folder ?? common.knowledge)
      let findings: [Diagnostic]
      do throws(FileError) {
        findings = try KnowledgeChecker.check(folder)
      } catch {
        throw Complaint(error, hint: "name the folder of a knowledge base")
      }
      try Terminal.write(
        Complaint.render(findings, folder: folder, style: common.outputStyle))
      let errors = findings.count { $0.severity == .error }
      let warnings = findings.count - errors
      try Terminal.write("\(errors) errors, \(warnings) warnings\n", to: .error)
      if errors > 0 || strict && warnings > 0 { throw ExitCode(ExitStatus.findings.rawValue) }
    }
  }
}
