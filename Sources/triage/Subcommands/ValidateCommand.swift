internal import ArgumentParser
internal import Diagnostics
internal import Glibc
internal import KnowledgeBase
internal import TriageDesk

/// `triage validate`: everything that is wrong with a knowledge base.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check a knowledge base and print every finding with its place.",
    discussion: """
      Reads every file, checks names and links, compiles every pattern, and runs every example \
      and counterexample through the rules.

        triage validate                          the knowledge base in use
        triage validate knowledge --strict       in CI: warnings fail too
        triage validate --format sarif >a.sarif  for code hosts and editors
        triage validate --watch                  again after every change, until Ctrl-C
        triage validate --explain TK0301         what a code means, and what mends it
        triage validate --articles docs          any folder of DITA, without concerns

      Exit codes: 0 no errors, 1 errors (or warnings, with --strict), 65 not a folder, \
      66 nothing there to check, 130 stopped by Ctrl-C.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, github, junit
  }

  @OptionGroup var common: CommonOptions

  @Option(
    name: .long,
    help: "What is written: text; json; sarif (2.1.0); github (annotations); junit.")
  var format: Format = .text

  @Flag(name: .long, help: "Warnings fail too.")
  var strict = false

  @Flag(name: .long, help: "Also show notes: advice that needs no action.")
  var notes = false

  @Flag(name: .long, help: "Check again whenever a file has changed, until Ctrl-C.")
  var watch = false

  @Flag(name: .long, help: "No summary and no progress.")
  var quiet = false

  @Flag(name: .long, help: "Also tell on standard error how the examples of each concern fared.")
  var verbose = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The day from which dates are looked at, as 2026-11-24.", valueName: "date"))
  var today: CalendarDay?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Tell what a code means, why it matters and what mends it.", valueName: "code"))
  var explain: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Check a folder of DITA instead: its maps, topics, keys and links.", valueName: "dir"))
  var articles: String?

  @Argument(help: ArgumentHelp("The knowledge base (default: as --knowledge).", valueName: "dir"))
  var folder: String?

  func run() throws {
    try Complaint.told {
      if let explain { return try Terminal.write(CodeExplanation.text(explain)) }
      guard watch else {
        if try tell(check()) { throw ExitCode(ExitStatus.findings.rawValue) }
        return
      }
      let folder = try articles ?? KnowledgeLocation.find(option: folder ?? common.knowledge)
      try FolderWatch.run(folder) { _ = try tell(check()) }
    }
  }

  private func check() throws -> CheckReport {
    var progress = ProgressLine(quiet ? .never : .auto)
    defer { try? progress.clear() }
    if let articles { return try checkArticles(articles) }
    let folder = try KnowledgeLocation.find(option: folder ?? common.knowledge)
    do throws(FileError) {
      let report = try KnowledgeChecker.check(folder, today: today ?? .now) { work, share in
        try? progress.tell(work.text, share: share)
      }
      return report.inside(KnowledgeLocation.shown(folder))
    } catch {
      throw complaint(error, "name the folder of a knowledge base")
    }
  }

  private func checkArticles(_ folder: String) throws -> CheckReport {
    do throws(FileError) {
      return try DITAChecker.check(folder).inside(KnowledgeLocation.shown(folder))
    } catch {
      throw complaint(error, "name a folder of DITA")
    }
  }

  private func complaint(_ error: FileError, _ hint: String) -> Complaint {
    guard FileSystem.exists(error.path), !FileSystem.isFolder(error.path) else {
      return Complaint(error, hint: hint)
    }
    return Complaint(.badInput, "\(error.path) is not a folder", hint: hint)
  }

  /// Writes what was found.
  ///
  /// - Returns: whether it makes the command fail.
  private func tell(_ report: CheckReport) throws -> Bool {
    try Terminal.write(text(notes ? report : report.withoutNotes))
    if verbose { try Terminal.write(FindingsText.concerns(report), to: .error) }
    if !quiet { try Terminal.write(summary(report), to: .error) }
    return report.count(.error) > 0 || strict && report.count(.warning) > 0
  }

  private func text(_ report: CheckReport) -> String {
    switch format {
    case .text: SourceLines.text(style: common.outputStyle).render(report.findings)
    case .json: FindingsJSON.text(report)
    case .sarif: FindingsSARIF.text(report, version: TriageCommand.configuration.version)
    case .github: FindingsGitHub.text(report)
    case .junit: FindingsJUnit.text(report, strict: strict)
    }
  }

  private func summary(_ report: CheckReport) -> String {
    let hidden = !notes && report.count(.note) > 0
    return report.summary + (hidden ? " (--notes shows them)\n" : "\n")
  }
}

extension CalendarDay: ExpressibleByArgument {
  init?(argument: String) {
    self.init(argument)
  }

  /// Today, in UTC, by the system's clock.
  fileprivate static var now: CalendarDay {
    CalendarDay(secondsSince1970: Int(time(nil)))
  }
}

extension KnowledgeChecker.Work {
  fileprivate var text: String {
    switch self {
    case .files: "reading the files"
    case .examples: "trying the examples"
    case .rules: "comparing the rules"
    }
  }
}
