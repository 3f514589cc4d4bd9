internal import ArgumentParser
internal import TicketIO
internal import TriageDesk

/// `triage batch`: the verdicts on an export of tickets.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Classify ticket exports, streaming, on all cores.",
    discussion: """
      Reads exports of Zendesk, Freshdesk, Jira, ServiceNow, Salesforce, Intercom, Help Scout, \
      Zammad and osTicket, and any other with named fields: CSV (separated by commas, semicolons or \
      tabs) with a header, JSON Lines, JSON with a list of tickets, or XML; in UTF-8, UTF-16 or \
      Windows-1252; packed with gzip or not. Whose export it is and which fields are read is said \
      on standard error. Records that cannot be read go to --rejects, whole; without it they are \
      counted and the exit code is 65. Tickets in and verdicts out are the same in number and order.

      A file gets its name when it is whole; until then it is called FILE.part, and FILE.journal \
      tells how far it is. After a crash or Ctrl-C the same command with --resume goes on, and ends \
      with the same bytes.

        triage batch tickets.csv -o verdicts.csv --rejects rejects.txt
        cat tickets.ndjson | triage batch --format ndjson -
        triage batch tickets.csv --append -o tickets-with-verdicts.csv
        triage batch 2025-*.csv.gz -o verdicts.csv --resume
        triage batch tickets.csv -o verdicts.csv --report report.html
      """)

  @OptionGroup var common: CommonOptions

  @Option(name: [.short, .customLong("output")], help: "Where to write; - is standard output.")
  var output = "-"

  @OptionGroup var tickets: TicketOptions

  @Option(name: .long, help: "csv, or ndjson with the whole verdict.")
  var format: BatchRecord.Format = .csv

  @Flag(
    name: .long,
    help: "Keep all columns of the export, messages too, and add triage_… columns; CSV only.")
  var append = false

  @Flag(name: .long, help: "Add the text that was judged to each verdict.")
  var includeText = false

  @Flag(
    inversion: .prefixedNo,
    help: """
      Put labels such as [SSN] in the place of personal data in written text (default: in that of \
      --include-text, not in the columns of --append, which are the export's own).
      """)
  var redact: Bool?

  @Option(name: .long, help: "Where records go that cannot be read: line, reason, record.")
  var rejects: String?

  @Option(
    name: .long,
    help: "Where a page about all of it goes, in HTML: volumes, times, what is not covered.")
  var report: String?

  @Flag(
    name: .long, help: "Exit with 65 when records were rejected, although --rejects keeps them.")
  var strict = false

  @Flag(
    name: .long,
    help: "Go on where a run was stopped; refused when inputs, options or knowledge changed.")
  var resume = false

  @Option(
    name: .long, help: "A line that tells how far it is: auto (on a terminal), always, never.")
  var progress: ProgressLine.Mode = .auto

  @Flag(name: .long, help: "No summary and no progress.")
  var quiet = false

  @Argument(help: "Exports; - is standard input.")
  var inputs: [String]

  func validate() throws {
    if append, format != .csv {
      throw ValidationError("--append adds columns to CSV; leave out --format \(format.rawValue)")
    }
    if append, includeText {
      throw ValidationError("--append keeps the messages already; leave out --include-text")
    }
    if redact != nil, !append, !includeText {
      throw ValidationError(
        "no message text is written, so there is none to redact; ask for it with --include-text")
    }
    if resume, output == "-" || inputs.contains("-") {
      throw ValidationError("--resume needs -o FILE and inputs that can be read again, not -")
    }
    if let rejects, rejects == output, rejects != "-" {
      throw ValidationError("the output and the rejects are one file")
    }
    if inputs.contains(where: { $0 != "-" && ($0 == output || $0 == rejects) }) {
      throw ValidationError("the output is one of the inputs")
    }
    if let report, inputs.contains(report) || report == output || report == rejects {
      throw ValidationError("--report needs a file of its own")
    }
  }

  func run() throws {
    try Complaint.told {
      var run = try BatchRun(self)
      try run.run()
    }
  }

  /// What decides on the bytes of the output, beside the inputs.
  func settings(knowledge fingerprint: String) -> [String: String] {
    [
      "program": TriageCommand.configuration.version, "knowledge": fingerprint,
      "format": format.rawValue, "append": append ? "on" : "off",
      "include-text": includeText ? "on" : "off",
      "redact": redact.map { $0 ? "on" : "off" } ?? "",
      "input-format": tickets.inputFormat?.rawValue ?? "auto",
      "encoding": tickets.encoding?.rawValue ?? "auto", "id-field": tickets.idField ?? "",
      "text-field": tickets.textField.joined(separator: ", "), "rejects": rejects ?? "",
      "report": report ?? "",
    ]
  }

  /// Another name, a link or a redirection may lead to the same file; writing it would destroy what
  /// is yet to be read.
  func refuseOutputThatIsInput() throws {
    var written: [FileIdentity?] = []
    for path in [output, rejects, report].compactMap({ $0 }) {
      written +=
        path == "-"
        ? [FileIdentity(Terminal.Stream.output.rawValue)]
        : [FileIdentity(path), FileIdentity(OutputFile.draft(path))]
    }
    for input in inputs {
      let read = input == "-" ? FileIdentity(Terminal.Stream.input.rawValue) : FileIdentity(input)
      if let read, read.isPlain, written.contains(read) {
        throw Complaint(
          .usage, "\(input) is an input, and would be written to",
          hint: "write to another file with -o")
      }
    }
  }
}

extension ProgressLine.Mode: ExpressibleByArgument {}
extension BatchRecord.Format: ExpressibleByArgument {}
