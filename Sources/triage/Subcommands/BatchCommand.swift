internal import ArgumentParser
internal import Glibc
internal import KnowledgeBase
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
      """)

  @OptionGroup var common: CommonOptions

  @Option(name: [.short, .customLong("output")], help: "Where to write; - is standard output.")
  var output = "-"

  @Option(name: .long, help: "csv, tsv, ndjson or json (default: what its beginning says).")
  var inputFormat: TicketReader.Format?

  @Option(name: .long, help: "utf-8, utf-16 or windows-1252 (default: what the file looks like).")
  var encoding: TextSource.Encoding?

  @Option(name: .long, help: "The field with the ticket's id.")
  var idField: String?

  @Option(name: .long, help: "A field with text, repeatable (default: subject and message).")
  var textField: [String] = []

  @Option(name: .long, help: "csv, or ndjson with the whole verdict.")
  var format: BatchRecord.Format = .csv

  @Flag(
    name: .long,
    help: "Keep all columns of the export, messages too, and add triage_… columns; CSV only.")
  var append = false

  @Option(name: .long, help: "Where records go that cannot be read: line, reason, record.")
  var rejects: String?

  @Option(name: .long, help: "How many tickets at a time (default: the number of cores).")
  var jobs: Int?

  @Option(
    name: .long, help: "A line that tells how far it is: auto (on a terminal), always, never.")
  var progress: ProgressLine.Mode = .auto

  @Flag(name: .long, help: "No summary and no progress.")
  var quiet = false

  @Argument(help: "Exports; - is standard input.")
  var inputs: [String]

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs needs at least 1") }
    if append, format != .csv {
      throw ValidationError("--append adds columns to CSV; leave out --format \(format.rawValue)")
    }
    if inputs.contains(where: { $0 != "-" && $0 == output }) {
      throw ValidationError("the output is one of the inputs")
    }
  }

  func run() throws {
    try Complaint.told {
      let start = ContinuousClock.now
      let desk = try common.openDesk()
      let judge = BatchJudge(
        desk, format: format, jobs: jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
      var verdicts = try OutputFile(output)
      var rejected = try rejects.map { try OutputFile($0) }
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
        input,
        TicketReader.Options(
          format: inputFormat, encoding: encoding, idField: idField, textFields: textField,
          keepsCells: append))
      try say(reader, input)
      if append { try beginAppending(to: reader.header, input, &verdicts, &counts) }
      let parser = reader.parser
      var block: [RawTicket] = []
      var size = 0
      func judgeBlock() throws {
        let judged = judge.judge(block, parser)
        try verdicts.write(judged.text)
        for reject in judged.rejects {
          let text = Self.text(reject, input)
          let isShown = rejected?.isTerminal ?? false
          try rejected?.write(isShown ? counts.redaction.redacted(text) : text)
        }
        counts.tally.add(judged.tally)
        counts.rejects += judged.rejects.count
        block.removeAll(keepingCapacity: true)
        size = 0
      }
      while let record = try reader.nextRaw() {
        block.append(record)
        size += record.byteCount
        if block.count == BatchJudge.blockSize || size >= BatchJudge.blockByteSize {
          try judgeBlock()
          try counts.progress.tell(
            input, done: counts.tally.tickets, share: reader.shareRead, since: start)
        }
      }
      try judgeBlock()
      try counts.progress.clear()
      if !quiet { try sayAfter(reader, input) }
    } catch let failure as TicketReader.Failure {
      try counts.progress.clear()
      throw complaint(failure, input, counts.redaction)
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

  // MARK: Messages

  private func say(_ reader: borrowing TicketReader, _ input: String) throws {
    guard !quiet else { return }
    var message = "\(input): \(reader.format.rawValue)"
    if !reader.fieldNames.isEmpty {
      message += ", fields " + reader.fieldNames.joined(separator: ", ")
    }
    if reader.isSubjectOnly {
      message +=
        "\n\(input): NO MESSAGE TEXT in this export; tickets are judged by their subject alone"
    }
    try Terminal.write(message + "\n", to: .error)
  }

  /// What is known only when all of the input was read.
  private func sayAfter(_ reader: borrowing TicketReader, _ input: String) throws {
    if let encoding = reader.encodingName {
      try Terminal.write("\(input): read as \(encoding)\n", to: .error)
    }
    if reader.repeatedHeaders > 0 {
      try Terminal.write(
        "\(input): \(reader.repeatedHeaders) lines left out that are the header again\n",
        to: .error)
    }
  }

  private func complaint(
    _ failure: TicketReader.Failure, _ input: String, _ redaction: Redaction
  ) -> Complaint {
    switch failure {
    case .unreadable(let error):
      Complaint(
        error.isMissing ? .noInput : error.isBadData ? .badInput : .inputOutput,
        "\(input) cannot be read: \(error.reason)")
    case .empty: Complaint(.badInput, "\(input) has no header")
    case .noTextField(let field):
      // What an export without a header begins with is a ticket.
      Complaint(
        .badInput,
        field.name.map { "\(input) has no field “\($0)”" }
          ?? "\(input) has no field that is known to hold text",
        hint: "its fields are \(redaction.redacted(field.names.joined(separator: ", "))); "
          + "name one with --text-field")
    }
  }
}

extension TicketReader.Format: ExpressibleByArgument {}
extension TextSource.Encoding: ExpressibleByArgument {}
extension ProgressLine.Mode: ExpressibleByArgument {}
extension BatchRecord.Format: ExpressibleByArgument {}
