import Diagnostics
import Glibc
import KnowledgeBase
import Redaction
import TicketIO
import TriageDesk
import TriageEngine
import TriageTestSupport
import XMLReading

/// What is fuzzed, by name; each takes any bytes and must neither crash nor break its promise.
enum FuzzTargets {
  static let all: [String: @Sendable ([UInt8]) -> Void] = [
    "patterns": pattern, "csv": { tickets($0, .csv) }, "ndjson": { tickets($0, .ndjson) },
    "json": { tickets($0, .json) }, "tickets-xml": { tickets($0, .xml) },
    "export": { tickets($0, nil) }, "report": report, "journal": journal, "xml": xml,
    "knowledge": knowledge, "weights": weights, "html": html, "text": text, "notices": notice,
    "redaction": redaction,
  ]

  private static func check(_ isKept: Bool, _ promise: StaticString) {
    precondition(isKept, "\(promise)")
  }

  // MARK: Rules

  /// Compiles the first line as a pattern and looks for it in the rest.
  private static func pattern(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
    let place = SourcePosition(line: 1, column: 1)
    var book = RuleBook()
    book.vocabulary = [
      VocabularySet(
        name: "tire",
        phrases: [PatternText("(tire | inner tube)", file: "a", start: place)],
        range: .whole("a"))
    ]
    let text = PatternText(String(decoding: parts[0], as: UTF8.self), file: "b", start: place)
    book.concerns = [
      ConcernRules(id: "a/none", owner: 0, rules: []),
      ConcernRules(
        id: "a/b", owner: 0,
        rules: [Rule(id: "r", condition: .match(text), weight: 3, range: .whole("b"))]),
    ]
    var sink = DiagnosticSink()
    let rules = RuleSet(book, into: &sink)
    for finding in sink.sorted() {
      check(finding.range.start <= finding.range.end, "a range begins before it ends")
    }
    guard !sink.hasErrors else { return }
    var classifier = Classifier(rules)
    let rest = parts.count > 1 ? Array(parts[1]) : Array(parts[0])
    rest.withUnsafeBufferPointer { text in
      _ = classifier.classify(text)
      for place in classifier.evidence().flatMap(\.places) {
        check(place.upperBound <= text.count && !place.isEmpty, "evidence lies in the text")
      }
    }
  }

  private static func weights(_ bytes: [UInt8]) {
    var sink = DiagnosticSink()
    let weights = WeightsFile.read(bytes, file: "weights.tsv", into: &sink)
    guard !sink.hasErrors else { return }
    let text = WeightsFile.text(weights)
    let again = WeightsFile.text(WeightsFile.read(Array(text.utf8), file: "", into: &sink))
    check(again == text, "what is written is read back the same")
  }

  private static func xml(_ bytes: [UInt8]) {
    var sink = DiagnosticSink()
    let document = bytes.withUnsafeBytes { XMLTreeReader.read($0, file: "a.xml", into: &sink) }
    check(document != nil || sink.hasErrors, "a document without a root is an error")
  }

  /// A knowledge base in memory, of which the first byte chooses the file that the rest replaces.
  private static func knowledge(_ bytes: [UInt8]) {
    guard let first = bytes.first, let shop else { return }
    let (name, original) = BicycleShop.files[Int(first) % BicycleShop.files.count]
    write(Array(bytes.dropFirst()), to: shop + "/" + name)
    if let today = CalendarDay("2026-11-25") {
      _ = try? KnowledgeChecker.check(shop, today: today)
    }
    _ = try? TriageDesk(folder: shop)
    write(Array(original.utf8), to: shop + "/" + name)
  }

  // MARK: Tickets

  private static func tickets(_ bytes: [UInt8], _ format: TicketReader.Format?) {
    write(bytes, to: scratch)
    do {
      var reader = try TicketReader.open(
        scratch, TicketReader.Options(format: format, keepsCells: true))
      var line = 0
      while let entry = try reader.next() {
        guard case .reject(let reject) = entry else { continue }
        check(reject.line >= line, "rejects come in the order of their lines")
        line = reject.line
      }
    } catch {}
  }

  /// The page about an export, made in one go and of two halves that a journal kept.
  private static func report(_ bytes: [UInt8]) {
    guard let bicycles else { return }
    write(bytes, to: scratch)
    guard var reader = try? TicketReader.open(scratch, TicketReader.Options(keepsDates: true))
    else { return }
    let judge = BatchJudge(bicycles, BatchRecord(.csv), gathersReport: true)
    var block: [RawTicket] = []
    while let next = try? reader.nextBlock(), !next.isEmpty { block += next }
    let whole = judge.judge(block, reader.parser).report
    var journal = BatchJournal(settings: [:], paths: [])
    journal.report = judge.judge(Array(block[..<(block.count / 2)]), reader.parser).report
    var halves = BatchJournal(Array(journal.text.utf8))?.report ?? ReportTally()
    halves.add(judge.judge(Array(block[(block.count / 2)...]), reader.parser).report)
    let page = ReportPage.html(whole, of: ["export"], bicycles)
    check(!page.contains("<script"), "nothing of a ticket is markup")
    check(page == ReportPage.html(halves, of: ["export"], bicycles), "halves make the same page")
  }

  /// A journal of these bytes, with the sum that makes it a whole one, is what it writes itself.
  private static func journal(_ bytes: [UInt8]) {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let text = bytes + [10] + String(sum, radix: 16).utf8
    guard let journal = BatchJournal(text) else { return }
    check(BatchJournal(Array(journal.text.utf8)) == journal, "what is written is read the same")
    write(bytes, to: scratch)
    guard var reader = try? TicketReader.open(scratch), let bookmark = journal.bookmark else {
      return
    }
    if reader.seek(bookmark) { while let _ = try? reader.next() {} }
  }

  private static func html(_ bytes: [UInt8]) {
    let asked = AskedText([bytes, Array(bytes.reversed())])
    for start in asked.bytes.indices {
      let place = asked.place(of: start..<start + 1)
      check(
        place.lowerBound >= 0 && place.upperBound <= asked.message.count,
        "places lie in the message")
    }
  }

  // MARK: Questions

  private static func text(_ bytes: [UInt8]) {
    judge(bytes, bicycles)
  }

  private static func notice(_ bytes: [UInt8]) {
    if let shipped { judge(bytes, shipped) }
  }

  private static func judge(_ bytes: [UInt8], _ desk: TriageDesk?) {
    guard let desk else { return }
    let question = String(decoding: bytes, as: UTF8.self)
    let reply = desk.reply(to: question)
    check(0...1 ~= reply.confidence, "a confidence lies between 0 and 1")
    let count = question.unicodeScalars.count
    for fired in reply.evidence {
      check(
        0 <= fired.start && fired.start <= fired.end && fired.end <= count, "evidence lies inside")
    }
    check(ReplyJSON.text(reply) == ReplyJSON.text(desk.reply(to: question)), "the same again")
  }

  private static func redaction(_ bytes: [UInt8]) {
    let redaction = Redaction(keeping: ["800-829-1040"])
    var end = 0
    for found in redaction.personalData(in: bytes) {
      check(found.bytes.lowerBound >= end && !found.bytes.isEmpty, "findings are apart, in order")
      end = found.bytes.upperBound
    }
    check(end <= bytes.count, "findings lie inside")
    let text = RedactedText(bytes, redaction)
    let middle = bytes.count / 2
    _ = (text.text, text[0..<middle], text[middle..<bytes.count])
  }

  // MARK: Files in memory

  /// In the folder for temporary files, which whoever starts the fuzzer removes.
  private static let scratch =
    (getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp") + "/triage-fuzz-\(getpid())"

  private static func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  private static let shop: String? = {
    guard let folder = try? BicycleShop.folder() else { return nil }
    // It stays until the fuzzer ends.
    return Unmanaged.passRetained(folder).takeUnretainedValue().path
  }()

  private static let bicycles: TriageDesk? = shop.flatMap { try? TriageDesk(folder: $0) }
  private static let shipped = try? TriageDesk(folder: Repository.knowledge)
}
