internal import ArgumentParser
internal import Redaction
internal import TicketIO
internal import TriageDesk

/// `triage batch`: the verdicts on an export of tickets.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Classify ticket exports, streaming, on all cores.",
    discussion: """
      Reads CSV (separated by commas, semicolons or tabs) with a header, JSON Lines, or one JSON \
      document with a list of tickets; in UTF-8, UTF-16 or Windows-1252; packed with gzip or not. \
      The fields of the id, the subject and the message are found by their usual names and said on \
      standard error. Records that cannot be read go to --rejects, whole; without it they are \
      counted and the exit code is 65. Tickets in and verdicts out are the same in number and order.

        triage batch tickets.csv -o verdicts.csv --rejects rejects.txt
        cat tickets.ndjson | triage batch --format ndjson -
        triage batch tickets.csv --append -o tickets-with-verdicts.csv
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

  @Option(name: .long, help: "Where records go that cannot be read: line, reason, record.")
  var rejects: String?

  @Option(
    name: .long,
    help: "Where a page about all of it goes, in HTML: volumes, times, what is not covered.")
  var report: String?

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
    if inputs.contains(where: { $0 != "-" && $0 == output }) {
      throw ValidationError("the output is one of the inputs")
    }
    if let report, inputs.contains(report) || report == output || report == rejects {
      throw ValidationError("--report needs a file of its own")
    }
  }

  func run() throws {
    try Complaint.told {
      let start = ContinuousClock.now
      let desk = try common.openDesk()
      let judge = BatchJudge(
        desk, format: format, jobs: tickets.jobCount, gathersReport: report != nil)
      var verdicts = try OutputFile(output)
      var rejected = try rejects.map { try OutputFile($0) }
      let page = try report.map { try OutputFile($0) }
      // Verdicts that scroll by on the same terminal tell enough.
      let isCrowded = output == "-" && Terminal.isTerminal(.output) && progress == .auto
      var counts = Counts(
        redaction: desk.redaction, progress: ProgressLine(quiet || isCrowded ? .never : progress))
      if format == .csv, !append { try verdicts.write(BatchRecord.header()) }
      for input in inputs {
        try run(input, judge, &verdicts, &rejected, &counts)
      }
      try verdicts.finish()
      try rejected?.finish()
      try page?.write(ReportPage.html(counts.report, of: inputs, desk))
      try page?.finish()
      if !quiet {
        let seconds = start.duration(to: .now) / .seconds(1)
        try Terminal.write(
          BatchSummaryText.text(counts.tally, rejects: counts.rejects, seconds: seconds), to: .error
        )
      }
      if counts.rejects > 0, rejects == nil {
        throw Complaint(
          .badInput, "\(counts.rejects) records could not be read and are not in the output",
          hint: "keep them with --rejects FILE")
      }
    }
  }

  private struct Counts {
    /// For what is shown of tickets.
    let redaction: Redaction
    var tally = BatchTally()
    var report = ReportTally()
    var rejects = 0
    /// The columns to which verdicts are appended: those of the first export.
    var columns: [String]?
    var progress: ProgressLine
  }

  private func run(
    _ input: String, _ judge: BatchJudge, _ verdicts: inout OutputFile,
    _ rejected: inout OutputFile?, _ counts: inout Counts
  ) throws {
    let start = ContinuousClock.now
    do {
      var reader = try TicketReader.open(
        input, tickets.readerOptions(keepsCells: append, keepsDates: report != nil))
      if !quiet { try Terminal.write(reader.introduction(input), to: .error) }
      if append { try beginAppending(to: reader.header, input, &verdicts, &counts) }
      let parser = reader.parser
      while case let block = try reader.nextBlock(), !block.isEmpty {
        let judged = judge.judge(block, parser)
        try verdicts.write(judged.text)
        for reject in judged.rejects {
          let text = Self.text(reject, input)
          let isShown = rejected?.isTerminal ?? false
          try rejected?.write(isShown ? counts.redaction.redacted(text) : text)
        }
        counts.tally.add(judged.tally)
        counts.report.add(judged.report)
        counts.rejects += judged.rejects.count
        try counts.progress.tell(
          input, done: counts.tally.tickets, share: reader.shareRead, since: start)
      }
      try counts.progress.clear()
      if !quiet { try Terminal.write(reader.afterword(input), to: .error) }
    } catch let failure as TicketReader.Failure {
      try counts.progress.clear()
      throw Complaint(failure, input, counts.redaction)
    }
  }

  /// Writes the header, once; all exports must have the same.
  private func beginAppending(
    to header: [String], _ input: String, _ verdicts: inout OutputFile, _ counts: inout Counts
  ) throws {
    guard !header.isEmpty else {
      throw Complaint(
        .badInput, "\(input) is no CSV, and --append needs columns to add to",
        hint: "leave out --append, or ask for --format ndjson")
    }
    if let columns = counts.columns, columns != header {
      throw Complaint(
        .badInput, "\(input) has other columns than \(inputs[0])",
        hint: "run --append on each of them alone")
    }
    if counts.columns == nil { try verdicts.write(BatchRecord.header(appendedTo: header)) }
    counts.columns = header
  }

  private static func text(_ reject: Reject, _ input: String) -> String {
    let record = String(decoding: reject.bytes, as: UTF8.self)
    return "\(input):\(reject.line): \(reject.reason)\n\(record)\n"
  }
}

extension ProgressLine.Mode: ExpressibleByArgument {}
extension BatchRecord.Format: ExpressibleByArgument {}
