package import Diagnostics
internal import FoundationEssentials
package import KnowledgeBase
package import TicketIO

extension DiagnosticCode {
  /// A record of a data set that cannot be read.
  static let badRecord = DiagnosticCode("TK0601")
  /// A label that the knowledge base does not have.
  static let unknownLabel = DiagnosticCode("TK0602")
}

/// Reads labelled questions: JSON Lines, one object a line, or CSV, separated by commas, semicolons
/// or tabs, with a header. Both have at least `text` and `label`.
package struct DatasetReader {
  package enum Failure: Error {
    case folder(FileError)
    case file(ByteSource.Failure)
  }

  private let file: String
  private var questions: [LabelledQuestion] = []

  private static let extensions = ["jsonl", "ndjson", "csv", "tsv"]

  /// Reads a file, or every `.jsonl`, `.ndjson`, `.csv` and `.tsv` in a folder and in those inside
  /// it, in order of their names.
  ///
  /// - Parameter path: `-` is standard input.
  /// - Returns: all that could be read; what could not is in the sink.
  package static func read(_ path: String, into sink: inout DiagnosticSink) throws(Failure)
    -> [LabelledQuestion]
  {
    guard FileSystem.isFolder(path) else {
      do throws(ByteSource.Failure) {
        var reader = DatasetReader(file: path)
        try reader.read(into: &sink)
        return reader.questions
      } catch {
        throw .file(error)
      }
    }
    var questions: [LabelledQuestion] = []
    for entry in try list(path)
    where entry.isFolder || extensions.contains(extensionName(entry.name)) {
      questions += try read(path + "/" + entry.name, into: &sink)
    }
    return questions
  }

  private init(file: String) {
    self.file = file
  }

  private static func list(_ folder: String) throws(Failure) -> [(name: String, isFolder: Bool)] {
    do throws(FileError) {
      return try FileSystem.list(folder)
    } catch {
      throw .folder(error)
    }
  }

  private static func extensionName(_ path: String) -> String {
    path.split(separator: ".").last.map { $0.lowercased() } ?? ""
  }

  private mutating func read(into sink: inout DiagnosticSink) throws(ByteSource.Failure) {
    var records = try RecordReader(try TextSource.open(file, nil))
    let kind = Self.extensionName(file)
    let begins = records.beginning.first { $0 > UInt8(ascii: " ") }
    if ["jsonl", "ndjson", "json"].contains(kind) || begins == UInt8(ascii: "{") {
      records.boundaries = .lines
      try readLines(&records, into: &sink)
    } else {
      records.boundaries = .quotedLines
      try readRows(&records, isTabbed: kind == "tsv", into: &sink)
    }
  }

  private mutating func add(_ question: LabelledQuestion, _ line: Int) {
    var question = question
    question.place = LabelledQuestion.Place(file: file, line: line)
    questions.append(question)
  }

  private func report(
    _ reason: String, _ line: Int, hint: String? = nil, into sink: inout DiagnosticSink
  ) {
    let start = SourcePosition(line: line, column: 1)
    sink.error(
      .badRecord, reason, at: SourceRange(file: file, start: start, end: start), hint: hint)
  }

  private static func next(_ records: inout RecordReader) throws(ByteSource.Failure)
    -> RecordReader.Record?
  {
    while let record = try records.next() {
      if record.bytes.contains(where: { $0 > UInt8(ascii: " ") }) { return record }
    }
    return nil
  }

  // MARK: JSON Lines

  private mutating func readLines(
    _ records: inout RecordReader, into sink: inout DiagnosticSink
  ) throws(ByteSource.Failure) {
    let decoder = JSONDecoder()
    while let record = try Self.next(&records) {
      do {
        let question = try decoder.decode(LabelledQuestion.self, from: Data(record.bytes))
        add(question, record.line)
      } catch {
        report(
          "this line is no labelled question: \(Self.reason(error))", record.line,
          hint: #"write {"text": "…", "label": "owner/concern"}"#, into: &sink)
      }
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, _): "“\(key.stringValue)” is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      context.codingPath.isEmpty
        ? "it is no JSON object"
        : "“\(context.codingPath.first?.stringValue ?? "")” is of another kind"
    default: "it is not JSON"
    }
  }

  // MARK: CSV

  private mutating func readRows(
    _ records: inout RecordReader, isTabbed: Bool, into sink: inout DiagnosticSink
  ) throws(ByteSource.Failure) {
    guard let header = try Self.next(&records) else { return }
    let separator = isTabbed ? UInt8(ascii: "\t") : CSVFields.separator(of: header.bytes)
    let names = CSVFields(header.bytes, separator: separator).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard let columns = columns(names, header.line, into: &sink) else { return }
    while let record = try Self.next(&records) {
      if record.isBroken {
        report(
          "a quote in this row never closes, or it is longer than 4 MiB", record.line, into: &sink)
        continue
      }
      let cells = CSVFields(record.bytes, separator: separator)
      guard cells.count == names.count else {
        report(
          "this row has \(cells.count) fields, the header \(names.count)", record.line,
          hint: "put a text with the separator or a line end in it in quotes", into: &sink)
        continue
      }
      let question = LabelledQuestion(
        cells: columns.mapValues { String(decoding: cells[$0], as: UTF8.self) })
      guard !question.label.isEmpty else {
        report("this row has no label", record.line, into: &sink)
        continue
      }
      add(question, record.line)
    }
  }

  /// Which column holds what; nil, with a finding, where the text or the label is in none.
  private func columns(
    _ names: [String], _ line: Int, into sink: inout DiagnosticSink
  ) -> [LabelledQuestion.Key: Int]? {
    let folded = names.map { name in
      name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    var columns: [LabelledQuestion.Key: Int] = [:]
    for key in LabelledQuestion.Key.allCases {
      columns[key] = folded.firstIndex(of: key.rawValue)
    }
    for key in [LabelledQuestion.Key.text, .label] where columns[key] == nil {
      let known = LabelledQuestion.Key.allCases.map(\.rawValue).joined(separator: ", ")
      report(
        "the header has no column “\(key.rawValue)”", line,
        hint: "the columns that are read are \(known); a data set of JSON begins with “{”",
        into: &sink)
      return nil
    }
    return columns
  }
}

extension KnowledgeBase {
  /// Labels that no concern has, which no verdict can match: a finding for each and each file, at
  /// the first question that has it.
  package func unknownLabels(in questions: [LabelledQuestion]) -> [Diagnostic] {
    let known = Set(concerns.map(\.id))
    var seen: Set<[String]> = []
    var findings: [Diagnostic] = []
    for question in questions {
      for label in [question.label] + question.also + question.accept where !known.contains(label) {
        guard let place = question.place, seen.insert([place.file, label]).inserted else {
          continue
        }
        let start = SourcePosition(line: place.line, column: 1)
        findings.append(
          Diagnostic(
            .warning, .unknownLabel, "no concern of the knowledge base is “\(label)”",
            at: SourceRange(file: place.file, start: start, end: start),
            hint: NearestName.suggestion(for: label, among: known.sorted())
              .map { "did you mean \($0)?" } ?? "triage kb list shows all of them"))
      }
    }
    return findings
  }
}
