internal import Glibc
internal import KnowledgeBase
internal import Redaction
internal import TicketIO
internal import TriageDesk

/// One run of `triage batch`, from the first input to the name of the output.
struct BatchRun {
  private let command: BatchCommand
  private let desk: TriageDesk
  private let judge: BatchJudge
  private let record: BatchRecord
  /// For what is shown of tickets.
  private let redaction: Redaction
  private var verdicts: OutputFile
  private var rejected: OutputFile?
  private var page: OutputFile?
  private var report: ReportTally
  private var progress: ProgressLine
  private var journal: BatchJournal
  /// Nil where no run can go on with what this one leaves: a pipe is not read twice.
  private var journalFile: JournalFile?
  /// What was wrong with inputs; the others are read all the same.
  private var failures: [Complaint] = []
  private let start = ContinuousClock.now
  /// How many tickets an earlier run judged.
  private let ticketsBefore: Int

  init(_ command: BatchCommand) throws {
    StopSignals.watch()
    self.command = command
    let folder = try KnowledgeLocation.find(option: command.common.knowledge)
    desk = try command.common.openDesk()
    redaction = desk.redaction
    record = BatchRecord(
      command.format, includesText: command.includeText, redaction: redaction,
      redactsText: command.redact)
    judge = BatchJudge(desk, record, gathersReport: command.report != nil)
    try command.refuseOutputThatIsInput()
    let file = JournalFile(of: command.output)
    let new = BatchJournal(
      settings: command.settings(knowledge: try JournalFile.fingerprint(folder)),
      paths: command.inputs)
    let old = command.resume ? try file.read(for: new) : nil
    journal = old ?? new
    report = journal.report ?? ReportTally()
    ticketsBefore = journal.tally.tickets
    verdicts = try OutputFile(command.output, keeping: old?.outputSize)
    rejected = try command.rejects.map { try OutputFile($0, keeping: old?.rejectsSize) }
    page = try command.report.map { try OutputFile($0) }
    let isResumable =
      verdicts.isDraft && rejected?.isDraft != false
      && command.inputs.allSatisfy { FileIdentity($0)?.isPlain ?? true }
    journalFile = isResumable ? file : nil
    // Verdicts that scroll by on the same terminal tell enough.
    let isCrowded =
      command.output == "-" && Terminal.isTerminal(.output) && command.progress == .auto
    progress = ProgressLine(command.quiet || isCrowded ? .never : command.progress)
    StopSignals.say(
      "triage: stopped\n" + (isResumable ? JournalFile.hint : ""))
    if old == nil { try begin(afterRemoving: file) }
  }

  private mutating func begin(afterRemoving file: JournalFile) throws {
    if verdicts.isDraft, file.remove() {
      try tell("\(command.output): an unfinished run is thrown away; --resume goes on with one\n")
    } else if command.resume {
      try tell("\(command.output): there is no unfinished run; this one begins anew\n")
    }
    if command.format == .csv, !command.append { try verdicts.write(record.header()) }
  }

  mutating func run() throws {
    do {
      let begun = journal.inputs.count - 1
      for (index, input) in command.inputs.enumerated() where index >= begun {
        try read(input, isBegun: index == begun)
      }
      try finish()
    } catch var complaint as Complaint {
      try? progress.clear()
      if journalFile?.isWritten == true { complaint.text += JournalFile.hint }
      throw complaint
    }
  }

  // MARK: Inputs

  /// - Parameter isBegun: whether an earlier run has done some of its records.
  private mutating func read(_ input: String, isBegun: Bool) throws {
    let begin = ContinuousClock.now
    do {
      let identity = FileIdentity(input)
      var reader = try TicketReader.open(
        input,
        command.tickets.readerOptions(
          keepsCells: command.append, keepsDates: command.report != nil))
      try tell(reader.introduction(input))
      if isBegun {
        try goOn(&reader)
      } else {
        journal.inputs.append(
          BatchJournal.Input(
            path: input, size: identity?.size ?? 0, changed: identity?.changed ?? 0))
        journal.records = 0
        journal.bookmark = nil
      }
      if command.append { try beginAppending(to: reader.header, input) }
      let parser = reader.parser
      try reader.forEachBlock(jobs: command.tickets.jobCount) { [judge] block in
        judge.judge(block, parser)
      } take: { judged, end in
        try write(judged, of: end, input)
        try progress.tell(input, done: journal.tally.tickets, share: end.shareRead, since: begin)
      }
      try progress.clear()
      try tell(reader.afterword(input))
    } catch let failure as TicketReader.Failure {
      try progress.clear()
      // The other inputs are read, but no run goes on after what is missing here.
      if failures.isEmpty { try checkpoint() }
      let complaint = Complaint(failure, input, redaction)
      failures.append(complaint)
      try Terminal.write(complaint.text, to: .error)
    }
  }

  /// Goes to the first record that no earlier run has done.
  private func goOn(_ reader: inout TicketReader) throws {
    if let bookmark = journal.bookmark, reader.seek(bookmark) { return }
    for _ in 0..<journal.records { _ = try reader.nextRaw() }
  }

  /// Writes the header, once; all exports must have the same.
  private mutating func beginAppending(to header: [String], _ input: String) throws {
    guard !header.isEmpty else {
      throw Complaint(
        .badInput, "\(input) is no CSV, and --append needs columns to add to",
        hint: "leave out --append, or ask for --format ndjson")
    }
    if let columns = journal.columns, columns != header {
      throw Complaint(
        .badInput, "\(input) has other columns than \(command.inputs[0])",
        hint: "run --append on each of them alone")
    }
    if journal.columns == nil {
      try verdicts.write(record.header(appendedTo: header))
      journal.columns = header
    }
  }

  // MARK: Output

  /// Writes what became of a block of records.
  private mutating func write(
    _ judged: BatchJudge.Judged, of end: TicketReader.BlockEnd, _ input: String
  ) throws {
    try StopSignals.shielded {
      for piece in judged.text { try verdicts.write(piece) }
      for reject in judged.rejects {
        var text = Self.text(reject, input)
        if rejected?.isTerminal == true { text = redaction.redacted(text) }
        try rejected?.write(text)
      }
      journal.records += end.count
      journal.bookmark = end.bookmark
      journal.tally.add(judged.tally)
      report.add(judged.report)
      journal.rejectCount += judged.rejects.count { !$0.isRest }
      if failures.isEmpty, journalFile?.isDue == true { try checkpoint() }
    }
  }

  private static func text(_ reject: Reject, _ input: String) -> String {
    let record = String(decoding: reject.bytes, as: UTF8.self)
    return (reject.isRest ? "" : "\(input):\(reject.line): \(reject.reason)\n") + record
      + (reject.isCut ? "" : "\n")
  }

  /// Notes how far the run has come, when that is on disk.
  private mutating func checkpoint() throws {
    guard journalFile != nil else { return }
    journal.outputSize = verdicts.count
    journal.rejectsSize = rejected?.count ?? 0
    if command.report != nil {
      report.prune()
      journal.report = report
    }
    try journalFile?.write(journal) {
      try verdicts.sync()
      try rejected?.sync()
    }
  }

  /// Gives the files their names, tells what came out, and complains of what did not.
  private mutating func finish() throws {
    if failures.isEmpty {
      journal.isWhole = true
      try checkpoint()
      try verdicts.finish()
      try rejected?.finish()
      let text = ReportPage.html(report, of: command.inputs, desk)
      try page?.write(text)
      try page?.finish()
      journalFile?.remove()
      journalFile = nil
    } else if journal.tally.tickets + journal.rejectCount == 0 {
      verdicts.discard()
      rejected?.discard()
      page?.discard()
      journalFile?.remove()
      journalFile = nil
    }
    let seconds = start.duration(to: .now) / .seconds(1)
    if failures.isEmpty || journal.tally.tickets > 0 {
      try tell(
        BatchSummaryText.text(
          journal.tally, rejects: journal.rejectCount, before: ticketsBefore, seconds: seconds))
    }
    if let failure = failures.first { throw unfinished(failure.status) }
    if journal.rejectCount > 0, command.strict || rejected == nil {
      throw Complaint(
        .badInput,
        "\(journal.rejectCount) records could not be read and are not in the output",
        hint: rejected == nil ? "keep them with --rejects FILE" : nil)
    }
  }

  private func unfinished(_ status: ExitStatus) -> Complaint {
    var complaint = Complaint(
      status, "\(failures.count) of \(command.inputs.count) inputs could not be read to the end")
    if journal.tally.tickets + journal.rejectCount == 0 {
      if command.inputs.count == 1 { complaint.text = "" }
    } else if verdicts.isDraft {
      complaint.text += "  hint: what could be read is in \(OutputFile.draft(command.output))\n"
    }
    return complaint
  }

  private func tell(_ text: String) throws {
    if !command.quiet { try Terminal.write(text, to: .error) }
  }
}
